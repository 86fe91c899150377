import semver from 'semver';

/**
 * Compares versions where both are semantic versions.
 *
 * @returns negative where the first is older; undefined where nobody can tell
 */
export function compareVersions(a: string, b: string): number | undefined {
  const left = semver.parse(a.slice(0, 256));
  const right = semver.parse(b.slice(0, 256));
  if (!left || !right) return undefined;
  return left.compare(right);
}

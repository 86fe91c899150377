/**
 * The group and version of an `apiVersion`, e.g. `apps/v1` or `v1`; `undefined`
 * where it is none.
 *
 * @public
 */
export function readApiVersion(
  apiVersion: unknown,
): { group: string; version: string } | undefined {
  if (typeof apiVersion !== 'string') return undefined;
  const parts = apiVersion.split('/');
  if (parts.length > 2 || parts.some(part => part === '')) return undefined;
  return parts.length === 1
    ? { group: '', version: parts[0] }
    : { group: parts[0], version: parts[1] };
}

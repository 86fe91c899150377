import { checkFact } from './checkFact';
import type { AdapterWatch, Mapped } from './types';

// No API server accepts these in a name; a database or a page may choke on them.
const NOT_IN_NAMES = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u;
/** Most names: all of it is to be seen in any font. Quicker to tell. */
const PLAIN_NAME = /^[!-~]+$/;

function isName(value: unknown, limit: number): value is string {
  return (
    typeof value === 'string' &&
    value !== '' &&
    value.length <= limit &&
    (PLAIN_NAME.test(value) || !NOT_IN_NAMES.test(value))
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * What maps objects: a watch or a poll.
 *
 * @public
 */
export type MappedKind = Pick<AdapterWatch, 'group' | 'kind' | 'map'>;

/**
 * Runs the mapper of a watch or a poll over one object from a cluster and validates
 * what it made. Never throws, whatever the object is.
 *
 * @param version - the API version that the object was read in
 * @public
 */
export function mapObject(
  watch: MappedKind,
  version: string,
  object: unknown,
): Mapped {
  const metadata = isRecord(object) ? object.metadata : undefined;
  if (!isRecord(metadata)) {
    return { skipped: 'malformed', detail: 'metadata: missing' };
  }
  const { name, uid, namespace } = metadata;
  if (!isName(name, 512)) {
    return { skipped: 'malformed', detail: 'metadata.name: not a name' };
  }
  if (!isName(uid, 128)) {
    return { skipped: 'malformed', detail: 'metadata.uid: not a UID' };
  }
  if (namespace !== undefined && namespace !== '' && !isName(namespace, 253)) {
    return { skipped: 'malformed', detail: 'metadata.namespace: not a name' };
  }
  const { group, kind } = watch;
  const mapped = watch.map(object, {
    source: namespace
      ? { group, version, kind, namespace, name, uid }
      : { group, version, kind, name, uid },
  });
  if ('skipped' in mapped) return mapped;
  for (const fact of mapped.facts) {
    const problem = checkFact(fact);
    if (problem) return problem;
  }
  return mapped;
}

import {
  boundedText,
  factSchema,
} from '@fleetview/backstage-plugin-fleet-common';
import { z } from 'zod';
import type { AdapterWatch, Mapped } from './types';

const compiledFactSchema = z.compile(factSchema);

// No API server accepts these in a name; a database or a page may choke on them.
const NOT_IN_NAMES = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u;

function isName(value: unknown, limit: number): value is string {
  return (
    typeof value === 'string' &&
    value !== '' &&
    value.length <= limit &&
    !NOT_IN_NAMES.test(value)
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Runs a watch's mapper over one object from a cluster and validates what it
 * made. Never throws, whatever the object is.
 *
 * @param version - the API version that the object was read in
 * @public
 */
export function mapObject(
  watch: AdapterWatch,
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
  const mapped = watch.map(object, {
    source: {
      group: watch.group,
      version,
      kind: watch.kind,
      ...(namespace ? { namespace } : {}),
      name,
      uid,
    },
  });
  if ('skipped' in mapped) return mapped;
  for (const fact of mapped.facts) {
    const checked = compiledFactSchema.safeParse(fact);
    if (!checked.success) {
      const [issue] = checked.error.issues;
      return {
        skipped: 'invalid-fact',
        detail: boundedText(`${issue.path.join('.')}: ${issue.message}`),
      };
    }
  }
  return mapped;
}

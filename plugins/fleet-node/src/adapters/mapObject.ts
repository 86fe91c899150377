import { boundedText, factSchema } from '@fleetview/backstage-plugin-fleet-common';
import type { AdapterWatch, Mapped } from './types';

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
  if (typeof name !== 'string' || name === '' || name.length > 512) {
    return { skipped: 'malformed', detail: 'metadata.name: not a name' };
  }
  if (typeof uid !== 'string' || uid === '' || uid.length > 128) {
    return { skipped: 'malformed', detail: 'metadata.uid: not a UID' };
  }
  if (
    namespace !== undefined &&
    (typeof namespace !== 'string' || namespace.length > 253)
  ) {
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
    const checked = factSchema.safeParse(fact);
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

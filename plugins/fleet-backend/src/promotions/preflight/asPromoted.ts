import {
  podsOf,
  recordOf,
  recordsOf,
  textOf,
  type Json,
} from '../../preflight';
import type { TargetWorkload } from './PreflightTarget';

/** Written by who applied it last, and longer than the object. */
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** A workload as somebody would apply it, and in which versions people write it. */
export type PromotedWorkload = { object: Json; apiVersions: readonly string[] };

/**
 * A workload as it is once the release is there: with the images of the release, which is what a
 * promotion changes in Git, and without what the server adds to it.
 */
export function asPromoted(
  live: Json,
  { kind, namespace, name, images }: TargetWorkload,
): PromotedWorkload {
  const metadata = recordOf(live.metadata);
  const { [LAST_APPLIED]: _, ...annotations } = recordOf(metadata.annotations);
  const object: Json = {
    apiVersion: live.apiVersion,
    kind,
    metadata: {
      name,
      namespace,
      ...(metadata.labels ? { labels: metadata.labels } : {}),
      ...(Object.keys(annotations).length > 0 ? { annotations } : {}),
    },
    spec: structuredClone(recordOf(live.spec)),
  };
  const [version, group = ''] = String(live.apiVersion).split('/').reverse();
  const pods = podsOf({ group, version, kind }, object);
  for (const list of ['initContainers', 'containers']) {
    for (const container of recordsOf(pods?.spec[list])) {
      const called = textOf(container.name);
      if (called !== undefined && Object.hasOwn(images, called)) {
        container.image = images[called];
      }
    }
  }
  return { object, apiVersions: apiVersionsOf(metadata) };
}

/** Of who wrote its fields, but for those that report on it. */
function apiVersionsOf(metadata: Json): string[] {
  return [
    ...new Set(
      recordsOf(metadata.managedFields).flatMap(({ apiVersion, subresource }) =>
        subresource ? [] : textOf(apiVersion) ?? [],
      ),
    ),
  ].slice(0, 20);
}

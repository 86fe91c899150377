import {
  type ActionPatch,
  type ActionTarget,
  absentable,
  atVersionOf,
  lenient,
} from '@fleetview/backstage-plugin-fleet-node';
import { z } from 'zod';

/** What an action reads besides what a mapper does. */
export const versionedSchema = z.object({
  metadata: z.object({ resourceVersion: lenient(z.string()) }),
});

/** The annotations of the pod template, one of which a restart sets. */
export const restartableSchema = versionedSchema.extend({
  spec: absentable(
    z.object({
      template: absentable(
        z.object({
          metadata: absentable(
            z.object({
              annotations: absentable(z.record(z.string(), z.unknown())),
            }),
          ),
        }),
      ),
    }),
  ),
});

/** A merge patch of the specification at the version that was read. */
export function patchOfSpec(
  target: ActionTarget,
  metadata: { resourceVersion?: string | undefined },
  spec: object,
): ActionPatch {
  return {
    target,
    contentType: 'application/merge-patch+json',
    body: { metadata: atVersionOf(metadata), spec },
  };
}

import {
  type ActionPatch,
  type ActionTarget,
  atVersionOf,
  lenient,
} from '@fleetview/backstage-plugin-fleet-node';
import { z } from 'zod';

/** What an action reads of an object besides what its mapper does. */
export const versionedSchema = z.object({
  metadata: z.object({ resourceVersion: lenient(z.string()) }),
});

/** A change of an object's specification, at the version that was read. */
export function patchOfSpec(
  target: ActionTarget,
  metadata: { resourceVersion?: string | undefined },
  spec: Record<string, unknown>,
): ActionPatch {
  return {
    target,
    contentType: 'application/merge-patch+json',
    body: { metadata: atVersionOf(metadata), spec },
  };
}

import {
  type AdapterAction,
  atVersionOf,
  conditionOf,
  defineAction,
  describeCondition,
  isAsPlannedOn,
  isPresent,
  revertedWhereStated,
} from '@fleetview/backstage-plugin-fleet-node';
import { z } from 'zod';
import { actedObjectSchema, type FluxKind, rbacOf } from './actObject';
import { reconciledObject } from './readReconciled';

function switchAction(kind: FluxKind, suspend: boolean): AdapterAction {
  const words = suspend
    ? {
        id: 'suspend' as const,
        title: `Suspend the ${kind.kind}`,
        description:
          'Flux does nothing with it until it is resumed: it fetches, applies and corrects nothing. What is there stays.',
        refused: 'It is suspended already.',
        effect: 'Flux leaves it alone until it is resumed.',
      }
    : {
        id: 'resume' as const,
        title: `Resume the ${kind.kind}`,
        description:
          'Flux looks after it again, and begins with a run at once.',
        refused: 'It is not suspended.',
        effect: 'Flux runs at once, and by its interval from then on.',
      };
  const { refused, effect, ...shown } = words;
  return defineAction({
    ...shown,
    kind: kind.kind,
    rbac: rbacOf(kind),
    schema: actedObjectSchema,
    parameters: z.strictObject({}),
    plan({ metadata, spec }, _, { target }) {
      if (metadata.deletionTimestamp !== undefined) {
        return { refused: 'It is being deleted.' };
      }
      if ((spec?.suspend ?? false) === suspend) return { refused };
      return {
        effect,
        ...revertedWhereStated(metadata, 'spec.suspend', target),
        patches: [
          {
            target,
            contentType: 'application/merge-patch+json',
            body: { metadata: atVersionOf(metadata), spec: { suspend } },
          },
        ],
      };
    },
    progress(object, plan) {
      const { metadata, spec, status } = object;
      if ((spec?.suspend ?? false) !== suspend) {
        return isAsPlannedOn(metadata, plan)
          ? { state: 'pending' }
          : { state: 'failed', message: 'Something has set it back.' };
      }
      // Flux does not answer to being suspended: it only stops.
      if (suspend) return { state: 'seen' };
      const ready = conditionOf(status?.conditions, 'Ready');
      return ready && isPresent(reconciledObject(object), ready)
        ? { state: 'seen', message: describeCondition(ready) }
        : { state: 'accepted', message: 'not reconciled yet' };
    },
  });
}

/** Suspend and resume, for one kind. */
export function suspendActions(kind: FluxKind): AdapterAction[] {
  return [switchAction(kind, true), switchAction(kind, false)];
}

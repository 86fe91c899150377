import {
  boundedName,
  boundedText,
  type DeliveryFact,
} from '@fleetview/backstage-plugin-fleet-common';
import { withoutUndefined } from '@fleetview/backstage-plugin-fleet-node';
import type { OperationState } from './schema';

type Failures = NonNullable<DeliveryFact['operation']>['failures'];

const MAX_FAILURES = 50;
const FAILED_HOOKS = ['Failed', 'Error'];

/** The resources that a sync could not apply, and the hooks that failed. */
export function readFailures({ syncResult }: OperationState): Failures {
  const failed = (syncResult?.resources ?? []).filter(
    ({ status, hookPhase }) =>
      status === 'SyncFailed' || FAILED_HOOKS.includes(hookPhase ?? ''),
  );
  if (failed.length === 0) return undefined;
  return failed.slice(0, MAX_FAILURES).map(result =>
    withoutUndefined({
      kind: boundedName(result.kind),
      namespace: result.namespace ? boundedName(result.namespace) : undefined,
      name: boundedName(result.name),
      message: result.message ? boundedText(result.message) : undefined,
    }),
  );
}

import { toTimestamp } from '../../../clock';
import type { Condition } from '../../../types';
import { setCondition } from '../../conditions';
import type { ManagedCluster, Taint } from './types';

const AVAILABLE = 'ManagedClusterConditionAvailable';
/** The hub repeats the state of each add-on on the cluster. */
const ADD_ON_LABEL = 'feature.open-cluster-management.io/addon-work-manager';
const UNREACHABLE = 'cluster.open-cluster-management.io/unreachable';

/** Five lease durations: then the hub gives an agent up. */
export const SILENCE_MS = 300_000;

/** Whether the hub counts a cluster as available now. */
export function isAvailable({ status }: ManagedCluster): boolean {
  return (
    status?.conditions.some(
      ({ type, status: state }) => type === AVAILABLE && state === 'True',
    ) ?? false
  );
}

export function availableCondition(isThere: boolean): Condition {
  return isThere
    ? {
        type: AVAILABLE,
        status: 'True',
        reason: 'ManagedClusterAvailable',
        message: 'Managed cluster is available',
      }
    : {
        type: AVAILABLE,
        status: 'Unknown',
        reason: 'ManagedClusterLeaseUpdateStopped',
        message: 'Registration agent stopped updating its lease.',
      };
}

/** The hub's own taint comes and goes with it. */
function taintsFor(
  taints: readonly Taint[],
  isThere: boolean,
  time: string,
): Taint[] {
  const others = taints.filter(({ key }) => key !== UNREACHABLE);
  return isThere
    ? others
    : [...others, { key: UNREACHABLE, effect: 'NoSelect', timeAdded: time }];
}

/** Writes what the hub's lease controller writes when an agent falls silent or is back. */
export function setAvailability(
  draft: ManagedCluster,
  isThere: boolean,
  now: number,
): void {
  const time = toTimestamp(now);
  draft.status = {
    ...draft.status,
    conditions: setCondition(
      draft.status?.conditions,
      availableCondition(isThere),
      time,
    ),
  };
  draft.metadata.labels = {
    ...draft.metadata.labels,
    [ADD_ON_LABEL]: isThere ? 'available' : 'unreachable',
  };
  draft.spec.taints = taintsFor(draft.spec.taints ?? [], isThere, time);
}

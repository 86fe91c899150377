import { toTimestamp } from '../../../../clock';
import type { ObjectStore } from '../../../../store/ObjectStore';
import type { Condition } from '../../../../types';
import { findCondition, setCondition } from '../../../conditions';
import type { ManifestWork, ManifestWorkReplicaSet } from '../types';
import { type DeliveryNames, setReference } from './deliveryObjects';

/** How far a rollout is: works that the hub has changed, and those that are done. */
export type SetProgress = {
  works: readonly ManifestWork[];
  desired: number;
  updated: number;
  done: number;
  /** Clusters that took too long or say that they failed. */
  failed: number;
  /** Groups that have begun. */
  groups: number;
};

function conditionsOf(
  { desired, done, failed, works }: SetProgress,
  applied: number,
): Condition[] {
  const isComplete = done === desired;
  const isApplied = applied === works.length;
  const applying = failed > 0 ? ['NotAsExpected', ''] : ['Processing', ''];
  const [reason, message] = isApplied ? ['AsExpected', ''] : applying;
  return [
    {
      type: 'PlacementVerified',
      status: 'True',
      reason: 'AsExpected',
      message: '',
    },
    {
      type: 'PlacementRolledOut',
      status: isComplete ? 'True' : 'False',
      reason: isComplete ? 'Complete' : 'Progressing',
      message: isComplete
        ? ''
        : `${done} of ${desired} clusters are rolled out`,
    },
    {
      type: 'ManifestworkApplied',
      status: isApplied ? 'True' : 'False',
      reason,
      message,
    },
  ];
}

/** Writes how far a set is, when that has changed. */
export function reportSet(
  store: ObjectStore,
  names: DeliveryNames,
  progress: SetProgress,
  now: number,
): void {
  const { works, desired, updated, done, groups } = progress;
  const has = (type: string, status: Condition['status']) =>
    works.filter(
      ({ metadata, status: { conditions } = { conditions: [] } }) => {
        const condition = findCondition(conditions, type);
        return (
          condition?.status === status &&
          condition.observedGeneration === metadata.generation
        );
      },
    ).length;
  const summary = {
    total: works.length,
    desiredTotal: desired,
    updated,
    applied: has('Applied', 'True'),
    available: has('Available', 'True'),
    progressing: has('Progressing', 'True'),
    degraded: has('Degraded', 'True'),
  };
  store.update<ManifestWorkReplicaSet>(
    setReference(names),
    draft => {
      const observedGeneration = draft.metadata.generation;
      draft.status = {
        ...draft.status,
        conditions: conditionsOf(progress, summary.applied).reduce(
          (list, condition) =>
            setCondition(
              list,
              { ...condition, observedGeneration },
              toTimestamp(now),
            ),
          draft.status?.conditions ?? [],
        ),
        summary,
      };
      Object.assign(draft.status, {
        placementSummary: [
          {
            name: names.component,
            availableDecisionGroups: `${groups} (${done} / ${desired} clusters applied)`,
            summary,
          },
        ],
      });
    },
    { manager: 'work-manager', operation: 'Update', subresource: 'status' },
  );
}

import type { FollowUpAnswers } from '@fleetview/backstage-plugin-fleet-node';
import type { z } from 'zod';
import { isOfItsReplicaSet, isOwnedBy } from './owners';
import {
  eventSchema,
  podSchema,
  replicaSetSchema,
  type Followed,
  type Pod,
  type ReplicaSet,
  type Warning,
} from './schema';

const REVISION = /^\d{1,12}$/;

/** What was read of a workload, and is its own. */
export type Readings = {
  /** Absent where they could not be read. */
  pods?: Pod[];
  morePods: boolean;
  replicaSets: ReplicaSet[];
  warnings: Warning[];
};

function itemsOf<T extends z.ZodType>(
  schema: T,
  answers: FollowUpAnswers,
  id: string,
): z.output<T>[] | undefined {
  const answer = answers[id];
  if (!answer || 'refused' in answer) return undefined;
  return answer.items.flatMap(item => {
    const parsed = schema.safeParse(item);
    return parsed.success ? [parsed.data] : [];
  });
}

/**
 * Takes out of the answers what belongs to the workload: labels select, but only the
 * owner tells whose a pod is.
 */
export function readAnswers(
  followed: Followed,
  answers: FollowUpAnswers,
): Readings {
  const { uid, name } = followed.metadata;
  const replicaSets = (
    itemsOf(replicaSetSchema, answers, 'replicasets') ?? []
  ).filter(({ metadata }) => isOwnedBy(metadata, new Set([uid])));
  const owners = new Set([
    uid,
    ...replicaSets.map(({ metadata }) => metadata.uid),
  ]);
  const selected = itemsOf(podSchema, answers, 'pods');
  const pods = selected?.filter(
    ({ metadata }) =>
      isOwnedBy(metadata, owners) || isOfItsReplicaSet(metadata, name),
  );
  const pages = Object.entries(answers).filter(([id]) =>
    id.startsWith('events'),
  );
  const podAnswer = answers.pods;
  return {
    ...(pods ? { pods } : {}),
    morePods: podAnswer !== undefined && 'more' in podAnswer && podAnswer.more,
    replicaSets,
    warnings: pages
      .flatMap(([id]) => itemsOf(eventSchema, answers, id) ?? [])
      .filter(({ type }) => type === 'Warning'),
  };
}

/** The revision that its controller gave a ReplicaSet. */
export function revisionOf({ metadata }: ReplicaSet): string | undefined {
  const revision =
    metadata.annotations?.['deployment.kubernetes.io/revision'] ??
    metadata.annotations?.['rollout.argoproj.io/revision'];
  return typeof revision === 'string' && REVISION.test(revision)
    ? revision
    : undefined;
}

/** The ReplicaSet of the present template: the one of the highest revision. */
export function newestReplicaSet(
  replicaSets: readonly ReplicaSet[],
): ReplicaSet | undefined {
  let newest: ReplicaSet | undefined;
  for (const each of replicaSets) {
    if (
      !newest ||
      Number(revisionOf(each) ?? 0) > Number(revisionOf(newest) ?? 0)
    ) {
      newest = each;
    }
  }
  return newest;
}

import {
  boundedName,
  boundedText,
  type WorkloadFact,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  type Condition,
  factBase,
  imagesOf,
  isBehind,
  latestTime,
  type MapContext,
  type Mapped,
  type ObjectMetadata,
  type Verdict,
  withoutUndefined,
} from '@fleetview/backstage-plugin-fleet-node';
import type { PodTemplate } from './schema';

/**
 * What the three workload kinds say in their own words.
 */
export type WorkloadStatement = {
  metadata: ObjectMetadata;
  template: PodTemplate;
  verdict: Verdict;
  /** Absent counts are not known, which is not zero. */
  replicas: WorkloadFact['replicas'];
  /** Absent while no controller has looked. */
  observedGeneration: number | undefined;
  conditions: readonly Condition[];
};

function isSettled(statement: WorkloadStatement): boolean {
  const { metadata, observedGeneration, replicas } = statement;
  if (
    observedGeneration === undefined ||
    isBehind(metadata.generation, observedGeneration)
  ) {
    return false;
  }
  const { desired, current, updated, available } = replicas;
  return (
    desired !== undefined &&
    current === desired &&
    updated === desired &&
    available === desired
  );
}

/**
 * The fact of one workload, or why there is none.
 */
export function readWorkload(
  context: MapContext,
  statement: WorkloadStatement,
): Mapped {
  const { kind, namespace, name } = context.source;
  if (!namespace) {
    return { skipped: 'malformed', detail: 'metadata.namespace: missing' };
  }
  const { metadata, verdict, conditions } = statement;
  const containers = (statement.template?.spec?.containers ?? []).map(
    container => ({
      name: boundedName(container.name),
      image: container.image ?? '',
    }),
  );
  const mainImage = imagesOf(containers.slice(0, 1)).at(0);
  const fact: WorkloadFact = withoutUndefined({
    ...factBase(context, metadata, {
      changedAt: latestTime(
        conditions.flatMap(condition => [
          condition.lastTransitionTime,
          condition.lastUpdateTime,
        ]),
      ),
    }),
    type: 'workload',
    kind,
    namespace,
    name: boundedName(name),
    health: verdict.health,
    message: verdict.message ? boundedText(verdict.message) : undefined,
    images: imagesOf(containers),
    version: mainImage?.tag ?? mainImage?.digest,
    settled: isSettled(statement),
    replicas: withoutUndefined(statement.replicas),
  });
  return { facts: [fact] };
}

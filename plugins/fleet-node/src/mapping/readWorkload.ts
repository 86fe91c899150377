import {
  boundedName,
  boundedText,
  type WorkloadFact,
} from '@fleetview/backstage-plugin-fleet-common';
import type { MapContext, Mapped } from '../adapters';
import { appliedFor } from './appliedFor';
import { factBase } from './factBase';
import { type PodTemplate, readPodTemplate } from './podTemplates';
import type { Condition, ObjectMetadata } from './schemas';
import { latestTime } from './times';
import { isBehind, type Verdict } from './verdict';
import { joinDefined } from './joinDefined';
import { withoutUndefined } from './withoutUndefined';

/**
 * What kinds of workload say in their own words.
 *
 * @public
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
} & Partial<Pick<WorkloadFact, 'strategy' | 'runs' | 'templateFrom'>> & {
    /** As the fact has it, see {@link WorkloadFact}. */
    surge?: number | undefined;
    /** As the cluster says it, see {@link WorkloadFact}. */
    templateRevision?: string | undefined;
    /** Where the counts of replicas are not all that tells it. */
    settled?: boolean;
    /** Times besides those of the conditions at which something changed. */
    changedAt?: readonly unknown[];
  };

/**
 * Whether what runs is what the template says: the present generation is observed,
 * and the wanted, existing, updated and available pods are the same number.
 *
 * @public
 */
export function isSettled(
  statement: Pick<
    WorkloadStatement,
    'metadata' | 'observedGeneration' | 'replicas'
  >,
): boolean {
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
 *
 * @public
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
  const fact: WorkloadFact = joinDefined(
    factBase(context, metadata, {
      changedAt: latestTime([
        ...conditions.flatMap(condition => [
          condition.lastTransitionTime,
          condition.lastUpdateTime,
        ]),
        ...(statement.changedAt ?? []),
      ]),
    }),
    {
      type: 'workload',
      kind,
      namespace,
      name: boundedName(name),
      health: verdict.health,
      message: verdict.message ? boundedText(verdict.message) : undefined,
    },
    readPodTemplate(statement.template),
    {
      templateRevision: statement.templateRevision
        ? boundedName(statement.templateRevision)
        : undefined,
      templateFrom: statement.templateFrom,
      appliedFor: appliedFor(metadata),
      settled: statement.settled ?? isSettled(statement),
      replicas: withoutUndefined(statement.replicas),
      surge: statement.surge,
      strategy: statement.strategy,
      runs: statement.runs,
    },
  );
  return { facts: [fact] };
}

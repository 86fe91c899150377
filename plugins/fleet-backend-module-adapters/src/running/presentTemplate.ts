import type { FollowUpAnswers } from '@fleetview/backstage-plugin-fleet-node';
import { isOwnedBy } from '../diagnosis/owners';
import { readItems } from './readItems';
import { revisionSetSchema, type Runner } from './schema';
import {
  DAEMON_SET_GENERATION,
  DEPLOYMENT_REVISION,
} from './templateRevisions';

/** A label of pods, by which it is known of which template they are. */
export type TemplateLabel = { key: string; value: string };

/** What the controller calls the present template, as the workload's fact has it. */
export function templateRevisionOf(runner: Runner): string | undefined {
  const { kind, metadata, status } = runner;
  switch (kind) {
    case 'Deployment':
      return textOf(metadata.annotations?.[DEPLOYMENT_REVISION]);
    case 'DaemonSet':
      return textOf(metadata.annotations?.[DAEMON_SET_GENERATION]);
    case 'StatefulSet':
      return status?.updateRevision;
    case 'Rollout':
      return status?.currentPodHash;
    default:
      return undefined;
  }
}

/** What pods of the present template are labelled with; undefined where that cannot be told. */
export function presentTemplate(
  runner: Runner,
  answers: FollowUpAnswers,
): TemplateLabel | undefined {
  const revision = templateRevisionOf(runner);
  if (!revision) return undefined;
  switch (runner.kind) {
    case 'Deployment':
      return ofReplicaSet(runner, revision, answers);
    case 'DaemonSet':
      return { key: 'pod-template-generation', value: revision };
    case 'Rollout':
      return { key: 'rollouts-pod-template-hash', value: revision };
    default:
      return { key: 'controller-revision-hash', value: revision };
  }
}

/** The one ReplicaSet that its controller gave the same number as the Deployment. */
function ofReplicaSet(
  { metadata: { uid } }: Runner,
  revision: string,
  answers: FollowUpAnswers,
): TemplateLabel | undefined {
  const { items = [] } = readItems(revisionSetSchema, answers.replicasets);
  const key = 'pod-template-hash';
  const [value, ...more] = items
    .filter(
      ({ metadata }) =>
        isOwnedBy(metadata, new Set([uid])) &&
        metadata.annotations?.[DEPLOYMENT_REVISION] === revision,
    )
    .map(({ metadata }) => textOf(metadata.labels?.[key]));
  return value && more.length === 0 ? { key, value } : undefined;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

import { recordOf, type Json } from './json';
import type { Kind } from './Manifest';

/** What makes pods, and how many of them at a time. */
export type Pods = {
  spec: Json;
  /** Not known of what runs on each node. */
  count?: number;
};

const COUNTED: Readonly<Record<string, readonly string[]>> = {
  Deployment: ['apps', 'extensions'],
  StatefulSet: ['apps'],
  ReplicaSet: ['apps', 'extensions'],
  ReplicationController: [''],
  Rollout: ['argoproj.io'],
};

/** The pods of an object of a kind that makes some; nothing of others. */
export function podsOf({ group, kind }: Kind, object: Json): Pods | undefined {
  const spec = recordOf(object.spec);
  if (COUNTED[kind]?.includes(group)) {
    return { spec: specOf(spec.template), count: countOf(spec.replicas) };
  }
  if (kind === 'DaemonSet' && ['apps', 'extensions'].includes(group)) {
    return { spec: specOf(spec.template) };
  }
  if (kind === 'Pod' && group === '') return { spec, count: 1 };
  if (group !== 'batch') return undefined;
  if (kind === 'Job') {
    return { spec: specOf(spec.template), count: countOf(spec.parallelism) };
  }
  if (kind !== 'CronJob') return undefined;
  const job = specOf(spec.jobTemplate);
  return { spec: specOf(job.template), count: countOf(job.parallelism) };
}

function specOf(template: unknown): Json {
  return recordOf(recordOf(template).spec);
}

function countOf(value: unknown): number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0
    ? value
    : 1;
}

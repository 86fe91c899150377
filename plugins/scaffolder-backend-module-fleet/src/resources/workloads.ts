/** Where the pod's specification is in each kind of workload. */
const POD_SPECS = {
  Deployment: ['spec', 'template', 'spec'],
  StatefulSet: ['spec', 'template', 'spec'],
  DaemonSet: ['spec', 'template', 'spec'],
  Job: ['spec', 'template', 'spec'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template', 'spec'],
  Rollout: ['spec', 'template', 'spec'],
} as const;

/** The kinds of workloads whose requests can be changed. */
export const WORKLOAD_KINDS = [
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'Job',
  'CronJob',
  'Rollout',
] as const;

export type WorkloadKind = (typeof WORKLOAD_KINDS)[number];

export type WorkloadName = {
  kind: WorkloadKind;
  namespace?: string;
  name: string;
};

export function podSpecPath(kind: WorkloadKind): readonly string[] {
  return POD_SPECS[kind];
}

export function apiVersionOf(kind: WorkloadKind): string {
  if (kind === 'Rollout') return 'argoproj.io/v1alpha1';
  return kind === 'Job' || kind === 'CronJob' ? 'batch/v1' : 'apps/v1';
}

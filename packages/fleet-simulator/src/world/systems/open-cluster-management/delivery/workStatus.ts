import { toTimestamp } from '../../../../clock';
import type { ObjectStore } from '../../../../store/ObjectStore';
import type { Condition, KubernetesObject } from '../../../../types';
import { findCondition, setCondition } from '../../../conditions';
import { workloadHealth } from '../../../controllers/workloadHealth';
import type { Deployment } from '../../../kinds';
import type { ManifestWork } from '../types';

type ManifestStatus = {
  resourceMeta: object;
  conditions: Condition[];
  statusFeedback?: object;
};

/** Why the API server did not take a manifest, by its place. */
type Refusals = ReadonlyMap<number, string>;

const WORKLOADS = ['Deployment', 'StatefulSet', 'DaemonSet'];

function resourceMeta(
  { apiVersion, kind, metadata }: KubernetesObject,
  ordinal: number,
): object {
  const [group, version] = apiVersion.includes('/')
    ? apiVersion.split('/')
    : ['', apiVersion];
  return {
    ordinal,
    group,
    version,
    kind,
    resource: kind === 'Ingress' ? 'ingresses' : `${kind.toLowerCase()}s`,
    ...(metadata.namespace && { namespace: metadata.namespace }),
    name: metadata.name,
  };
}

/** What the well-known rules send back of a workload; counts of zero are left out. */
function feedbackOf(live: KubernetesObject | undefined): object[] {
  if (!live || live.kind !== 'Deployment') return [];
  const { status = {} } = live as Deployment;
  return [
    ['ReadyReplicas', status.readyReplicas],
    ['Replicas', status.replicas],
    ['AvailableReplicas', status.availableReplicas],
  ].flatMap(([name, integer]) =>
    integer === undefined
      ? []
      : [{ name, fieldValue: { type: 'Integer', integer } }],
  );
}

function manifestStatus(options: {
  manifest: KubernetesObject;
  ordinal: number;
  live: KubernetesObject | undefined;
  refusal: string | undefined;
  before: readonly Condition[] | undefined;
  time: string;
}): ManifestStatus {
  const { manifest, ordinal, live, refusal, before, time } = options;
  const values = feedbackOf(live);
  const wanted: Condition[] = [
    refusal === undefined
      ? {
          type: 'Applied',
          status: 'True',
          reason: 'AppliedManifestComplete',
          message: 'Apply manifest complete',
        }
      : {
          type: 'Applied',
          status: 'False',
          reason: 'AppliedManifestFailed',
          message: `Failed to apply manifest: ${refusal}`,
        },
    live
      ? {
          type: 'Available',
          status: 'True',
          reason: 'ResourceAvailable',
          message: 'Resource is available',
        }
      : {
          type: 'Available',
          status: 'False',
          reason: 'ResourceNotAvailable',
          message: 'Resource is not available',
        },
    {
      type: 'StatusFeedbackSynced',
      status: 'True',
      reason: values.length ? 'StatusFeedbackSynced' : 'NoStatusFeedbackSynced',
      message: '',
    },
  ];
  return {
    resourceMeta: resourceMeta(manifest, ordinal),
    conditions: wanted.reduce(
      (list, condition) => setCondition(list, condition, time),
      [...(before ?? [])],
    ),
    ...(values.length && { statusFeedback: { values } }),
  };
}

/** What the rules of the work make of the workloads that it brings. */
function ruleConditions(lives: readonly KubernetesObject[]): Condition[] {
  const healths = lives.map(live => workloadHealth(live));
  const isDone = healths.every(health => health === 'Healthy');
  const failed = lives.find(live => workloadHealth(live) === 'Degraded');
  const conditions: Condition[] = [
    isDone
      ? {
          type: 'Progressing',
          status: 'False',
          reason: 'Completed',
          message: 'all workloads are rolled out',
        }
      : {
          type: 'Progressing',
          status: 'True',
          reason: 'Applying',
          message: `${
            healths.filter(health => health === 'Healthy').length
          } of ${healths.length} workloads are rolled out`,
        },
  ];
  const progressing = findCondition(
    (failed as Deployment | undefined)?.status?.conditions,
    'Progressing',
  );
  conditions.push(
    failed
      ? {
          type: 'Degraded',
          status: 'True',
          reason: 'Failed',
          message: progressing?.message ?? `${failed.metadata.name} has failed`,
        }
      : {
          type: 'Degraded',
          status: 'False',
          reason: 'AsExpected',
          message: 'no workload has failed',
        },
  );
  return conditions;
}

function appliedCondition(isRefused: boolean): Condition {
  return isRefused
    ? {
        type: 'Applied',
        status: 'False',
        reason: 'AppliedManifestWorkFailed',
        message: 'Failed to apply manifest work',
      }
    : {
        type: 'Applied',
        status: 'True',
        reason: 'AppliedManifestWorkComplete',
        message: 'Apply manifest work complete',
      };
}

function availableCondition(missing: number, total: number): Condition {
  return missing === 0
    ? {
        type: 'Available',
        status: 'True',
        reason: 'ResourcesAvailable',
        message: 'All resources are available',
      }
    : {
        type: 'Available',
        status: 'False',
        reason: 'ResourcesNotAvailable',
        message: `${missing} of ${total} resources are not available`,
      };
}

/** The status that an agent writes for a work as it has just tried to apply it. */
export function describeWork(
  work: ManifestWork,
  member: ObjectStore,
  refusals: Refusals,
  now: number,
): NonNullable<ManifestWork['status']> {
  const time = toTimestamp(now);
  const { manifests } = work.spec.workload;
  const before = work.status?.resourceStatus.manifests as
    | ManifestStatus[]
    | undefined;
  const lives = manifests.map(({ apiVersion, kind, metadata }) =>
    member.get({
      apiVersion,
      kind,
      namespace: metadata.namespace,
      name: metadata.name,
    }),
  );
  const missing = lives.filter(live => !live).length;
  const wanted = [
    appliedCondition(refusals.size > 0),
    availableCondition(missing, manifests.length),
    ...ruleConditions(
      lives.filter(
        (live): live is KubernetesObject =>
          live !== undefined && WORKLOADS.includes(live.kind),
      ),
    ),
  ];
  const observedGeneration = work.metadata.generation ?? 1;
  return {
    conditions: wanted.reduce(
      (list, condition) =>
        setCondition(list, { ...condition, observedGeneration }, time),
      work.status?.conditions ?? [],
    ),
    resourceStatus: {
      manifests: manifests.map((manifest, ordinal) =>
        manifestStatus({
          manifest,
          ordinal,
          live: lives[ordinal],
          refusal: refusals.get(ordinal),
          before: before?.[ordinal]?.conditions,
          time,
        }),
      ),
    },
  };
}

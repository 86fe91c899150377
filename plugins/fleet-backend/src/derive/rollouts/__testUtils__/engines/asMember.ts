import type {
  DeliveryFact,
  WorkloadFact,
} from '@fleetview/backstage-plugin-fleet-common';
import { workloadFact } from '../../../../__testUtils__/facts';
import type { InstanceData } from '../../../instanceRow';
import { toMemberEvidence, type StoredFact } from '../../memberEvidence';
import type { MemberEvidence, PlacementEvidence } from '../../types';
import type { Beside } from './EngineWords';

export const RELEASE = 'release';
export const BEFORE = 'before';

/** Of images that name a version, where a sample names none. */
const REPOSITORY = 'registry.example/sample';

/**
 * A sample as a member of a release: what it does not say is filled in, and nothing
 * that it says is changed. A workload without a version has that of the release. A
 * delivery without revisions is asked for the release, and has applied it where its
 * engine says that all is applied, or that it has succeeded; one of an engine that knows no revisions names the
 * image of the release.
 */
export function completed<F extends WorkloadFact | DeliveryFact>(fact: F): F {
  if (fact.type === 'workload') {
    return { ...fact, version: fact.version ?? RELEASE };
  }
  const delivery = fact as DeliveryFact;
  if (delivery.kind === 'ManifestWork') {
    return { ...fact, images: [`${REPOSITORY}:${RELEASE}`] };
  }
  const other = (value: string) => ({ type: 'other' as const, value });
  const desired = delivery.desiredRevision ?? other(RELEASE);
  // A revision that is not said cannot be in sync either.
  const isDone =
    delivery.desiredRevision === undefined &&
    delivery.engine === 'flux' &&
    delivery.operation?.phase === 'succeeded';
  const sync = isDone ? 'synced' : delivery.sync;
  const applied = sync === 'synced' ? desired : other(BEFORE);
  return {
    ...fact,
    sync,
    desiredRevision: desired,
    appliedRevision: isDone ? desired : delivery.appliedRevision ?? applied,
  };
}

/** What runs on the cluster of what a delivery brings, well and for good. */
function besideOf(
  { brings, namespace = 'sample' }: DeliveryFact,
  beside: Beside,
): WorkloadFact[] {
  if (beside === 'nothing') return [];
  const version = beside === 'there' ? RELEASE : BEFORE;
  const brought = brings.resources.find(({ kind }) => kind === 'Deployment');
  return [
    workloadFact({
      name: brought?.name ?? 'sample',
      namespace: brought?.namespace ?? namespace,
      version,
      images: [{ container: 'sample', repository: REPOSITORY, tag: version }],
    }),
  ];
}

/** What is known of an instance that is made of a sample, all of it current as of now. */
export function asMember(options: {
  fact: WorkloadFact | DeliveryFact;
  beside: Beside;
  placement?: PlacementEvidence;
  now: number;
}): MemberEvidence {
  const { beside, placement, now } = options;
  const { fact } = options;
  const stored = <F>(id: string, given: F): StoredFact<F> => ({
    id,
    observer: 'c-1',
    fact: given,
    isCurrent: true,
    confirmedAt: now,
  });
  const namespace = fact.namespace ?? 'sample';
  const workloads = fact.type === 'workload' ? [fact] : besideOf(fact, beside);
  // What a cluster shows itself says more of how it is than what is reported.
  const telling = workloads[0] ?? fact;
  return toMemberEvidence({
    instanceId: 'i-1',
    data: {
      entityRef: 'component:default/sample',
      namespace,
      environment: 'production',
      health: telling.health,
      ...(telling.message ? { message: telling.message } : {}),
      versionSince: 1,
    } as InstanceData,
    cluster: {
      id: 'c-1',
      name: 'one',
      region: 'eu',
      tier: 'critical',
      provider: 'aws',
    },
    workloads: workloads.map(each => ({
      ...stored('workload', each),
      settledVersion: each.settled ? each.version : BEFORE,
    })),
    deliveries: fact.type === 'delivery' ? [stored('delivery', fact)] : [],
    lookup: {
      placementOf: () => placement,
      windowsOf: () => [],
      diagnosisOf: () => undefined,
    },
    now,
  });
}

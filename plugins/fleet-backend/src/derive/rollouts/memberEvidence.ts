import type {
  DeliveryFact,
  DiagnosisFact,
  FreezeFact,
  PlacementFact,
  WorkloadFact,
} from '@fleetview/backstage-plugin-fleet-common';
import { hash } from 'node:crypto';
import { imageTag } from '../imageTag';
import type { InstanceData } from '../instanceRow';
import { primaryWorkload } from '../primaryWorkload';
import type {
  DeliveryEvidence,
  MemberEvidence,
  PlacementEvidence,
  Time,
  WorkloadEvidence,
} from './types';
import { judgeWindows } from './windows';

/** What makes deliveries and may bring them forward itself. */
const MAY_ROLL: ReadonlySet<string> = new Set(['ApplicationSet']);

/** How well a fact is known now. */
export type Known = {
  isCurrent: boolean;
  staleReason?: string;
  confirmedAt?: Time;
};

export type StoredFact<T> = { id: string; observer: string; fact: T } & Known;

/** What is known of a cluster that an instance runs on. */
export type ClusterEvidence = {
  id: string;
  name: string;
  region: string;
  tier: string;
  provider: string;
};

/** Finds what else is known of what instances are made of. */
export type EvidenceLookup = {
  placementOf: (
    delivery: StoredFact<DeliveryFact>,
  ) => PlacementEvidence | undefined;
  windowsOf: (delivery: StoredFact<DeliveryFact>) => readonly FreezeFact[];
  diagnosisOf: (workloadId: string) => DiagnosisFact | undefined;
};

/** What is known of one instance, as far as its rollouts ask for it. */
export function toMemberEvidence(options: {
  instanceId: string;
  data: InstanceData;
  cluster: ClusterEvidence;
  workloads: readonly (StoredFact<WorkloadFact> & {
    settledVersion?: string;
  })[];
  deliveries: readonly StoredFact<DeliveryFact>[];
  lookup: EvidenceLookup;
  now: Time;
}): MemberEvidence {
  const { instanceId, data, cluster, workloads, lookup, now } = options;
  const primary = primaryWorkload(data.entityRef, workloads);
  return {
    instanceId,
    clusterId: cluster.id,
    clusterName: cluster.name,
    namespace: data.namespace,
    region: cluster.region,
    environment: data.environment,
    tier: cluster.tier,
    provider: cluster.provider,
    isAsFirstSeen: data.versionSince === undefined,
    health: data.health,
    ...(data.message ? { message: data.message } : {}),
    ...(primary
      ? { workload: toWorkload(primary, lookup.diagnosisOf(primary.id)) }
      : {}),
    deliveries: options.deliveries
      .filter(({ fact }) => !primary || mayBring(fact, primary.fact))
      .map(delivery =>
        toDelivery(delivery, primary?.fact, { lookup, cluster, now }),
      ),
  };
}

function toWorkload(
  stored: StoredFact<WorkloadFact> & { settledVersion?: string },
  diagnosis: DiagnosisFact | undefined,
): WorkloadEvidence {
  const { id, fact, isCurrent, staleReason, confirmedAt, settledVersion } =
    stored;
  return {
    id,
    kind: fact.kind,
    name: fact.name,
    ...(fact.version === undefined ? {} : { version: fact.version }),
    settled: fact.settled,
    replicas: fact.replicas,
    health: fact.health,
    ...(fact.message ? { message: fact.message } : {}),
    isCurrent,
    ...(staleReason ? { staleReason } : {}),
    ...(confirmedAt === undefined ? {} : { confirmedAt }),
    ...(settledVersion ? { settledVersion } : {}),
    ...(fact.strategy ? { strategy: fact.strategy } : {}),
    findings: (diagnosis?.findings ?? []).map(({ reason, message }) => ({
      reason,
      ...(message ? { message } : {}),
      readAt: Date.parse(diagnosis?.readAt ?? ''),
    })),
  };
}

/** Whether a delivery names a workload among what it brings; one that names nothing may. */
function mayBring({ brings }: DeliveryFact, workload: WorkloadFact): boolean {
  return (
    brings.resources.length === 0 ||
    brings.total > brings.resources.length ||
    brings.resources.some(resource => isWorkload(resource, workload)) ||
    !brings.resources.some(({ kind }) => kind === workload.kind)
  );
}

function isWorkload(
  resource: DeliveryFact['brings']['resources'][number],
  { kind, namespace, name }: WorkloadFact,
): boolean {
  return (
    resource.kind === kind &&
    resource.name === name &&
    (resource.namespace === undefined || resource.namespace === namespace)
  );
}

function toDelivery(
  stored: StoredFact<DeliveryFact>,
  workload: WorkloadFact | undefined,
  options: { lookup: EvidenceLookup; cluster: ClusterEvidence; now: Time },
): DeliveryEvidence {
  const { id, observer, fact, isCurrent, staleReason, confirmedAt } = stored;
  const { lookup, cluster, now } = options;
  const placement = lookup.placementOf(stored);
  const window = judgeWindows(
    lookup.windowsOf(stored),
    {
      name: fact.name,
      ...(fact.targetNamespace
        ? { targetNamespace: fact.targetNamespace }
        : {}),
      clusters: clusterNamesOf(fact, cluster),
    },
    now,
  );
  const own = workload
    ? fact.brings.resources.find(resource => isWorkload(resource, workload))
    : undefined;
  const appliedAt = timeOf(
    fact.history[0]?.deployedAt ?? fact.operation?.finishedAt,
  );
  return {
    id,
    observer,
    engine: fact.engine,
    kind: fact.kind,
    ...(fact.namespace ? { namespace: fact.namespace } : {}),
    name: fact.name,
    isCurrent,
    ...(staleReason ? { staleReason } : {}),
    ...(confirmedAt === undefined ? {} : { confirmedAt }),
    content: contentOf(fact),
    ...(fact.desiredRevision ? { desired: fact.desiredRevision } : {}),
    ...(fact.appliedRevision ? { applied: fact.appliedRevision } : {}),
    sync: own?.sync ?? fact.sync,
    isCompared: own?.sync !== undefined,
    ...(fact.syncMessage ? { syncMessage: fact.syncMessage } : {}),
    health: fact.health,
    ...(fact.message ? { message: fact.message } : {}),
    suspended: fact.suspended,
    ...(fact.operation ? { operation: fact.operation } : {}),
    blockedBy: fact.blockedBy ?? [],
    versions: versionsIn(fact, workload),
    ...(placement ? { placement } : {}),
    ...(isByHand(fact, placement) ? { isByHand: true } : {}),
    ...(window ? { window } : {}),
    ...(appliedAt === undefined ? {} : { appliedAt }),
  };
}

/** Of the image that the workload runs, where the delivery names it; else of all. */
function versionsIn(
  { images }: DeliveryFact,
  workload: WorkloadFact | undefined,
): string[] {
  const own = workload?.images[0]?.repository;
  const named = images.filter(image => repositoryOf(image) === own);
  return [
    ...new Set(
      (named.length > 0 ? named : images).flatMap(
        image => imageTag(image) ?? [],
      ),
    ),
  ];
}

/** What a reference to an image is one of: without tag and digest. */
function repositoryOf(image: string): string {
  const [name] = image.split('@');
  const tag = imageTag(name);
  return tag === undefined ? name : name.slice(0, -tag.length - 1);
}

/** What made a delivery may sync it in its place, step by step: only where it is known that it does not, somebody has to. */
function isByHand(
  { approval, parent }: DeliveryFact,
  placement: PlacementEvidence | undefined,
): boolean {
  if (approval !== 'manual') return false;
  if (placement) return !placement.isRolling;
  return parent === undefined || !MAY_ROLL.has(parent.kind);
}

function clusterNamesOf(
  { subject }: DeliveryFact,
  cluster: ClusterEvidence,
): string[] {
  return subject.type === 'reference'
    ? [subject.name, subject.server].filter(name => name !== undefined)
    : [cluster.name, 'in-cluster'];
}

/**
 * What the revisions of a delivery are revisions of: with the same content, the same
 * revision brings the same. One that does not say it shares it with nobody.
 */
function contentOf({
  engine,
  sources,
  kind,
  namespace,
  name,
  source,
}: DeliveryFact) {
  const stated = sources.filter(
    each => each.repository || each.chart || each.object,
  );
  return hash(
    'sha256',
    JSON.stringify(
      stated.length > 0
        ? [
            engine,
            stated.map(({ repository, path, chart, object }) => [
              repository,
              path,
              chart,
              object && [object.kind, object.namespace, object.name],
            ]),
          ]
        : [engine, kind, namespace, name, source.uid],
    ),
    'base64url',
  ).slice(0, 22);
}

function timeOf(text: string | undefined): Time | undefined {
  const time = text === undefined ? NaN : Date.parse(text);
  return Number.isNaN(time) ? undefined : time;
}

/** What a placement says of one of its deliveries. */
export function toPlacementEvidence(options: {
  observer: string;
  fact: PlacementFact;
  isCurrent: boolean;
  steps: string[];
  step?: number;
  status?: string;
  statusMessage?: string;
}): PlacementEvidence {
  const { fact, step, status, statusMessage, ...rest } = options;
  return {
    ...rest,
    kind: fact.kind,
    ...(fact.namespace ? { namespace: fact.namespace } : {}),
    name: fact.name,
    health: fact.health,
    ...(fact.message ? { message: fact.message } : {}),
    ...(fact.notChosen ? { notChosen: fact.notChosen } : {}),
    isRolling: fact.strategy === 'rolling',
    ...(step === undefined ? {} : { step }),
    ...(status ? { status } : {}),
    ...(statusMessage ? { statusMessage } : {}),
  };
}

import type { ReasonLink } from '@fleetview/backstage-plugin-fleet-common';
import { linkOfFailure, linkOfFinding } from './failures';
import type { Relation } from './position';
import type {
  DeliveryEvidence,
  MemberEvidence,
  PlacementEvidence,
  Time,
  WorkloadEvidence,
} from './types';

/** The links between a release and its being well on a cluster, in their order. */
export const LINKS = [
  'placement',
  'generator',
  'window',
  'wave-gate',
  'approval',
  'sync',
  'admission',
  'quota',
  'scheduling',
  'health',
  'verification',
] as const satisfies readonly ReasonLink['link'][];

type Verdict = Omit<ReasonLink, 'link'>;

export type ChainOptions = {
  member: MemberEvidence;
  relation: Relation;
  /** Since when it has been seen healthy with the release, and for how long it has to be. */
  soak?: { isDone: boolean; until: Time };
  /** The wave that has to be done before this one. */
  gate?: { wave: string; after: string };
  /** What an engine tried before is no failure of this release; absent where it may have begun before watching did. */
  triedSince?: Time;
};

const PASSED: Verdict = { state: 'passed' };
const NOT_ASKED: Verdict = { state: 'not-asked' };

/**
 * What holds a release up on a cluster. The first link that is not passed is the
 * reason; what comes after it is not reached.
 */
export function chainOf(options: ChainOptions): ReasonLink[] {
  const judges: Record<ReasonLink['link'], (o: ChainOptions) => Verdict> = {
    placement: judgePlacement,
    generator: judgeGenerator,
    window: judgeWindow,
    'wave-gate': judgeGate,
    approval: judgeApproval,
    sync: judgeSync,
    admission: o => judgeRefusal(o, 'admission'),
    quota: o => judgeRefusal(o, 'quota'),
    scheduling: judgeScheduling,
    health: judgeHealth,
    verification: judgeVerification,
  };
  const chain: ReasonLink[] = [];
  let isHeld = false;
  for (const link of LINKS) {
    const verdict: Verdict = isHeld
      ? { state: 'not-reached' }
      : judges[link](options);
    chain.push({ link, ...verdict });
    isHeld ||= verdict.state !== 'passed' && verdict.state !== 'not-asked';
  }
  return chain;
}

/** The link that holds it up; nothing where all are passed. */
export function reasonOf(chain: readonly ReasonLink[]): ReasonLink | undefined {
  return chain.find(
    ({ state }) =>
      state === 'failed' || state === 'waiting' || state === 'not-known',
  );
}

function isThere({ relation }: ChainOptions): boolean {
  return relation === 'has';
}

function placementsOf({ deliveries }: MemberEvidence): PlacementEvidence[] {
  return deliveries.flatMap(({ placement }) => placement ?? []);
}

function judgePlacement({ member }: ChainOptions): Verdict {
  const [placement] = placementsOf(member);
  const [delivery] = member.deliveries;
  if (placement) return { ...PASSED, evidence: ofPlacement(placement) };
  if (delivery) return { ...PASSED, evidence: ofDelivery(delivery) };
  return { ...PASSED, ...ofWorkload(member) };
}

function judgeGenerator(options: ChainOptions): Verdict {
  const placements = placementsOf(options.member);
  if (placements.length === 0) return NOT_ASKED;
  // What has brought the release here need not be well to have done so.
  if (isThere(options)) return PASSED;
  const ill = placements.find(({ health }) => health === 'degraded');
  if (ill?.isCurrent) {
    return {
      state: 'failed',
      ...messageOf(ill.message),
      evidence: ofPlacement(ill),
      remedy: 'fix-generator',
    };
  }
  const old = placements.find(({ isCurrent }) => !isCurrent);
  if (old) {
    return {
      state: 'not-known',
      message: 'what makes its delivery cannot be read now',
      evidence: ofPlacement(old),
      remedy: 'restore-access',
    };
  }
  return { ...PASSED, evidence: ofPlacement(placements[0]) };
}

function judgeWindow(options: ChainOptions): Verdict {
  const windows = options.member.deliveries.flatMap(
    ({ window }) => window ?? [],
  );
  if (windows.length === 0) return NOT_ASKED;
  if (isThere(options)) return PASSED;
  const closed = windows.find(({ isOpen }) => !isOpen);
  if (!closed) return { ...PASSED, ...evidenceOf(windows[0].evidence) };
  return {
    state: 'waiting',
    ...messageOf(closed.message),
    ...untilOf(closed.until),
    ...evidenceOf(closed.evidence),
    remedy: 'wait-for-window',
  };
}

/** How engines call what has to wait for those before it. */
const WAITING = 'waiting';

function judgeGate(options: ChainOptions): Verdict {
  const { relation, member, gate } = options;
  if (isThere(options)) return PASSED;
  const unseen = unseenPart(member);
  if (unseen) return unseen;
  const waiting = placementsOf(member).find(
    ({ isRolling, status }) => isRolling && status?.toLowerCase() === WAITING,
  );
  if (waiting) {
    return {
      state: 'waiting',
      message:
        gate === undefined
          ? waiting.statusMessage ?? 'an earlier step is not done'
          : gateText(gate),
      evidence: ofPlacement(waiting),
      remedy: 'wait-for-wave',
    };
  }
  if (relation === 'asks') return PASSED;
  return {
    state: 'waiting',
    message: gate
      ? gateText(gate)
      : 'no engine wants the release here yet, as far as is known',
    remedy: 'wait-for-wave',
  };
}

/** What of it cannot be seen now: whether something else comes first is not known then. */
function unseenPart(member: MemberEvidence): Verdict | undefined {
  const { workload, deliveries } = member;
  if (workload && !workload.isCurrent) {
    return {
      state: 'not-known',
      message: workload.staleReason ?? 'its cluster cannot be read now',
      ...ofWorkload(member),
      remedy: 'restore-access',
    };
  }
  const old = deliveries.find(({ isCurrent }) => !isCurrent);
  return (
    old && {
      state: 'not-known',
      message: old.staleReason ?? 'its delivery cannot be read now',
      evidence: ofDelivery(old),
      remedy: 'restore-access',
    }
  );
}

function gateText({ wave, after }: { wave: string; after: string }): string {
  return `wave '${wave}' comes after '${after}', which is not done`;
}

function judgeApproval(options: ChainOptions): Verdict {
  const { member } = options;
  if (!isThere(options)) {
    const suspended = member.deliveries.find(each => each.suspended);
    if (suspended) {
      return {
        state: 'waiting',
        message: 'its delivery is suspended',
        evidence: ofDelivery(suspended),
        remedy: 'resume',
      };
    }
  }
  const unsynced = member.deliveries.find(each => isUnsynced(each, options));
  if (unsynced) {
    return {
      state: 'waiting',
      message: 'automated sync is off; somebody has to sync it',
      evidence: ofDelivery(unsynced),
      remedy: 'sync',
    };
  }
  if (!isThere(options)) return PASSED;
  const strategy = member.workload?.strategy;
  if (strategy?.paused && !strategy.aborted && isForPeople(strategy)) {
    return {
      state: 'waiting',
      message: strategy.reason ?? 'it waits until somebody goes on',
      ...ofWorkload(member),
      remedy: 'approve',
    };
  }
  return PASSED;
}

/** A pause that ends by itself, or with an analysis, is no question to anybody. */
function isForPeople({
  approval,
  reason = '',
}: NonNullable<WorkloadEvidence['strategy']>): boolean {
  if (approval) return approval === 'manual';
  return !/analysis|for \d|until \d|duration|metric/i.test(reason);
}

/**
 * Whether a delivery differs from what is wanted and waits for somebody to sync it:
 * not while somebody has, and not once what he asked for has failed.
 */
function isUnsynced(delivery: DeliveryEvidence, options: ChainOptions) {
  const { isByHand, isCurrent, suspended, sync, operation } = delivery;
  return (
    isByHand === true &&
    isCurrent &&
    !suspended &&
    sync === 'out-of-sync' &&
    operation?.phase !== 'running' &&
    !hasFailed(delivery, options)
  );
}

/** Clocks of clusters differ from ours by so much. */
const CLOCK_TOLERANCE_MS = 60_000;

/** Whether an engine tried to apply this release, and could not. */
function hasFailed(
  { operation, isCurrent }: DeliveryEvidence,
  { triedSince }: ChainOptions,
): boolean {
  if (!isCurrent || operation?.phase !== 'failed') return false;
  if (triedSince === undefined || operation.finishedAt === undefined)
    return true;
  return Date.parse(operation.finishedAt) >= triedSince - CLOCK_TOLERANCE_MS;
}

function judgeSync(options: ChainOptions): Verdict {
  const { member, relation } = options;
  const { deliveries } = member;
  if (isThere(options)) return judgeSynced(options);
  const old = deliveries.find(({ isCurrent }) => !isCurrent);
  if (old) {
    return {
      state: 'not-known',
      message: old.staleReason ?? 'its delivery cannot be read now',
      evidence: ofDelivery(old),
      remedy: 'restore-access',
    };
  }
  const failed = deliveries.find(each => hasFailed(each, options));
  if (failed) {
    const message = failureText(failed);
    if (linkOfFailure(message) !== 'sync') return PASSED;
    return {
      state: 'failed',
      ...messageOf(message),
      evidence: ofDelivery(failed),
      remedy: 'fix-manifests',
    };
  }
  const blocked = deliveries.find(({ blockedBy }) => blockedBy.length > 0);
  const running = deliveries.find(
    ({ operation }) => operation?.phase === 'running',
  );
  const telling = blocked ?? running ?? deliveries[0];
  return {
    state: 'waiting',
    ...messageOf(
      blocked?.blockedBy[0] ??
        running?.operation?.message ??
        telling?.syncMessage ??
        (relation === 'asks'
          ? 'its engine has not applied it yet'
          : 'no engine says that it is to come'),
    ),
    ...(telling ? { evidence: ofDelivery(telling) } : {}),
    remedy: 'wait',
  };
}

/** It is there: whether that is what the engine wants, and whether it has finished. */
function judgeSynced(options: ChainOptions): Verdict {
  const { member } = options;
  const current = member.deliveries.filter(({ isCurrent }) => isCurrent);
  const running = current.find(
    ({ operation }) => operation?.phase === 'running',
  );
  if (running) {
    return {
      state: 'waiting',
      ...messageOf(running.operation?.message ?? 'its engine has not finished'),
      evidence: ofDelivery(running),
      remedy: 'wait',
    };
  }
  const failed = current.find(
    each => each.sync !== 'synced' && hasFailed(each, options),
  );
  if (failed && linkOfFailure(failureText(failed)) === 'sync') {
    return {
      state: 'failed',
      ...messageOf(failureText(failed)),
      evidence: ofDelivery(failed),
      remedy: 'fix-manifests',
    };
  }
  const differing = current.find(({ sync }) => sync === 'out-of-sync');
  if (differing && !failed) {
    return {
      state: 'waiting',
      ...messageOf(differing.syncMessage ?? 'it differs from what is wanted'),
      evidence: ofDelivery(differing),
      remedy: 'wait',
    };
  }
  if (!member.workload) {
    const old = member.deliveries.find(({ isCurrent }) => !isCurrent);
    if (old) {
      return {
        state: 'not-known',
        message: old.staleReason ?? 'its delivery cannot be read now',
        evidence: ofDelivery(old),
        remedy: 'restore-access',
      };
    }
  }
  const [delivery] = current;
  return delivery ? { ...PASSED, evidence: ofDelivery(delivery) } : PASSED;
}

/** What the engine's last operation says of its failure, the resource's own words first. */
export function failureText({ operation, syncMessage }: DeliveryEvidence) {
  const failure = operation?.failures?.find(({ message }) => message);
  return failure
    ? `${failure.kind} ${failure.name}: ${failure.message}`
    : operation?.message ?? syncMessage;
}

const REFUSAL_REMEDIES = {
  admission: 'change-policy-or-manifest',
  quota: 'raise-quota',
} as const;

function judgeRefusal(
  options: ChainOptions,
  link: 'admission' | 'quota',
): Verdict {
  const { member } = options;
  const refused = member.deliveries.find(
    each =>
      each.sync !== 'synced' &&
      hasFailed(each, options) &&
      linkOfFailure(failureText(each)) === link,
  );
  if (refused) {
    return {
      state: 'failed',
      ...messageOf(failureText(refused)),
      evidence: ofDelivery(refused),
      remedy: REFUSAL_REMEDIES[link],
    };
  }
  return judgeFindings(member, link, REFUSAL_REMEDIES[link]) ?? PASSED;
}

function judgeScheduling({ member }: ChainOptions): Verdict {
  return judgeFindings(member, 'scheduling', 'add-capacity') ?? PASSED;
}

/** What its pods say, unless they are well. */
function judgeFindings(
  { workload }: MemberEvidence,
  link: ReasonLink['link'],
  remedy: Verdict['remedy'],
): Verdict | undefined {
  if (!workload || workload.health === 'healthy') return undefined;
  const finding = workload.findings.find(
    ({ reason }) => linkOfFinding(reason) === link,
  );
  if (!finding) return undefined;
  return {
    state: 'failed',
    message: finding.message ?? finding.reason,
    evidence: {
      kind: workload.kind,
      name: workload.name,
      confirmedAt: new Date(finding.readAt).toISOString(),
    },
    remedy,
  };
}

function judgeHealth({ member }: ChainOptions): Verdict {
  const { workload } = member;
  if (workload && !workload.isCurrent) {
    return {
      state: 'not-known',
      message: workload.staleReason ?? 'its cluster cannot be read now',
      ...ofWorkload(member),
      remedy: 'restore-access',
    };
  }
  const found = judgeFindings(member, 'health', 'fix-release');
  if (found) return found;
  const own = workload ?? healthOfDeliveries(member);
  const message = own?.message ?? member.message;
  const said = { ...messageOf(message), ...ofWorkload(member) };
  const isIll = (health: string) =>
    health === 'degraded' || health === 'missing';
  if (!own) {
    return {
      state: 'not-known',
      message: 'nothing says how it is there',
      remedy: 'grant-access',
    };
  }
  if (isIll(own.health) || isIll(member.health)) {
    return { state: 'failed', ...said, remedy: 'fix-release' };
  }
  if (workload && !workload.settled) {
    return { state: 'waiting', ...said, remedy: 'wait' };
  }
  switch (own.health) {
    case 'healthy':
      return { ...PASSED, ...ofWorkload(member) };
    case 'suspended':
      return {
        state: 'waiting',
        message: message ?? 'nothing of it runs that could be judged',
        ...ofWorkload(member),
        remedy: 'resume',
      };
    case 'progressing':
      return { state: 'waiting', ...said, remedy: 'wait' };
    default:
      return { state: 'not-known', ...said, remedy: 'wait' };
  }
}

/** What engines say of it, where its cluster is not read. */
function healthOfDeliveries({ deliveries, health, message }: MemberEvidence) {
  return deliveries.length > 0 ? { health, message } : undefined;
}

function judgeVerification({ member, soak }: ChainOptions): Verdict {
  const strategy = member.workload?.strategy;
  if (strategy?.aborted) {
    return {
      state: 'failed',
      ...messageOf(strategy.reason ?? member.workload?.message),
      ...ofWorkload(member),
      remedy: 'fix-release',
    };
  }
  if (strategy?.paused) {
    return {
      state: 'waiting',
      ...messageOf(strategy.reason ?? 'it is held against an analysis'),
      ...(strategy.pausedUntil ? { until: strategy.pausedUntil } : {}),
      ...ofWorkload(member),
      remedy: 'wait',
    };
  }
  if (soak && !soak.isDone) {
    return {
      state: 'waiting',
      message: 'it is healthy, and has to stay so for a while',
      until: new Date(soak.until).toISOString(),
      ...ofWorkload(member),
      remedy: 'wait',
    };
  }
  return soak ? PASSED : { state: 'not-known', message: 'it was not seen yet' };
}

function messageOf(message: string | undefined): { message?: string } {
  return message ? { message } : {};
}

function untilOf(until: Time | undefined): { until?: string } {
  return until === undefined ? {} : { until: new Date(until).toISOString() };
}

function evidenceOf(evidence: Verdict['evidence']): {
  evidence?: Verdict['evidence'];
} {
  return evidence ? { evidence } : {};
}

function ofPlacement(placement: PlacementEvidence): Verdict['evidence'] {
  const { observer, kind, namespace, name, isCurrent } = placement;
  return {
    cluster: { id: observer, name: observer },
    kind,
    ...(namespace ? { namespace } : {}),
    name,
    ...(isCurrent ? {} : { stale: true }),
  };
}

function ofDelivery(delivery: DeliveryEvidence): Verdict['evidence'] {
  const { observer, kind, namespace, name, isCurrent, confirmedAt } = delivery;
  return {
    cluster: { id: observer, name: observer },
    kind,
    ...(namespace ? { namespace } : {}),
    name,
    ...(confirmedAt === undefined
      ? {}
      : { confirmedAt: new Date(confirmedAt).toISOString() }),
    ...(isCurrent ? {} : { stale: true }),
  };
}

function ofWorkload({
  workload,
  clusterId,
  clusterName,
  namespace,
}: MemberEvidence): {
  evidence?: Verdict['evidence'];
} {
  if (!workload) return {};
  const { kind, name, isCurrent, confirmedAt } = workload;
  return {
    evidence: {
      cluster: { id: clusterId, name: clusterName },
      kind,
      namespace,
      name,
      ...(confirmedAt === undefined
        ? {}
        : { confirmedAt: new Date(confirmedAt).toISOString() }),
      ...(isCurrent ? {} : { stale: true }),
    },
  };
}

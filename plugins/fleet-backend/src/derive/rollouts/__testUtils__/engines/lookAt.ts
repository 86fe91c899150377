import type {
  DeliveryFact,
  WorkloadFact,
} from '@fleetview/backstage-plugin-fleet-common';
import { deriveRollouts } from '../../deriveRollouts';
import { placementWaves } from '../../planWaves';
import {
  DEFAULT_SETTINGS,
  type MemberEvidence,
  type MemberMemory,
  type PlacementEvidence,
  type RolloutRecord,
} from '../../types';
import { asMember, BEFORE, RELEASE } from './asMember';
import { NO_MEMBER, type Beside, type Seen } from './EngineWords';

/** Samples are of this time, or of one before. */
const NOW = Date.parse('2026-11-01T12:00:00Z');

/** What the cluster runs is of the release; where it is not read, what the delivery names. */
function versionOf(
  fact: WorkloadFact | DeliveryFact,
  { workload, deliveries }: MemberEvidence,
): string | undefined {
  if (fact.type === 'workload') return fact.version;
  return workload ? RELEASE : deliveries[0]?.versions[0] ?? RELEASE;
}

/** The release that a sample is of, on its way, after another one that has ended. */
function releasesOf(
  fact: WorkloadFact | DeliveryFact,
  member: MemberEvidence,
): RolloutRecord[] {
  const { deliveries } = member;
  const base = {
    entityRef: 'component:default/sample',
    beganAt: NOW - 10_000,
    beganIsLowerBound: true,
    waves: [],
    members: new Map(),
  };
  const desired = deliveries[0]?.desired?.value;
  return [
    {
      ...base,
      id: BEFORE,
      order: 1,
      version: BEFORE,
      revisions: {},
      lifeCycle: 'completed',
      endedAt: NOW - 20_000,
    },
    {
      ...base,
      id: RELEASE,
      order: 2,
      version: versionOf(fact, member),
      revisions:
        desired === undefined ? {} : { [deliveries[0].content]: [desired] },
      lifeCycle: 'running',
    },
  ];
}

/**
 * What we say of a sample as a member of a release: at the first look, and once it has
 * been seen like this for the soak time.
 */
export function lookAt(options: {
  fact: WorkloadFact | DeliveryFact;
  beside: Beside;
  placement?: PlacementEvidence;
}): { first: Seen; later: Seen; memory?: MemberMemory } {
  let rollouts: RolloutRecord[] | undefined;
  const look = (now: number) => {
    const member = asMember({ ...options, now });
    rollouts = deriveRollouts({
      entityRef: 'component:default/sample',
      rollouts: rollouts ?? releasesOf(options.fact, member),
      members: [member],
      waveSources: [placementWaves],
      settings: DEFAULT_SETTINGS,
      durations: [],
      now,
      newId: () => `another-${now}`,
    }).rollouts;
    return rollouts.find(({ id }) => id === RELEASE)?.members.get('i-1');
  };
  const first = look(NOW)?.state ?? NO_MEMBER;
  const memory = look(NOW + DEFAULT_SETTINGS.soakMs + 1_000);
  const later = memory?.state ?? NO_MEMBER;
  return { first, later, ...(memory ? { memory } : {}) };
}

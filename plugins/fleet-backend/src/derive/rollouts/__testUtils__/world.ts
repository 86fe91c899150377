import type { Health } from '@fleetview/backstage-plugin-fleet-common';
import { deriveRollouts } from '../deriveRollouts';
import type { WaveSource } from '../planWaves';
import {
  DEFAULT_SETTINGS,
  type DeliveryEvidence,
  type MemberEvidence,
  type RolloutRecord,
  type WorkloadEvidence,
} from '../types';

export const START = Date.parse('2026-11-01T12:00:00Z');

/** A delivery that has applied a revision, and is in sync with it. */
export function delivery(
  revision: string,
  more: Partial<DeliveryEvidence> = {},
): DeliveryEvidence {
  return {
    id: 'delivery',
    observer: 'hub',
    engine: 'argocd',
    kind: 'Application',
    namespace: 'argocd',
    name: 'checkout',
    isCurrent: true,
    confirmedAt: START,
    content: 'configuration',
    desired: { type: 'commit', value: revision },
    applied: { type: 'commit', value: revision },
    sync: 'synced',
    isCompared: true,
    health: 'healthy',
    suspended: false,
    versions: [],
    blockedBy: [],
    ...more,
  };
}

/** A workload that runs a version completely, and is well. */
export function workload(
  version: string,
  more: Partial<WorkloadEvidence> = {},
): WorkloadEvidence {
  return {
    id: 'workload',
    kind: 'Deployment',
    name: 'checkout',
    version,
    settled: true,
    settledVersion: version,
    replicas: { desired: 2, updated: 2, ready: 2, available: 2 },
    health: 'healthy',
    isCurrent: true,
    confirmedAt: START,
    findings: [],
    ...more,
  };
}

/** An instance on a cluster of its own. */
export function member(
  name: string,
  more: Partial<MemberEvidence> = {},
): MemberEvidence {
  return {
    instanceId: name,
    clusterId: name,
    clusterName: name,
    namespace: 'shop',
    region: 'eu-west-1',
    environment: 'production',
    tier: 'critical',
    provider: 'aws',
    isAsFirstSeen: false,
    health: 'healthy' as Health,
    workload: workload('1.0.0'),
    deliveries: [delivery('a1')],
    ...more,
  };
}

/** Looks again and again at what its members are then. */
export class Watching {
  rollouts: RolloutRecord[] = [];
  now = START;
  nextLookAt: number | undefined;
  #ids = 0;
  readonly #waveSources: WaveSource[];
  readonly durations: number[];

  constructor(waveSources: WaveSource[] = [], durations: number[] = []) {
    this.#waveSources = waveSources;
    this.durations = durations;
  }

  /**
   * @param seconds - how long after the last look
   * @param members - all of them; what is current was proven at this moment
   */
  look(seconds: number, members: MemberEvidence[]): RolloutRecord[] {
    this.now += seconds * 1000;
    const derived = deriveRollouts({
      entityRef: 'component:default/checkout',
      rollouts: this.rollouts,
      members: members.map(each => proven(each, this.now)),
      waveSources: this.#waveSources,
      settings: DEFAULT_SETTINGS,
      durations: this.durations,
      now: this.now,
      newId: () => `rollout-${(this.#ids += 1)}`,
    });
    this.rollouts = derived.rollouts;
    this.nextLookAt = derived.nextLookAt;
    return this.rollouts;
  }

  /** The newest release, with the states of its members. */
  get newest() {
    const rollout = this.rollouts.at(-1);
    return {
      version: rollout?.version,
      lifeCycle: rollout?.lifeCycle,
      states: Object.fromEntries(
        [...(rollout?.members ?? [])].map(([id, { state }]) => [id, state]),
      ),
    };
  }

  reasonOf(instanceId: string) {
    return this.rollouts.at(-1)?.members.get(instanceId)?.reason;
  }
}

function proven(each: MemberEvidence, now: number): MemberEvidence {
  const at = <T extends { isCurrent: boolean; confirmedAt?: number }>(
    part: T,
  ): T => (part.isCurrent ? { ...part, confirmedAt: now } : part);
  return {
    ...each,
    ...(each.workload ? { workload: at(each.workload) } : {}),
    deliveries: each.deliveries.map(at),
  };
}

import { randomUUID } from 'node:crypto';
import type { EntityIndex } from '../../mapping/EntityIndex';
import type { TransitionRecord } from '../../store/recordTransitions';
import { storableText } from '../storableText';
import { deriveRollouts } from './deriveRollouts';
import { configuredWaves, placementWaves, type RolloutPlan } from './planWaves';
import type { RememberedRollouts } from './readRollouts';
import { toMemberRow, toRolloutRow, type MemberPlace } from './rolloutRows';
import type { MemberEvidence, RolloutRecord, RolloutSettings } from './types';
import type { RolloutChange } from './writeRollouts';

/** Rollouts as they are configured. */
export type RolloutsConfig = {
  settings: RolloutSettings;
  plans: readonly RolloutPlan[];
};

/** The plan that is for a component: the first that names it. */
export function planOf(
  { plans }: Pick<RolloutsConfig, 'plans'>,
  entityRef: string,
  entities: EntityIndex,
): RolloutPlan | undefined {
  const entity = entities.byRef.get(entityRef);
  const names = (list: string[] | undefined, value: string | undefined) =>
    list === undefined || (value !== undefined && list.includes(value));
  return plans.find(
    plan =>
      names(plan.components, entityRef) &&
      names(plan.systems, entity?.system) &&
      names(plan.owners, entity?.owner),
  );
}

/** What differs of the rollouts of one component; undefined where it never ran anywhere. */
export function deriveEntity(options: {
  entityRef: string;
  remembered: RememberedRollouts;
  members: readonly MemberEvidence[];
  entities: EntityIndex;
  config: RolloutsConfig;
  now: number;
}): RolloutChange | undefined {
  const { entityRef, remembered, members, entities, config, now } = options;
  if (members.length === 0 && remembered.rollouts.length === 0) {
    return undefined;
  }
  const plan = planOf(config, entityRef, entities);
  const places = new Map<string, MemberPlace>(remembered.places);
  for (const { instanceId, clusterId, namespace } of members) {
    places.set(instanceId, { clusterId, namespace });
  }
  const settings = {
    ...config.settings,
    ...(plan?.soakMs === undefined ? {} : { soakMs: plan.soakMs }),
  };
  const derived = deriveRollouts({
    entityRef,
    rollouts: remembered.rollouts,
    members,
    waveSources: [configuredWaves(plan), placementWaves],
    settings,
    durations: remembered.durations,
    now,
    newId: () => randomUUID(),
  });
  return {
    ...changeOf(remembered, derived.rollouts, { places, now }),
    entityRef,
    version: remembered.version,
    ...(derived.nextLookAt === undefined
      ? {}
      : { nextLookAt: derived.nextLookAt }),
  };
}

function changeOf(
  { rollouts: before, hashes }: RememberedRollouts,
  rollouts: readonly RolloutRecord[],
  options: { places: ReadonlyMap<string, MemberPlace>; now: number },
): Pick<RolloutChange, 'rollouts' | 'members' | 'gone' | 'transitions'> {
  const { places, now } = options;
  const change: ReturnType<typeof changeOf> = {
    rollouts: [],
    members: [],
    gone: [],
    transitions: [],
  };
  const known = new Map(before.map(rollout => [rollout.id, rollout]));
  for (const rollout of rollouts) {
    const row = toRolloutRow(rollout);
    if (hashes.get(row.id) !== row.hash) change.rollouts.push(row);
    const old = known.get(rollout.id)?.members;
    for (const [instanceId, memory] of rollout.members) {
      const place = places.get(instanceId);
      if (!place) continue;
      const member = toMemberRow(rollout, instanceId, place, memory);
      if (hashes.get(`${rollout.id}/${instanceId}`) === member.hash) continue;
      change.members.push(member);
      const from = old?.get(instanceId)?.state;
      if (from === memory.state) continue;
      change.transitions.push(
        transitionOf(rollout, place, { from, memory, now }),
      );
    }
    for (const instanceId of old?.keys() ?? []) {
      if (!rollout.members.has(instanceId)) {
        change.gone.push({ rollout_id: rollout.id, instance_id: instanceId });
      }
    }
  }
  return change;
}

function transitionOf(
  { entityRef, version, revision }: RolloutRecord,
  { clusterId, namespace }: MemberPlace,
  change: {
    from: string | undefined;
    memory: RolloutRecord['members'] extends Map<string, infer M> ? M : never;
    now: number;
  },
): TransitionRecord {
  const { from, memory, now } = change;
  const { reason } = memory;
  const release = version ?? revision?.value ?? '';
  const words = [release, reason?.message].filter(Boolean).join(': ');
  return {
    at: now,
    clusterId,
    scope: 'instance',
    name: entityRef,
    namespace,
    entityRef,
    field: 'rollout',
    ...(from === undefined ? {} : { from }),
    to: memory.state,
    ...(words ? { reason: storableText(words) } : {}),
  };
}

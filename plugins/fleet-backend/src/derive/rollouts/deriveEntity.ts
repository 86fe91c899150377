import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { EntityIndex } from '../../mapping/EntityIndex';
import type { TransitionRecord } from '../../store/recordTransitions';
import { runSteps } from '../statements';
import { storableText } from '../storableText';
import { deriveRollouts } from './deriveRollouts';
import { configuredWaves, placementWaves, type RolloutPlan } from './planWaves';
import { readEvidence } from './readEvidence';
import { readRollouts, type RememberedRollouts } from './readRollouts';
import { toMemberRow, toRolloutRow, type MemberPlace } from './rolloutRows';
import type { RolloutRecord, RolloutSettings } from './types';
import { writeRollouts, type RolloutChange } from './writeRollouts';

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

/**
 * Derives the rollouts of one component and writes what differs.
 *
 * @returns whether anything visible changed, and whether it has to be done again
 *   because somebody else wrote meanwhile
 */
export async function deriveEntity(options: {
  knex: Knex;
  entityRef: string;
  entities: EntityIndex;
  config: RolloutsConfig;
  now: number;
}): Promise<{ visible: boolean; isOutdated: boolean }> {
  const { knex, entityRef, entities, config, now } = options;
  const plan = planOf(config, entityRef, entities);
  const remembered = await readRollouts({ knex, entityRef });
  const members = await readEvidence({ knex, entityRef, now });
  if (members.length === 0 && remembered.rollouts.length === 0) {
    return { visible: false, isOutdated: false };
  }
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
  const change = changeOf(remembered, derived.rollouts, { places, now });
  const isWritten = await runSteps(knex, () =>
    writeRollouts(knex, {
      ...change,
      entityRef,
      version: remembered.version,
      ...(derived.nextLookAt === undefined
        ? {}
        : { nextLookAt: derived.nextLookAt }),
    }),
  );
  return {
    visible:
      isWritten &&
      change.rollouts.length + change.members.length + change.gone.length > 0,
    isOutdated: !isWritten,
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

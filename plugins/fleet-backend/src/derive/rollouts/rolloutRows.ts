import { hash } from 'node:crypto';
import type { Rows } from '../statements';
import type { MemberMemory, RolloutRecord } from './types';

/** What the data column of a rollout holds. */
export type RolloutData = Pick<
  RolloutRecord,
  'previousVersion' | 'revisions' | 'revision' | 'beganIsLowerBound' | 'waves'
>;

/** What the data column of a member holds. */
export type MemberData = Omit<MemberMemory, 'state' | 'since' | 'wave'>;

export function toRolloutRow(rollout: RolloutRecord) {
  const { previousVersion, revisions, revision, beganIsLowerBound, waves } =
    rollout;
  const data: RolloutData = {
    ...(previousVersion === undefined ? {} : { previousVersion }),
    revisions,
    ...(revision ? { revision } : {}),
    beganIsLowerBound,
    waves,
  };
  const row = {
    id: rollout.id,
    entity_ref: rollout.entityRef,
    release_order: rollout.order,
    version: rollout.version ?? null,
    life_cycle: rollout.lifeCycle,
    began_at: rollout.beganAt,
    ended_at: rollout.endedAt ?? null,
    members: rollout.members.size,
    data: JSON.stringify(data),
  };
  return { ...row, hash: hash('sha1', JSON.stringify(row), 'base64url') };
}

export type RolloutRow = ReturnType<typeof toRolloutRow>;

/** Where the instance of a member is. */
export type MemberPlace = { clusterId: string; namespace: string };

export function toMemberRow(
  { id, entityRef }: RolloutRecord,
  instanceId: string,
  place: MemberPlace,
  memory: MemberMemory,
) {
  const { state, since, wave, ...data } = memory;
  const row = {
    rollout_id: id,
    instance_id: instanceId,
    cluster_id: place.clusterId,
    namespace: place.namespace,
    entity_ref: entityRef,
    state,
    since,
    wave: wave ?? null,
    duration:
      memory.doneAt !== undefined && memory.askedAt !== undefined
        ? memory.doneAt - memory.askedAt
        : null,
    data: JSON.stringify(data satisfies MemberData),
  };
  return {
    ...row,
    // Those of the data that are summed up over members.
    asked_at: memory.askedAt ?? null,
    until_at: memory.until ?? null,
    replicas: memory.serving?.replicas ?? null,
    released: memory.serving?.released ?? null,
    by_traffic: memory.serving?.byTraffic ? 1 : null,
    hash: hash('sha1', JSON.stringify(row), 'base64url'),
  };
}

export type MemberRow = ReturnType<typeof toMemberRow>;

export function fromRolloutRow(row: Rows[number]): RolloutRecord {
  return {
    ...(JSON.parse(row.data) as RolloutData),
    id: row.id,
    entityRef: row.entity_ref,
    order: Number(row.release_order),
    ...(row.version === null ? {} : { version: row.version }),
    beganAt: Number(row.began_at),
    ...(row.ended_at === null ? {} : { endedAt: Number(row.ended_at) }),
    lifeCycle: row.life_cycle,
    members: new Map(),
  };
}

export function fromMemberRow(row: Rows[number]): MemberMemory {
  return {
    ...(JSON.parse(row.data) as MemberData),
    state: row.state,
    since: Number(row.since),
    ...(row.wave === null ? {} : { wave: Number(row.wave) }),
  };
}

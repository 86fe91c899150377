import type { ActionRunState } from '@fleetview/backstage-plugin-fleet-common';
import { boundedText } from '@fleetview/backstage-plugin-fleet-common';
import type {
  ActionPlan,
  ActionTarget,
} from '@fleetview/backstage-plugin-fleet-node';
import type { Knex } from 'knex';
import type { AuditActor, AuditTrail } from '../audit';
import type { Row } from '../read/types';

/** A state of a run with when it began, in milliseconds since 1970. */
export type RunStep = { state: ActionRunState; at: number; message?: string };

/** A run as it is followed. */
export type OpenRun = {
  id: string;
  instanceId: string;
  observer: string;
  adapter: string;
  action: string;
  sourceUid: string;
  target: ActionTarget;
  plan: ActionPlan;
  actor: AuditActor;
  requestedAt: number;
  /** Absent while it is not known whether the API server took it. */
  toldAt?: number;
  steps: RunStep[];
  followUntil: number;
};

/** Runs are kept for so long. */
const KEEP_MS = 90 * 24 * 60 * 60_000;
const ENDED: ReadonlySet<ActionRunState> = new Set([
  'seen',
  'failed',
  'timed-out',
]);

export function toOpenRun(row: Row): OpenRun {
  return {
    id: row.id,
    instanceId: row.instance_id,
    observer: row.observer,
    adapter: row.adapter,
    action: row.action,
    sourceUid: row.source_uid,
    target: JSON.parse(row.target),
    plan: JSON.parse(row.plan),
    actor: { type: row.actor_type, id: row.actor_id },
    requestedAt: Number(row.requested_at),
    ...(row.told_at === null ? {} : { toldAt: Number(row.told_at) }),
    steps: JSON.parse(row.steps),
    followUntil: Number(row.follow_until),
  };
}

/** Takes runs that nobody follows, each by one replica alone. */
export async function claimRuns(options: {
  knex: Knex;
  holder: string;
  now: number;
  leaseMs: number;
  limit: number;
}): Promise<OpenRun[]> {
  const { knex, holder, now, leaseMs, limit } = options;
  if (limit <= 0) return [];
  const isFree = (query: Knex.QueryBuilder) =>
    query
      .whereNull('ended_at')
      .andWhere(free =>
        free.whereNull('claimed_until').orWhere('claimed_until', '<', now),
      );
  const rows: Row[] = await isFree(knex('action_run'))
    .orderBy('requested_at')
    .limit(limit);
  const claimed: OpenRun[] = [];
  for (const row of rows) {
    const taken = await isFree(knex('action_run').where({ id: row.id })).update(
      { claimed_by: holder, claimed_until: now + leaseMs },
    );
    if (taken === 1) claimed.push(toOpenRun(row));
  }
  return claimed;
}

/** @returns whether the run still is this replica's */
export async function renewClaim(options: {
  knex: Knex;
  id: string;
  holder: string;
  now: number;
  leaseMs: number;
}): Promise<boolean> {
  const { knex, id, holder, now, leaseMs } = options;
  const renewed = await knex('action_run')
    .where({ id, claimed_by: holder })
    .whereNull('ended_at')
    .update({ claimed_until: now + leaseMs });
  return renewed === 1;
}

/** Gives runs back, so that another replica need not wait. */
export async function releaseClaims(options: {
  knex: Knex;
  holder: string;
}): Promise<void> {
  const { knex, holder } = options;
  await knex('action_run')
    .where({ claimed_by: holder })
    .whereNull('ended_at')
    .update({ claimed_by: null, claimed_until: null });
}

/**
 * Writes how far a run is, and with its end the audit, in one transaction. A run ends
 * once, and only who follows it writes.
 *
 * @returns the steps as they are then; nothing where it is another's or has ended
 */
export async function moveRun(options: {
  knex: Knex;
  audit: AuditTrail;
  run: OpenRun;
  holder: string;
  now: number;
  state: ActionRunState;
  message?: string;
  toldAt?: number;
}): Promise<RunStep[] | undefined> {
  const { knex, audit, run, holder, now, state, toldAt } = options;
  const last = run.steps.at(-1);
  const message =
    options.message === undefined ? undefined : boundedText(options.message);
  const step = { state, at: now, ...(message ? { message } : {}) };
  const steps =
    last?.state === state
      ? [...run.steps.slice(0, -1), { ...step, at: last.at }]
      : [...run.steps, step];
  const hasEnded = ENDED.has(state);
  const write = (trx: Knex) =>
    trx('action_run')
      .where({ id: run.id, claimed_by: holder })
      .whereNull('ended_at')
      .update({
        state,
        steps: JSON.stringify(steps),
        ...(toldAt === undefined ? {} : { told_at: toldAt }),
        ...(hasEnded
          ? { ended_at: now, claimed_by: null, claimed_until: null }
          : {}),
      });
  if (!hasEnded) return (await write(knex)) === 1 ? steps : undefined;
  return audit.change(async (trx, record) => {
    if ((await write(trx)) !== 1) return undefined;
    record({
      event: 'action-followed',
      actor: run.actor,
      target: { id: run.instanceId, name: nameOf(run.target) },
      after: {
        run: run.id,
        action: run.action,
        state,
        ...(message ? { message } : {}),
      },
    });
    return steps;
  });
}

/** Removes runs that ended long ago; the audit keeps what it keeps. */
export async function deleteOldRuns(options: {
  knex: Knex;
  now: number;
}): Promise<number> {
  return options
    .knex('action_run')
    .where('ended_at', '<', options.now - KEEP_MS)
    .delete();
}

/** An object in a few words: its kind, namespace and name. */
export function nameOf({ kind, namespace, name }: ActionTarget): string {
  return `${kind} ${namespace ? `${namespace}/` : ''}${name}`;
}

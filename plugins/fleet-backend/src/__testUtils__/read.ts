import type { Knex } from 'knex';
import { EntityIndex } from '../mapping/EntityIndex';
import { takeSnapshot, type FleetSnapshot } from '../read/fleet';
import type { FleetReadContext, ReadContext } from '../read/types';

/** A context of reads, at a time that the coverage below is current by. */
export function readingAt(knex: Knex, now = 100_000): ReadContext {
  return { knex, now };
}

/** The fleet as it is now. */
export function fleetOf(
  knex: Knex,
  options: { now?: number; entities?: EntityIndex } = {},
): Promise<FleetSnapshot> {
  return takeSnapshot({
    knex,
    entities: options.entities ?? new EntityIndex([]),
    now: options.now ?? 100_000,
  });
}

/** A context of reads that speak of the whole fleet. */
export async function readingFleetAt(
  knex: Knex,
  now = 100_000,
): Promise<FleetReadContext> {
  return { knex, now, fleet: await fleetOf(knex, { now }) };
}

/** Puts the coverage of a kind into the database: current as of 100,000, unless told otherwise. */
export async function insertCoverage(
  knex: Knex,
  clusterId: string,
  key: { adapter: string; group: string; kind: string },
  over: Record<string, unknown> = {},
): Promise<void> {
  await knex('coverage').insert({
    cluster_id: clusterId,
    adapter: key.adapter,
    api_group: key.group,
    kind: key.kind,
    state: 'current',
    since: 1_000,
    confirmed_at: 100_000,
    is_current: true,
    ...over,
  });
}

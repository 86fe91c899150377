import type { Knex } from 'knex';
import type { NotificationSettings } from '../NotificationSettings';

/** As it is where nothing is configured. */
export const SETTINGS: NotificationSettings = {
  digestAt: { hour: 8, minute: 0 },
  timeZone: 'UTC',
  atOnce: ['critical-failure', 'budget-crossed', 'drift'],
  mostAtOnce: 5,
  off: [],
  operators: [],
};

/** Puts critical failures into the database that go on, as derivations do. */
export async function insertFailures(
  knex: Knex,
  units: readonly string[],
  over: Record<string, unknown> = {},
): Promise<void> {
  await knex('failure').insert(
    units.map(unit => ({
      unit,
      cluster_id: 'a',
      namespace: 'shop',
      entity_ref: 'component:default/cart',
      region: 'eu',
      environment: 'production',
      owner: 'group:default/payments',
      system: 'unassigned',
      engine: 'kyverno',
      policy: 'no-root',
      severity: 'critical',
      observer: 'a',
      seen_at: over.first_failed_at ?? 0,
      first_failed_at: null,
      ...over,
    })),
  );
}

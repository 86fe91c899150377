import type { Fact, FactType } from '@fleetview/backstage-plugin-fleet-common';

/** The tables that hold facts. */
export const FACT_TABLES = [
  'namespace',
  'node',
  'workload',
  'delivery',
  'fact',
] as const;

export type FactTable = (typeof FACT_TABLES)[number];

/** Types that something filters or sorts by have a table of their own. */
export function tableOf(type: FactType): FactTable {
  switch (type) {
    case 'namespace':
    case 'node':
    case 'workload':
    case 'delivery':
      return type;
    default:
      return 'fact';
  }
}

/** The columns that only some tables have. */
export function typedColumns(
  fact: Fact,
  settledBefore: string | null | undefined,
): Record<string, unknown> {
  switch (fact.type) {
    case 'workload':
      return {
        health: fact.health,
        version: fact.version ?? null,
        // Until all replicas are the template's, what ran before still counts.
        settled_version: fact.settled
          ? fact.version ?? null
          : settledBefore ?? null,
      };
    case 'delivery':
      return {
        health: fact.health,
        sync: fact.sync,
        heartbeat_lost: fact.heartbeat.state === 'lost',
      };
    case 'namespace':
    case 'node':
      return {};
    default:
      return { type: fact.type };
  }
}

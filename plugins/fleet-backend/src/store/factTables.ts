import type { FactType } from '@fleetview/backstage-plugin-fleet-common';

/** The tables that hold facts. */
export const FACT_TABLES = [
  'namespace',
  'node',
  'workload',
  'delivery',
  'finding',
  'allocation',
  'alert',
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
    case 'finding':
    case 'allocation':
    case 'alert':
      return type;
    default:
      return 'fact';
  }
}

/** The tables of facts that may speak of another cluster than the one that they were read from. */
export const REFERRING_TABLES = [
  'workload',
  'delivery',
  'finding',
  'allocation',
  'alert',
  'fact',
] as const;

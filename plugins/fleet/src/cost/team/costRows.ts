import type { CostRowKind } from '@fleetview/backstage-plugin-fleet-common';

/** What rows can be of, in the order in which they are offered. */
export const COST_ROWS = [
  'component',
  'system',
  'owner',
  'namespace',
  'cluster',
  'environment',
  'region',
  'provider',
] as const satisfies readonly CostRowKind[];

/** Rows whose keys are references to entities of the catalog. */
export const ENTITY_ROWS: readonly CostRowKind[] = [
  'component',
  'system',
  'owner',
];

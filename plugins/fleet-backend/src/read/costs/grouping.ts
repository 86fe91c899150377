import type { CostRowKind } from '@fleetview/backstage-plugin-fleet-common';
import { SMALL } from '../../derive/costs';

/** What rows are of, as SQL over series and their clusters. */
const KEYS: Record<CostRowKind, string> = {
  cluster: 'cost_series.cluster_id',
  region: 'cost_series.region',
  provider: 'cluster.provider',
  environment: 'cost_series.environment',
  // The same name on two clusters is two namespaces.
  namespace: "(cost_series.cluster_id || '/' || cost_series.namespace)",
  component: 'cost_series.entity_ref',
  system: 'cost_series.system',
  owner: 'cost_series.owner',
};

/** What is of nobody is a row of its own, but where a cluster as a whole is somebody's. */
const OF_THINGS: ReadonlySet<CostRowKind> = new Set([
  'namespace',
  'component',
  'system',
]);

const SHARE = `case when cost_series.share = '${SMALL}' then 'used' else cost_series.share end`;

/** A share that is told apart, or empty. */
export const SHARE_OF_ROW = (by: CostRowKind): string =>
  OF_THINGS.has(by)
    ? `(case when cost_series.share in ('used', '${SMALL}') then '' else cost_series.share end)`
    : "''";

/** The share of a series; sums of what costs little are used by what they are of. */
export const SHARE_OF_SERIES = `(${SHARE})`;

/** The key of a row; of what is of nobody it is empty. */
export function keyOfRow(by: CostRowKind): string {
  return OF_THINGS.has(by)
    ? `(case when cost_series.share in ('used', '${SMALL}') then ${KEYS[by]} else '' end)`
    : KEYS[by];
}

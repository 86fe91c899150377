import type { CostLine } from '../costs/lineSchema';
import {
  GPU_QUANTITIES,
  NETWORK_QUANTITIES,
  NODE_QUANTITIES,
  QUANTITIES,
  SIZING_QUANTITIES,
  TRAFFIC_QUANTITIES,
  type Quantity,
} from './readQueries';
import type { Sample } from './readSamples';
import type { PrometheusSettings } from './schema';

/** Remarks on the query, and not on what it found. */
const REMARK = /^PromQL (?:info|warning):/;

/** What was answered to each question of one day, or of one hour. */
export type Told = Record<Quantity, Sample[]>;

/** Where nothing was. */
export function emptyTold(): Told {
  return Object.fromEntries(
    [
      ...QUANTITIES,
      ...GPU_QUANTITIES,
      ...NODE_QUANTITIES,
      ...NETWORK_QUANTITIES,
      ...TRAFFIC_QUANTITIES,
      ...SIZING_QUANTITIES,
    ].map(quantity => [quantity, []]),
  ) as unknown as Told;
}

/** Whether a warning says that there may be more than is answered. */
export function isOfFinding(warning: string): boolean {
  return !REMARK.test(warning);
}

/** Whose cluster one is that a server calls so; one without a name where there is no label. */
export function ofCluster(
  cluster: string | undefined,
  { clusterLabel, clusterId }: PrometheusSettings,
): CostLine['of'] {
  if (clusterLabel === undefined) return 'observer';
  if (cluster === undefined) return 'none';
  return cluster === clusterId ? 'observer' : 'reference';
}

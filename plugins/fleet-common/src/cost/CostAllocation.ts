import type { AllocationFact, AllocationShare } from '../facts';

/** What cost is told by. */
export const COST_RESOURCES = [
  'cpu',
  'gpu',
  'ram',
  'pv',
  'network',
  'loadBalancer',
  'shared',
  'external',
] as const;

/** @public */
export type CostResource = (typeof COST_RESOURCES)[number];

/** @public */
export type Costs = AllocationFact['costs'];

/**
 * What is read of an allocation when costs are added up. An allocation fact is one; the
 * cluster is given to it by whoever knows what the fact speaks of.
 *
 * @public
 */
export type CostAllocation = {
  share: AllocationShare;
  costs: Costs;
  cluster?: string;
  node?: string;
  namespace?: string;
  controllerKind?: string;
  controller?: string;
  pod?: string;
  container?: string;
  services?: readonly string[];
  labels?: Readonly<Record<string, string>>;
  annotations?: Readonly<Record<string, string>>;
  /** Minutes that the usage is the mean of. */
  minutes?: number;
  usage?: AllocationFact['usage'];
};

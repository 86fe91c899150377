import { z } from 'zod';
import { accessFactSchema } from './access';
import { agentFactSchema } from './agent';
import { alertFactSchema } from './alert';
import { allocationFactSchema } from './allocation';
import { analysisFactSchema } from './analysis';
import { autoscalerFactSchema } from './autoscaler';
import { budgetFactSchema } from './budget';
import { clusterFactSchema } from './cluster';
import { comparisonFactSchema } from './comparison';
import { deliveryFactSchema } from './delivery';
import { diagnosisFactSchema } from './diagnosis';
import { differenceFactSchema } from './difference';
import { exceptionFactSchema } from './exception';
import { findingFactSchema } from './finding';
import { freezeFactSchema } from './freeze';
import { leaseFactSchema } from './lease';
import { namespaceFactSchema } from './namespace';
import { nodeFactSchema } from './node';
import { placementFactSchema } from './placement';
import { policyFactSchema } from './policy';
import { poolFactSchema } from './pool';
import { quotaFactSchema } from './quota';
import { runningFactSchema } from './running';
import { serviceFactSchema } from './service';
import { sourceFactSchema } from './source';
import { workloadFactSchema } from './workload';

/**
 * One normalised statement, as a mapper makes it. The collector adds the
 * observer and the adapter, so that no mapper can speak in another's name.
 *
 * @public
 */
export const factSchema = z.discriminatedUnion('type', [
  namespaceFactSchema,
  nodeFactSchema,
  workloadFactSchema,
  deliveryFactSchema,
  placementFactSchema,
  sourceFactSchema,
  freezeFactSchema,
  clusterFactSchema,
  poolFactSchema,
  agentFactSchema,
  leaseFactSchema,
  serviceFactSchema,
  autoscalerFactSchema,
  analysisFactSchema,
  diagnosisFactSchema,
  differenceFactSchema,
  runningFactSchema,
  comparisonFactSchema,
  policyFactSchema,
  findingFactSchema,
  exceptionFactSchema,
  allocationFactSchema,
  budgetFactSchema,
  quotaFactSchema,
  accessFactSchema,
  alertFactSchema,
]);

/** @public */
export type Fact = z.infer<typeof factSchema>;

/** @public */
export type FactType = Fact['type'];

/** @public */
export const FACT_TYPES = [
  'namespace',
  'node',
  'workload',
  'delivery',
  'placement',
  'source',
  'freeze',
  'cluster',
  'pool',
  'agent',
  'lease',
  'service',
  'autoscaler',
  'analysis',
  'diagnosis',
  'difference',
  'running',
  'comparison',
  'policy',
  'finding',
  'exception',
  'allocation',
  'budget',
  'quota',
  'access',
  'alert',
] as const satisfies readonly FactType[];

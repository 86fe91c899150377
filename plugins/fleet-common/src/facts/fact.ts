import { z } from 'zod';
import { deliveryFactSchema } from './delivery';
import { freezeFactSchema } from './freeze';
import { namespaceFactSchema } from './namespace';
import { nodeFactSchema } from './node';
import { placementFactSchema } from './placement';
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
] as const satisfies readonly FactType[];

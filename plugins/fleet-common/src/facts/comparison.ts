import { z } from 'zod';
import { factBaseShape, nameSchema } from './common';
import { ignoreRulesSchema } from './ignoreRules';

/**
 * How an engine compares all that it delivers, where its settings say so.
 *
 * @public
 */
export const comparisonFactSchema = z.strictObject({
  ...factBaseShape,
  type: z.literal('comparison'),
  /** The adapter's id: `argocd`. */
  engine: nameSchema,
  /** Where the engine runs: there may be several in a cluster. */
  namespace: nameSchema,
  /** By which rules it leaves out differences, whatever a delivery says. */
  ignoreRules: ignoreRulesSchema,
});

/** @public */
export type ComparisonFact = z.infer<typeof comparisonFactSchema>;

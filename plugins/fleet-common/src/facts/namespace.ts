import { z } from 'zod';
import { factBaseShape, nameSchema } from './common';

/**
 * A namespace of the observer, with the labels that attributes and owners come from.
 *
 * @public
 */
export const namespaceFactSchema = z.strictObject({
  ...factBaseShape,
  type: z.literal('namespace'),
  name: nameSchema,
  phase: z.enum(['active', 'terminating', 'unknown']),
});

/** @public */
export type NamespaceFact = z.infer<typeof namespaceFactSchema>;

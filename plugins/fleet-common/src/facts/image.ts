import { z } from 'zod';
import { nameSchema } from './common';

/**
 * A container image as a pod template names it.
 *
 * @public
 */
export const imageSchema = z.strictObject({
  container: nameSchema,
  /** Registry and path, without tag and digest. */
  repository: nameSchema,
  tag: nameSchema.optional(),
  /** Only where the reference itself pins one. */
  digest: nameSchema.optional(),
});

/** @public */
export type Image = z.infer<typeof imageSchema>;

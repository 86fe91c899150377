import { z } from 'zod';
import { factBaseShape, nameSchema, textSchema } from './common';
import { revisionSchema } from './delivery';
import { HEALTH_STATES } from '../states';

/**
 * Where deliveries take their content from: a repository, bucket or registry
 * that an engine follows; or the template that clusters are made from.
 *
 * @public
 */
export const sourceFactSchema = z.strictObject({
  ...factBaseShape,
  type: z.literal('source'),
  engine: nameSchema,
  kind: nameSchema,
  namespace: nameSchema.optional(),
  name: nameSchema,
  health: z.enum(HEALTH_STATES),
  message: textSchema.optional(),
  suspended: z.boolean(),
  url: z.string().max(2048).optional(),
  reference: nameSchema.optional(),
  revision: revisionSchema.optional(),
  /** The name of the chart, where it is one. */
  chart: nameSchema.optional(),
  /** The image that was chosen, without tag and digest. */
  image: nameSchema.optional(),
  /** The source that it takes its content from: a chart its repository. */
  parent: z
    .strictObject({
      kind: nameSchema,
      namespace: nameSchema.optional(),
      name: nameSchema,
    })
    .optional(),
});

/** @public */
export type SourceFact = z.infer<typeof sourceFactSchema>;

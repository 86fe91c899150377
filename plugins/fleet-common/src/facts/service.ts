import { z } from 'zod';
import { factBaseShape, nameSchema, textSchema } from './common';
import { HEALTH_STATES } from '../states';

/**
 * A Service that a cluster offers to others, or that it takes from them.
 *
 * @public
 */
export const serviceFactSchema = z.strictObject({
  ...factBaseShape,
  type: z.literal('service'),
  engine: nameSchema,
  kind: nameSchema,
  namespace: nameSchema,
  name: nameSchema,
  direction: z.enum(['exported', 'imported']),
  health: z.enum(HEALTH_STATES),
  message: textSchema.optional(),
  /** How it is reached: one address for all clusters, or each endpoint by itself. */
  addressing: z.enum(['cluster-set-ip', 'headless', 'unknown']),
  ips: z.array(nameSchema).max(20),
  ports: z
    .array(
      z.strictObject({
        name: nameSchema.optional(),
        protocol: nameSchema.optional(),
        port: z.number().int().min(1).max(65535),
      }),
    )
    .max(50),
  /** Clusters that export it, by the names that the cluster set gives them. */
  clusters: z.array(nameSchema).max(500),
  /** Set where exporting clusters disagree. */
  conflict: textSchema.optional(),
});

/** @public */
export type ServiceFact = z.infer<typeof serviceFactSchema>;

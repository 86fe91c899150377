import { z } from 'zod';
import { factBaseShape, nameSchema } from './common';

/**
 * The levels of the Pod Security Standards, from none to strict.
 *
 * @public
 */
export const POD_SECURITY_LEVELS = [
  'privileged',
  'baseline',
  'restricted',
] as const;

const podSecurityMode = z.strictObject({
  /** `unknown` where the label has a value that is no level. */
  level: z.enum([...POD_SECURITY_LEVELS, 'unknown']),
  /** Of Kubernetes, as the label has it: `latest`, `v1.34`. */
  version: nameSchema.optional(),
});

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
  /**
   * What its labels ask of pods, by the Pod Security Standards. A mode without a
   * label has what the API server is configured with, which nothing tells.
   */
  podSecurity: z
    .strictObject({
      enforce: podSecurityMode.optional(),
      audit: podSecurityMode.optional(),
      warn: podSecurityMode.optional(),
    })
    .optional(),
});

/** @public */
export type NamespaceFact = z.infer<typeof namespaceFactSchema>;

import { z } from 'zod';
import { factBaseShape, nameSchema, textSchema } from './common';
import { heartbeatSchema } from './heartbeat';
import { HEALTH_STATES } from '../states';

/**
 * Something that a hub runs on a cluster to do its work there: an add-on or an
 * agent.
 *
 * @public
 */
export const agentFactSchema = z.strictObject({
  ...factBaseShape,
  type: z.literal('agent'),
  engine: nameSchema,
  kind: nameSchema,
  namespace: nameSchema.optional(),
  name: nameSchema,
  health: z.enum(HEALTH_STATES),
  message: textSchema.optional(),
  heartbeat: heartbeatSchema,
  version: nameSchema.optional(),
});

/** @public */
export type AgentFact = z.infer<typeof agentFactSchema>;

import { z } from 'zod';
import { nameSchema } from './common';

const amount = z.number().nonnegative();

/** Resources beside CPU and memory that a fact lists. */
export const MAX_OTHER_RESOURCES = 20;

/**
 * Amounts of what nodes have, each in whole units, rounded up as Kubernetes does. What is
 * absent is not stated, which for pods is none and for nodes not known.
 */
export const resourceAmountsShape = {
  /** Thousandths of a core. */
  cpuMillicores: amount.optional(),
  memoryBytes: amount.optional(),
  /** The others, e.g. `ephemeral-storage` in bytes or `nvidia.com/gpu`; sorted by name. */
  others: z
    .array(z.strictObject({ resource: nameSchema, amount }))
    .max(MAX_OTHER_RESOURCES)
    .optional(),
};

const resourceAmountsSchema = z.strictObject(resourceAmountsShape);

/** @public */
export type ResourceAmounts = z.infer<typeof resourceAmountsSchema>;

/** What each container has to say how much of, where a quota counts it. */
const STATED_RESOURCES = [
  'requests.cpu',
  'requests.memory',
  'limits.cpu',
  'limits.memory',
] as const;

/**
 * What a pod of a template takes, as its template says. What is filled in when the pod is
 * made (defaults of a LimitRange, the overhead of a RuntimeClass, containers that a webhook
 * puts beside) is not in it.
 *
 * @public
 */
export const podDemandSchema = z.strictObject({
  /** As the scheduler counts it. */
  requests: resourceAmountsSchema,
  /** As quotas count it. */
  limits: resourceAmountsSchema,
  /** Of which a container does not say how much. */
  unstated: z.array(z.enum(STATED_RESOURCES)).max(STATED_RESOURCES.length),
});

/** @public */
export type PodDemand = z.infer<typeof podDemandSchema>;

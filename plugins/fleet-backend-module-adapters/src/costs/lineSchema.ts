import {
  ALLOCATION_GRAINS,
  ALLOCATION_SHARES,
} from '@fleetview/backstage-plugin-fleet-common';
import { z } from 'zod';
import { amountSchema, signedSchema } from './amounts';

const text = z.string();
const time = z.iso.datetime().max(40);
const amount = amountSchema.optional();
const money = signedSchema.optional();

/**
 * What a cost tool said of one thing and one window, in the form in which it is a poll's
 * item, whatever tool it comes from.
 */
export const lineSchema = z.object({
  grain: z.enum(ALLOCATION_GRAINS),
  share: z.enum(ALLOCATION_SHARES),
  name: text,
  /** What the cost tool calls the cluster; absent where it does not say. */
  cluster: text.optional(),
  /** Whose cluster that is. */
  of: z.enum(['observer', 'reference', 'none']),
  namespace: text.optional(),
  controllerKind: text.optional(),
  controller: text.optional(),
  label: z.object({ key: text, value: text }).optional(),
  category: text.optional(),
  provider: text.optional(),
  window: z.object({ start: time, end: time }),
  minutes: amountSchema,
  currency: text.optional(),
  costs: z.object({
    cpu: money,
    gpu: money,
    ram: money,
    pv: money,
    network: money,
    loadBalancer: money,
    shared: money,
    external: money,
    total: signedSchema,
  }),
  adjustment: money,
  usage: z.object({
    cpuCoresRequested: amount,
    cpuCoresUsed: amount,
    ramBytesRequested: amount,
    ramBytesUsed: amount,
    gpus: amount,
    pvBytes: amount,
    networkSentBytes: amount,
    networkReceivedBytes: amount,
  }),
  sizing: z
    .object({
      replicas: amount,
      cpuCoresHigh: amount,
      memoryBytesHigh: amount,
      cpuThrottledShare: z.number().min(0).max(1).optional(),
      outOfMemoryKills: amount,
    })
    .optional(),
  query: text,
  /** Of each hour of the day, for the grain `hours`; none where it is not known. */
  hours: z.array(signedSchema.nullable()).length(24).optional(),
  estimated: z.boolean(),
  /** Whether something of the same cluster and window is missing beside it. */
  partial: z.boolean().optional(),
  warnings: z.array(text).max(20),
});

export type CostLine = z.output<typeof lineSchema>;

/** What could not be read of an answer, so that it is counted. */
export const problemSchema = z.object({ problem: z.string() });

export const costItemSchema = z.union([lineSchema, problemSchema]);

export type CostItem = z.output<typeof costItemSchema>;

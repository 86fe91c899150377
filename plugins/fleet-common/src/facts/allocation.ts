import { z } from 'zod';
import { factBaseShape, nameSchema, textSchema, timeSchema } from './common';

const amount = z.number().nonnegative();

/**
 * What an allocation is the cost of. Of one cluster, allocations of different grain
 * speak of the same money, and are never added up.
 *
 * - `workload`: a workload, or what the cost tool puts in the place of one
 * - `namespace`, `label`: all that is in a namespace, or has a value of a label
 * - `cluster`: a cluster as a whole
 * - `asset`: a node, disk, load balancer or the like that is paid for
 * - `cloud`: an item of a cloud's bill
 * - `hours`: a workload again, hour by hour, of a day that may not be over
 *
 * @public
 */
export const ALLOCATION_GRAINS = [
  'workload',
  'namespace',
  'label',
  'cluster',
  'asset',
  'cloud',
  'hours',
] as const;

/** @public */
export type AllocationGrain = (typeof ALLOCATION_GRAINS)[number];

/**
 * Whose cost it is.
 *
 * - `used`: of what it names
 * - `idle`: paid for and not asked for by anything
 * - `shared`: of what all use
 * - `unallocated`: of something that lacks what was grouped by
 * - `unmounted`: of volumes that nothing mounts
 *
 * @public
 */
export const ALLOCATION_SHARES = [
  'used',
  'idle',
  'shared',
  'unallocated',
  'unmounted',
] as const;

/** @public */
export type AllocationShare = (typeof ALLOCATION_SHARES)[number];

const efficiency = z.union([amount, z.literal('no-request')]);

/**
 * Cost over one window. Money is in units of the currency, and is what was spent in
 * the whole window.
 *
 * @public
 */
export const allocationFactSchema = z.strictObject({
  ...factBaseShape,
  type: z.literal('allocation'),
  engine: nameSchema,
  grain: z.enum(ALLOCATION_GRAINS),
  share: z.enum(ALLOCATION_SHARES),
  /** As the cost tool names it. */
  name: nameSchema,
  namespace: nameSchema.optional(),
  controllerKind: nameSchema.optional(),
  controller: nameSchema.optional(),
  /** What was grouped by, for the grain `label`. */
  label: z.strictObject({ key: nameSchema, value: nameSchema }).optional(),
  /** Node, disk, … of an asset; the service of a cloud's bill. */
  category: nameSchema.optional(),
  provider: nameSchema.optional(),
  /**
   * What each hour of the day cost in UTC, for the grain `hours`; nothing is known of an hour
   * without a number.
   */
  hours: z.array(z.number().nullable()).length(24).optional(),
  /** What was asked for; the end is excluded. */
  window: z.strictObject({ start: timeSchema, end: timeSchema }),
  /** Minutes of the window that the cost is of. */
  minutes: amount,
  /** ISO 4217. Absent where the cost tool does not say it. */
  currency: z.string().max(16).optional(),
  /**
   * By resource, adjustments included. What is absent is not known, and is not 0;
   * the total is the cost tool's own, or the sum of what is known.
   */
  costs: z.strictObject({
    cpu: z.number().optional(),
    gpu: z.number().optional(),
    ram: z.number().optional(),
    pv: z.number().optional(),
    network: z.number().optional(),
    loadBalancer: z.number().optional(),
    shared: z.number().optional(),
    external: z.number().optional(),
    total: z.number(),
  }),
  /** What of the total corrects list prices to what is billed. Negative for a discount. */
  adjustment: z.number().optional(),
  /** Means over the minutes that the cost is of. Cores, bytes. */
  usage: z.strictObject({
    cpuCoresRequested: amount.optional(),
    cpuCoresUsed: amount.optional(),
    ramBytesRequested: amount.optional(),
    ramBytesUsed: amount.optional(),
    gpus: amount.optional(),
    pvBytes: amount.optional(),
    networkSentBytes: amount.optional(),
    networkReceivedBytes: amount.optional(),
  }),
  /**
   * What right-sizing has to know of a workload. What is absent the cost tool does not tell:
   * a mean is no high, and nothing said of throttling or kills is not none of them.
   */
  sizing: z
    .strictObject({
      /** How many ran, as a mean over the minutes that the cost is of. */
      replicas: amount.optional(),
      /** The busiest replica's high: its 0.95 quantile of five-minute means, or its maximum. */
      cpuCoresHigh: amount.optional(),
      /** The most that any replica had. */
      memoryBytesHigh: amount.optional(),
      /** Which part of its periods CPU was throttled in; 0 where nothing limits it. */
      cpuThrottledShare: z.number().min(0).max(1).optional(),
      /** How often anything of it was killed for want of memory. */
      outOfMemoryKills: amount.optional(),
    })
    .optional(),
  /**
   * Use in parts of what was requested; over 1 where more was used.
   * total = (cpu · costs.cpu + ram · costs.ram) / (costs.cpu + costs.ram) over what
   * has requests. What has none is `no-request`.
   */
  efficiency: z
    .strictObject({
      cpu: efficiency.optional(),
      ram: efficiency.optional(),
      total: efficiency.optional(),
    })
    .optional(),
  /** What was asked, so that the number can be asked for again. */
  query: textSchema,
  /** Whether prices are from a price sheet rather than from the provider. */
  estimated: z.boolean(),
  /**
   * Whether something of the same cluster and window could not be read or priced: all that
   * is told of it together is at least what was spent. Absent where nothing says so.
   */
  partial: z.boolean().optional(),
  /** Why the number may be too small, as the cost tool says. */
  warnings: z.array(textSchema).max(20),
});

/** @public */
export type AllocationFact = z.infer<typeof allocationFactSchema>;

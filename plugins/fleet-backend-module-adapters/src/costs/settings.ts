import { z } from 'zod';

const days = (count: number) => z.number().int().min(1).max(14).default(count);

/**
 * How many whole days before those are asked for besides, each of which may be without
 * data. It is meant for the first time: every question asks for them again.
 */
export const historyDays = z.number().int().min(0).max(90).default(0);

const clusterId = z.string().min(1).max(253).optional();

const currency = z
  .string()
  .regex(/^[A-Z]{3}$/, 'has to be an ISO 4217 code')
  .optional();

/** The key of a label. */
export const label = z
  .string()
  .max(317)
  .regex(
    /^(?:[A-Za-z0-9.-]+\/)?[A-Za-z0-9][\w.-]*$/,
    'has to be the key of a label',
  );

/** What may be configured of a question for allocations. */
export const allocationSettings = z
  .strictObject({
    /** So many whole days are asked for. */
    days: days(2),
    historyDays,
    /** Whether yesterday and today are asked for by hour, too: as much again as two days. */
    hours: z.boolean().default(false),
    /** Labels that costs are grouped by besides. */
    labels: z.array(label).max(5).default([]),
    /** What the cost tool calls the cluster that it runs on. */
    clusterId,
    /** In which prices are: the tools do not tell. */
    currency,
  })
  .prefault({});

export type AllocationSettings = z.output<typeof allocationSettings>;

/** Of a question for assets. */
export const assetSettings = z
  .strictObject({ days: days(2), historyDays, clusterId, currency })
  .prefault({});

/** Of a question for a cloud's bill, which comes late. */
export const billSettings = z
  .strictObject({ days: days(5), currency })
  .prefault({});

/** Of a question about clusters that a cost tool has names for. */
export const clusterSettings = z
  .strictObject({ clusterId, currency })
  .prefault({});

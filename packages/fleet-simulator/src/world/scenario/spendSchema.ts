import { z } from 'zod';

const name = z.string();

/**
 * In whole days in UTC before the one on which the world begins: 1 is yesterday, the last
 * day that is over. Everything that runs has run for longer.
 */
const daysAgo = z.number().int().min(1).max(95);

/** How what is spent came to be what it is. Without it every day was as the present one. */
export const spendSchema = z.strictObject({
  /** Saturdays and Sundays, in parts of the other days. */
  weekend: z
    .strictObject({
      /** What is used of CPU, memory and network. */
      use: z.number().positive().max(1).default(1),
      /** The mean number of pods of what is scaled automatically. */
      autoscaledPods: z.number().positive().max(1).default(1),
    })
    .prefault({}),
  /** Teams whose components had fewer pods, and had more from day to day. */
  grows: z
    .array(
      z.strictObject({
        team: name,
        /** Of thirty days, compounded. */
        percentPerMonth: z.number().min(-50).max(100),
      }),
    )
    .default([]),
  /** Present versions of components that ask for more than the version before, and when they came to which clusters. */
  releases: z
    .array(
      z.strictObject({
        component: name,
        /** What a pod asks for, in parts of what it asked for before. What it uses stays. */
        requestsFactor: z.number().positive().max(10),
        /** From the beginning of that day on. Clusters in none of them have the version before. */
        waves: z
          .array(z.strictObject({ clusters: z.array(name).min(1), daysAgo }))
          .min(1),
      }),
    )
    .default([]),
  /** Single days on which a component had more pods, on nodes that were there for that day. */
  spikes: z
    .array(
      z.strictObject({
        cluster: name,
        component: name,
        daysAgo,
        podsFactor: z.number().min(1).max(20),
        nodes: z.number().int().min(0).max(20).default(0),
      }),
    )
    .default([]),
  /** What asks for GPUs, on all days. The first nodes of its cluster have them, two each. */
  gpus: z
    .array(
      z.strictObject({
        cluster: name,
        component: name,
        /** That each of its pods asks for. */
        perPod: z.number().int().min(1).max(8),
      }),
    )
    .default([]),
  /** What asks for less CPU than it wants, on all days. */
  throttled: z
    .array(
      z.strictObject({
        cluster: name,
        component: name,
        /** Of its periods. */
        share: z.number().min(0).max(1),
      }),
    )
    .default([]),
  /** What was killed for want of memory, and when. */
  killed: z
    .array(z.strictObject({ cluster: name, component: name, daysAgo }))
    .default([]),
  /** Days of which a cluster's cost tool has no samples. */
  silences: z
    .array(
      z
        .strictObject({
          cluster: name,
          /** The first of them. */
          daysAgo,
          days: z.number().int().min(1),
        })
        .refine(silence => silence.days <= silence.daysAgo, {
          path: ['days'],
          message: 'must not reach beyond yesterday',
        }),
    )
    .default([]),
  /** What teams may spend in a month. */
  budgets: z
    .array(
      z.strictObject({
        team: name,
        limit: z.number().min(0),
        currency: z.string().regex(/^[A-Z]{3}$/),
      }),
    )
    .default([]),
});

/** How what is spent came to be what it is, with all defaults filled in. */
export type Spend = z.output<typeof spendSchema>;

import { lenient } from '@fleetview/backstage-plugin-fleet-node';
import { z } from 'zod';
import { historyDays, label } from '../costs/settings';

export { costItemSchema, type CostItem } from '../costs/lineSchema';

/** What `/api/v1/query` answers. A vector alone has a value for each series. */
export const vectorAnswerSchema = z.object({
  status: z.literal('success'),
  data: z.object({
    resultType: z.literal('vector'),
    result: z.array(z.unknown()),
  }),
  /** Why there may be more than is answered; of Thanos, which stores did not. */
  warnings: lenient(z.array(z.string())),
});

export type VectorAnswer = z.output<typeof vectorAnswerSchema>;

/** What `/api/v1/query_range` answers besides: a matrix has values of each series. */
export const queryAnswerSchema = vectorAnswerSchema.extend({
  data: z.object({
    resultType: z.enum(['vector', 'matrix']),
    result: z.array(z.unknown()),
  }),
});

export type QueryAnswer = z.output<typeof queryAnswerSchema>;

/** Each value is looked at by itself: there are many. */
export const seriesSchema = z.object({
  metric: z.record(z.string(), z.string()),
  values: z.array(z.unknown()),
});

export const sampleSchema = z.object({
  metric: z.record(z.string(), z.string()),
  value: z.tuple([z.number(), z.string()]),
});

const time = z.string().max(64);
const labels = z.record(z.string().max(512), z.string().max(65_536));

const activeAlertSchema = z.object({
  labels,
  annotations: lenient(labels),
  /** `pending` until its condition holds for long enough, then `firing`. */
  state: z.string().max(64),
  activeAt: lenient(time),
});

const ruleSchema = z.object({
  name: z.string().min(1).max(4096),
  type: z.enum(['alerting', 'recording']),
  /** `ok`, `err`, or `unknown` until it was evaluated. */
  health: lenient(z.string().max(64)),
  lastError: lenient(z.string()),
  lastEvaluation: lenient(time),
  labels: labels.nullish(),
  // Of a rule for alerts without a list it is not known whether any fires.
  alerts: z.array(activeAlertSchema).optional(),
});

export type Rule = z.output<typeof ruleSchema>;

/**
 * What `/api/v1/rules` answers. All of it has to be read: an alert that is not would be
 * taken for one that fires no more.
 */
export const rulesAnswerSchema = z.object({
  status: z.literal('success'),
  data: z.object({
    groups: z.array(
      z.object({
        /** In seconds. */
        interval: lenient(z.number().positive().max(86_400)),
        rules: z.array(ruleSchema),
      }),
    ),
    // A list that goes on elsewhere would be taken for all that there is.
    groupNextToken: z.literal('').nullish(),
  }),
  /** Why there may be more than is answered; of Thanos, which rulers did not. */
  warnings: z.array(z.string()).nullish(),
});

export type RulesAnswer = z.output<typeof rulesAnswerSchema>;

/** An alert that fires, or why nobody knows whether some do. */
export const alertItemSchema = z.union([
  z.object({
    name: z.string(),
    labels,
    summary: z.string().optional(),
    since: z.string().optional(),
  }),
  z.object({ problem: z.string() }),
]);

export type AlertItem = z.output<typeof alertItemSchema>;

const labelName = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_]{0,127}$/, 'has to be the name of a label');

const word = z.string().min(1).max(253);

const pathPrefix = z
  .string()
  .max(200)
  .regex(/^(?:\/[A-Za-z0-9_-][\w.-]*)+$/, 'has to be a path')
  .optional();

// Nobody has dearer ones, and a sum of them is still a number.
const price = z.number().min(0).max(1_000_000);

const priceSchema = z.strictObject({
  provider: word.optional(),
  region: word.optional(),
  instanceType: word.optional(),
  /** Of a core for an hour. */
  cpuHour: price,
  /** Of a GiB of memory for an hour. */
  gibHour: price,
  /** Of a GiB of a volume for an hour. */
  volumeGibHour: price.optional(),
  /** Of a GPU for an hour. */
  gpuHour: price.optional(),
});

export type Price = z.output<typeof priceSchema>;

export const prometheusSettings = z
  .strictObject({
    /** So many whole days are asked for. */
    days: z.number().int().min(1).max(14).default(2),
    historyDays,
    /** The label that tells clusters apart, where the server has several. */
    clusterLabel: labelName.optional(),
    /** Its value for the cluster that the server runs on. */
    clusterId: word.optional(),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/, 'has to be an ISO 4217 code')
      .optional(),
    /** The first that fits a node is its price, where OpenCost's metrics have none. */
    prices: z.array(priceSchema).max(500).default([]),
    /** Whether GPUs are asked for. Where the price of a core has theirs in it, they need not be. */
    gpu: z.boolean().default(true),
    /** Whether what is sent and received is asked for, and what it costs. */
    network: z.boolean().default(false),
    /** Labels that costs are grouped by besides; a query each. */
    labels: z.array(label).max(5).default([]),
    /** Whether highs, throttling and kills are asked for, which right-sizing goes by. */
    sizing: z.boolean().default(false),
    /** Whether yesterday and today are asked for by hour, too: as much again as two days. */
    hours: z.boolean().default(false),
    /** Before `/api/v1`, of servers that want one. */
    pathPrefix,
  })
  .prefault({
    clusterLabel: undefined,
    clusterId: undefined,
    currency: undefined,
    pathPrefix: undefined,
  });

export type PrometheusSettings = z.output<typeof prometheusSettings>;

export const alertSettings = z
  .strictObject({
    /** The label that tells clusters apart, where the server has several. */
    clusterLabel: labelName.optional(),
    /** Its value for the cluster that the poll is configured for. */
    clusterId: word.optional(),
    /** Before `/api/v1`, of servers that want one. */
    pathPrefix,
  })
  .refine(
    ({ clusterLabel, clusterId }) =>
      (clusterLabel === undefined) === (clusterId === undefined),
    { error: 'clusterLabel and clusterId go together' },
  )
  .prefault({
    clusterLabel: undefined,
    clusterId: undefined,
    pathPrefix: undefined,
  });

export type AlertSettings = z.output<typeof alertSettings>;

import {
  absentable,
  lenient,
  listOf,
} from '@fleetview/backstage-plugin-fleet-node';
import { z } from 'zod';
import { amount, amountSchema, paidSchema } from '../costs/amounts';

export { costItemSchema, type CostItem } from '../costs/lineSchema';
export { allocationAnswerSchema } from '../costs/allocationAnswer';

const word = lenient(z.string());

const clusterDiagnostic = z.record(z.string(), z.unknown());

/** Clusters in a list, or, in older versions, by their ids. */
export const diagnosticsAnswerSchema = z.object({
  code: z.literal(200),
  data: z.object({
    clusters: z.union([z.array(clusterDiagnostic), clusterDiagnostic]),
  }),
});

export type DiagnosticsAnswer = z.output<typeof diagnosticsAnswerSchema>;

/** What Kubecost says of its agent on one cluster. */
export const clusterDiagnosticSchema = z.object({
  /** By what Kubecost calls it. */
  cluster: z.string().min(1),
  isOwn: z.boolean(),
  latestRun: word,
  kubecostVersion: word,
  /** Whether each check passed; absent where that is not said. */
  checks: z.array(
    z.object({ name: z.string(), passed: absentable(z.boolean()) }),
  ),
});

export type ClusterDiagnostic = z.output<typeof clusterDiagnosticSchema>;

export const budgetsAnswerSchema = z.object({
  code: z.literal(200),
  /** None are `null`. */
  data: z.array(z.unknown()).nullable(),
});

export const budgetSchema = z.object({
  /** What configuration says besides, and not Kubecost. */
  settings: z.object({
    clusterId: absentable(z.string()),
    currency: absentable(z.string()),
  }),
  budget: z.object({
    id: word,
    name: z.string().min(1),
    values: lenient(z.record(z.string(), listOf(z.string()))),
    interval: word,
    spendLimit: paidSchema,
    currentSpend: amount,
    actions: listOf(z.object({ percentage: amountSchema })),
    window: lenient(z.object({ start: z.string(), end: z.string() })),
  }),
});

export type BudgetItem = z.output<typeof budgetSchema>;

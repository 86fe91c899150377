import { absentable, lenient } from '@fleetview/backstage-plugin-fleet-node';
import { z } from 'zod';
import { amount, paid, signed, signedSchema } from '../costs/amounts';

export { costItemSchema, type CostItem } from '../costs/lineSchema';
export { allocationAnswerSchema } from '../costs/allocationAnswer';

const word = lenient(z.string());

/** Something that is paid for: a node, a disk, a load balancer. */
export const assetRowSchema = z.object({
  type: absentable(z.string()),
  properties: lenient(
    z.object({
      category: word,
      provider: word,
      cluster: word,
      name: word,
    }),
  ),
  start: absentable(z.string()),
  end: absentable(z.string()),
  minutes: amount,
  cpuCost: paid,
  gpuCost: paid,
  ramCost: paid,
  adjustment: signed,
  totalCost: signedSchema,
  claimNamespace: word,
});

export type AssetRow = z.output<typeof assetRowSchema>;

const rows = z.record(z.string(), z.unknown());

/** Assets by name, in a list of sets or, accumulated, in one. */
export const assetAnswerSchema = z.object({
  code: z.literal(200),
  data: z.union([z.array(absentable(rows)), rows]).nullable(),
});

/** An item of a cloud's bill. Which of its costs is read stands in the README. */
export const cloudCostRowSchema = z.object({
  properties: lenient(
    z.object({
      provider: word,
      accountID: word,
      service: word,
      category: word,
    }),
  ),
  window: lenient(
    z.object({
      start: absentable(z.string()),
      end: absentable(z.string()),
    }),
  ),
  amortizedNetCost: z.object({ cost: signedSchema }),
});

export type CloudCostRow = z.output<typeof cloudCostRowSchema>;

export const cloudCostAnswerSchema = z.object({
  code: z.literal(200),
  data: z.object({
    sets: z
      .array(absentable(z.object({ cloudCosts: absentable(rows) })))
      .nullable(),
  }),
});

export type AssetAnswer = z.output<typeof assetAnswerSchema>;
export type CloudCostAnswer = z.output<typeof cloudCostAnswerSchema>;

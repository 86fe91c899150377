import { absentable, lenient } from '@fleetview/backstage-plugin-fleet-node';
import { z } from 'zod';

/** What OpenCost and Kubecost answer: a set for each step of the window, of rows by name. */
export const allocationAnswerSchema = z.object({
  // They answer what went wrong in the same form.
  code: z.literal(200),
  data: z.array(absentable(z.record(z.string(), z.unknown()))).nullable(),
  warning: lenient(z.string()),
});

export type AllocationAnswer = z.output<typeof allocationAnswerSchema>;

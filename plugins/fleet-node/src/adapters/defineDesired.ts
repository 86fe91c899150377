import { boundedText } from '@fleetview/backstage-plugin-fleet-common';
import { z } from 'zod';
import { describeIssue } from './describeIssue';
import type { AdapterDesired, DesiredReading, DesiredResource } from './types';

type WithoutRead<T> = T extends unknown ? Omit<T, 'read'> : never;

/**
 * What {@link defineDesired} takes: its function gets what was parsed.
 *
 * @public
 */
export type DesiredDefinition<TSchema extends z.ZodType> =
  WithoutRead<AdapterDesired> & {
    /** Only the fields that are read. */
    schema: TSchema;
    /** Pure: an answer in, an object or a reason out. */
    read(answer: z.output<TSchema>, resource: DesiredResource): DesiredReading;
  };

/**
 * Joins a schema and a function to a question whose `read` never throws: an answer that
 * does not fit tells nothing, and says so.
 *
 * @public
 */
export function defineDesired<TSchema extends z.ZodType>(
  definition: DesiredDefinition<TSchema>,
): AdapterDesired {
  const { schema, read, ...desired } = definition;
  const answerSchema = z.compile(schema);
  return {
    ...desired,
    read(answer, resource) {
      const parsed = answerSchema.safeParse(answer);
      if (!parsed.success) {
        return { problem: `the answer: ${describeIssue(parsed.error)}` };
      }
      try {
        return read(parsed.data, resource);
      } catch (error) {
        return { problem: boundedText(`the answer: ${error}`) };
      }
    },
  };
}

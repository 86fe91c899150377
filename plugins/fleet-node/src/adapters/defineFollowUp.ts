import { boundedText } from '@fleetview/backstage-plugin-fleet-common';
import type { z } from 'zod';
import { checkFact } from './checkFact';
import { describeIssue } from './describeIssue';
import type { AdapterFollowUp, FollowUpDefinition } from './followUp';

/**
 * Joins a schema with what is asked for and what is made of it. The result never
 * throws: of an object that does not fit nothing is asked, and what is no fact
 * is a reason.
 *
 * @public
 */
export function defineFollowUp<TSchema extends z.ZodType>(
  definition: FollowUpDefinition<TSchema>,
): AdapterFollowUp {
  const { schema, plan, map, ...followUp } = definition;
  return {
    ...followUp,
    plan(object, answers) {
      const parsed = schema.safeParse(object);
      if (!parsed.success) return [];
      try {
        return plan(parsed.data, answers);
      } catch {
        // The mapper meets the same, and tells it.
        return [];
      }
    },
    map(object, answers, context) {
      const parsed = schema.safeParse(object);
      if (!parsed.success) {
        return { skipped: 'malformed', detail: describeIssue(parsed.error) };
      }
      try {
        const fact = map(parsed.data, answers, context);
        return checkFact(fact) ?? { facts: [fact] };
      } catch (error) {
        return {
          skipped: 'mapper-failed',
          detail: boundedText(String(error)),
        };
      }
    },
  };
}

import type { FollowUpAnswer } from '@fleetview/backstage-plugin-fleet-node';
import type { z } from 'zod';

/** The items of an answer, and whether these are all that there are; no items where there is no answer. */
export function readItems<T extends z.ZodType>(
  schema: T,
  answer: FollowUpAnswer | undefined,
): { items?: z.output<T>[]; isAll: boolean } {
  if (!answer || 'refused' in answer) return { isAll: false };
  const items = answer.items.flatMap(item => {
    const parsed = schema.safeParse(item);
    return parsed.success ? [parsed.data] : [];
  });
  return { items, isAll: !answer.more && items.length === answer.items.length };
}

import { oneLine } from './oneLine';
import type { Condition } from './schemas';

/**
 * The condition of a type. Conditions are a map by type: neither their order
 * nor their number says anything.
 *
 * @public
 */
export function conditionOf<T extends { type: string }>(
  conditions: readonly T[] | undefined,
  type: string,
): T | undefined {
  return conditions?.find(condition => condition.type === type);
}

/**
 * Reason and message of a condition as one line: controllers write lists into it.
 *
 * @public
 */
export function describeCondition(
  condition: Pick<Condition, 'type' | 'reason' | 'message'>,
): string {
  const { type, reason } = condition;
  const message = condition.message && oneLine(condition.message);
  if (reason && message) return `${reason}: ${message}`;
  return message || reason || type;
}

import { z } from 'zod';

/** A policy may name many; one that names more than a fleet has is a mistake. */
const MOST_VALUES = 10_000;

export function valuesSchema(description: string) {
  return z
    .array(z.string().min(1).max(512))
    .max(MOST_VALUES)
    .describe(description);
}

/** Whether something is known and among these. */
export function isOneOf(
  value: string | undefined,
  values: readonly string[],
): boolean {
  return value !== undefined && values.includes(value);
}

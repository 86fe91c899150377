import type { PathStep } from './driftPath';

/** Matches any one step; else a field of that name. */
type PatternStep = '*' | { field: string };

/**
 * Paths that somebody names, such as `spec.users[*].password` or `spec.config.*`: fields
 * by dots, `[*]` for any item of a list, `*` for any field, and fields of other names in
 * brackets and quotes.
 */
export type PathPattern = readonly PatternStep[];

const STEP = /\.?(\*|[\w$-]+)|\[(\*)\]|\[("(?:[^"\\]|\\.)*")\]/y;

/** @returns nothing where the text is no such pattern */
export function parsePathPattern(text: string): PathPattern | undefined {
  const steps: PatternStep[] = [];
  let end = 0;
  while (end < text.length) {
    STEP.lastIndex = end;
    const match = STEP.exec(text);
    if (!match) return undefined;
    end = STEP.lastIndex;
    const [, field, any, quoted] = match;
    if (any !== undefined || field === '*') {
      steps.push('*');
    } else if (field !== undefined) {
      steps.push({ field });
    } else {
      try {
        steps.push({ field: JSON.parse(quoted) });
      } catch {
        return undefined;
      }
    }
  }
  return steps.length > 0 ? steps : undefined;
}

/**
 * Whether a path lies at or beneath what a pattern names, or the other way round: a value
 * that holds a secret is as secret as it.
 */
export function touches(
  pattern: PathPattern,
  path: readonly PathStep[],
): boolean {
  const shared = Math.min(pattern.length, path.length);
  for (let index = 0; index < shared; index += 1) {
    const expected = pattern[index];
    const step = path[index];
    if (expected === '*') continue;
    if (!('field' in step) || step.field !== expected.field) return false;
  }
  return true;
}

import { emptyObject, type Json, type JsonObject } from './json';

/** Deeper than definitions of resources, which are the deepest objects there are. */
export const MAX_DEPTH = 256;

/** More than fit into what a cluster's store takes for one object. */
export const MAX_VALUES = 200_000;

/** Why something from a cluster was not taken over. */
export type Refusal = 'not-an-object' | 'not-json' | 'too-deep' | 'too-large';

class Refused extends Error {
  constructor(readonly because: Refusal) {
    super(because);
  }
}

/**
 * A copy of an object from a cluster that may be changed, or why there is none. What is
 * `null` is left out of objects: Kubernetes takes it for absent.
 */
export function copyBounded(
  value: unknown,
): { copy: JsonObject } | { refused: Refusal } {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { refused: 'not-an-object' };
  }
  try {
    return { copy: copyObject(value, 1, { left: MAX_VALUES }) };
  } catch (error) {
    if (error instanceof Refused) return { refused: error.because };
    throw error;
  }
}

function copyObject(
  value: object,
  depth: number,
  budget: { left: number },
): JsonObject {
  const copy = emptyObject();
  for (const [key, each] of Object.entries(value)) {
    if (each !== null && each !== undefined) {
      copy[key] = copyValue(each, depth, budget);
    }
  }
  return copy;
}

function copyValue(
  value: unknown,
  depth: number,
  budget: { left: number },
): Json {
  budget.left -= 1;
  if (budget.left < 0) throw new Refused('too-large');
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      if (Number.isFinite(value)) return value;
      break;
    case 'object':
      if (value === null) return null;
      if (depth >= MAX_DEPTH) throw new Refused('too-deep');
      return Array.isArray(value)
        ? value.map(each => copyValue(each ?? null, depth + 1, budget))
        : copyObject(value, depth + 1, budget);
    default:
  }
  throw new Refused('not-json');
}

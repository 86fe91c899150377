import type { Json } from './json';
import { quotedText } from './quotedText';

/**
 * A value as JSON that is the same whatever order its keys came in, and in which nothing
 * is hidden.
 */
export function canonicalText(value: Json): string {
  if (typeof value === 'string') return quotedText(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) {
    return `[${value.map(each => canonicalText(each)).join(',')}]`;
  }
  const entries = Object.keys(value)
    .sort()
    .map(key => `${quotedText(key)}:${canonicalText(value[key])}`);
  return `{${entries.join(',')}}`;
}

import type { Json } from './json';
import { quotedText } from './quotedText';

/**
 * A value as JSON that is the same whatever order its keys came in, and in which nothing
 * is hidden.
 */
export function canonicalText(value: Json): string {
  const parts: string[] = [];
  write(value, parts);
  return parts.join('');
}

function write(value: Json, parts: string[]): void {
  if (typeof value === 'string') {
    parts.push(quotedText(value));
  } else if (Array.isArray(value)) {
    parts.push('[');
    value.forEach((each, index) => {
      if (index > 0) parts.push(',');
      write(each, parts);
    });
    parts.push(']');
  } else if (typeof value === 'object' && value !== null) {
    parts.push('{');
    Object.keys(value)
      .sort()
      .forEach((key, index) => {
        parts.push(index > 0 ? ',' : '', quotedText(key), ':');
        write(value[key], parts);
      });
    parts.push('}');
  } else {
    parts.push(JSON.stringify(value));
  }
}

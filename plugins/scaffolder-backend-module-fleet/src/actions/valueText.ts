import type { Json } from '../yaml';
import { cut } from './cut';

/** A value as words for whoever reviews it. */
export function valueText(value: Json): string {
  if (value === '') return "''";
  return cut(typeof value === 'string' ? value : JSON.stringify(value));
}

import type { ObjectName } from '../../yaml';

/** An object in words, with its namespace where it says one. */
export function wordsOf({ kind, namespace, name }: ObjectName): string {
  return `${kind} '${namespace ? `${namespace}/` : ''}${name}'`;
}

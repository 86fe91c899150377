import type { Json } from '../../yaml';

/**
 * What begins an expression for some engine: Go templates of Helm, Argo CD and the scaffolder, and
 * what Flux and Rancher Fleet replace.
 */
const MARK = /\{\{|\$\{|\{%/;

/** The mark of a template within a value; nothing where there is none. */
export function templateIn(value: Json): string | undefined {
  if (typeof value === 'string') return MARK.exec(value)?.[0];
  if (typeof value !== 'object' || value === null) return undefined;
  const parts = Array.isArray(value) ? value : Object.entries(value).flat();
  for (const part of parts) {
    const mark = templateIn(part as Json);
    if (mark) return mark;
  }
  return undefined;
}

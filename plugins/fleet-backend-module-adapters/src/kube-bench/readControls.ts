import { z } from 'zod';
import { type Controls, controlsSchema } from './schema';

const compiled = z.compile(controlsSchema);

/** What results are: the node and the time beside them are no JSON, and to find that out is dear. */
const BEGINS = /^\s*[[{]/;

function parseJson(text: string): unknown {
  if (!BEGINS.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** All values of a text: one, or one a line, as before 0.4. */
function valuesOf(text: string): unknown[] {
  const whole = parseJson(text);
  if (whole !== undefined) return [whole];
  if (!BEGINS.test(text)) return [];
  const lines = text
    .split('\n')
    .filter(line => line.trim() !== '')
    .map(parseJson);
  return lines.includes(undefined) ? [] : lines;
}

/** `{ Controls: […], Totals }`, a list of controls with `--nototals`, or controls alone. */
function controlsIn(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  const { Controls: all } = Object(value) as { Controls?: unknown };
  return Array.isArray(all) ? all : [value];
}

/** What kube-bench wrote, in any of its forms; nothing where a text is something else. */
export function readControls(text: string): Controls[] {
  return valuesOf(text)
    .flatMap(controlsIn)
    .flatMap(value => {
      const parsed = compiled.safeParse(value);
      return parsed.success ? [parsed.data] : [];
    });
}

import { quotedText } from '../values/quotedText';

/** A scalar by which an item of a list is known. */
export type KeyValue = string | number | boolean;

/**
 * One step of a path: into a field, to the item of a list that has these values, or to the
 * value of a set.
 */
export type PathStep =
  | { field: string }
  | { keys: readonly (readonly [name: string, value: KeyValue])[] }
  | { value: KeyValue };

/** A field that is written as it is. */
const PLAIN_FIELD = /^[A-Za-z_$][\w$-]*$/;

/** A text that is written without quotes, and is taken for no number and no boolean. */
const PLAIN_VALUE = /^(?!(?:true|false)$)[A-Za-z_/][\w./:@-]*$/;

function valueText(value: KeyValue): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  return PLAIN_VALUE.test(value) ? value : quotedText(value);
}

function stepText(step: PathStep, isFirst: boolean): string {
  if ('field' in step) {
    if (!PLAIN_FIELD.test(step.field)) return `[${quotedText(step.field)}]`;
    return isFirst ? step.field : `.${step.field}`;
  }
  if ('value' in step) return `[=${valueText(step.value)}]`;
  const keys = step.keys.map(
    ([name, value]) =>
      `${PLAIN_FIELD.test(name) ? name : quotedText(name)}=${valueText(value)}`,
  );
  return `[${keys.join(',')}]`;
}

/**
 * A path as text, such as `spec.template.spec.containers[name=web].image` or
 * `metadata.annotations["example.com/team"]`. Different paths are different texts; the
 * path of the object itself is empty.
 */
export function formatDriftPath(steps: readonly PathStep[]): string {
  return steps.map((step, index) => stepText(step, index === 0)).join('');
}

const STEP =
  /\.?([A-Za-z_$][\w$-]*)|\[("(?:[^"\\]|\\.)*")\]|\[((?:[^"\]]|"(?:[^"\\]|\\.)*")+)\]/y;

const PAIR =
  /(?:([A-Za-z_$][\w$-]*)|("(?:[^"\\]|\\.)*"))?=("(?:[^"\\]|\\.)*"|[^",\]]+)(?:,|$)/y;

function unquoted(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}

function readValue(text: string): KeyValue | undefined {
  if (text.startsWith('"')) return unquoted(text);
  if (PLAIN_VALUE.test(text)) return text;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'number' || typeof value === 'boolean'
      ? value
      : undefined;
  } catch {
    return undefined;
  }
}

function readKeys(text: string): PathStep | undefined {
  const keys: [string, KeyValue][] = [];
  PAIR.lastIndex = 0;
  let end = 0;
  while (end < text.length) {
    const match = PAIR.exec(text);
    const value = match ? readValue(match[3]) : undefined;
    if (!match || value === undefined) return undefined;
    end = PAIR.lastIndex;
    const name = match[2] === undefined ? match[1] : unquoted(match[2]);
    if (name === undefined) {
      // The value of a set stands alone.
      return match[0].length === text.length && match[2] === undefined
        ? { value }
        : undefined;
    }
    keys.push([name, value]);
  }
  // A comma at the end promises another pair.
  return text.endsWith(',') || keys.length === 0 ? undefined : { keys };
}

/**
 * The steps of a path that {@link formatDriftPath} wrote.
 *
 * @returns nothing where the text is no such path
 */
export function parseDriftPath(path: string): PathStep[] | undefined {
  const steps: PathStep[] = [];
  let end = 0;
  while (end < path.length) {
    STEP.lastIndex = end;
    const match = STEP.exec(path);
    if (!match) return undefined;
    const [text, field, quotedField, keys] = match;
    // The first field has no dot before it, and each other has one.
    if (field !== undefined && text.startsWith('.') !== end > 0) {
      return undefined;
    }
    end = STEP.lastIndex;
    if (field !== undefined) {
      steps.push({ field });
    } else if (quotedField !== undefined) {
      const name = unquoted(quotedField);
      if (name === undefined) return undefined;
      steps.push({ field: name });
    } else {
      const step = readKeys(keys);
      if (!step) return undefined;
      steps.push(step);
    }
  }
  return steps;
}

import { isDeepStrictEqual } from 'node:util';
import { InputError } from '@backstage/errors';
import {
  canonicalQuantity,
  type PathStep,
} from '@fleetview/backstage-plugin-fleet-common';
import { isScalar, type Document } from 'yaml';
import type { Changes } from '../workspace';
import {
  parseDocuments,
  setInText,
  type Json,
  type Located,
  type YamlPath,
} from '../yaml';
import type { Wanted } from './wanted';

/** A document of a repository: of a file, or of a text in a file that is YAML itself. */
export type Place = {
  file: string;
  /** Which of the file's documents. */
  index: number;
  /** Where in that document the text is, and which of the text's documents. */
  inline?: { path: YamlPath; index: number };
};

/** The documents of a file, or of a text in it. @throws InputError where it is no YAML */
export function documentsIn(file: string, text: string) {
  const documents = parseDocuments(text);
  if ('because' in documents) {
    throw new InputError(
      `'${file}' cannot be read as YAML: ${documents.because}.`,
    );
  }
  return documents;
}

export async function readPlace(
  changes: Changes,
  { file, index, inline }: Place,
): Promise<Document.Parsed> {
  const text = (await changes.read(file)) ?? '';
  const { document } = documentsIn(file, text)[index];
  if (!inline) return document;
  return documentsIn(file, textAt(document, inline.path))[inline.index]
    .document;
}

/** Gives a place another value, and changes nothing else of the file. */
export async function setAt(
  changes: Changes,
  { file, index, inline }: Place,
  path: YamlPath,
  value: Json,
): Promise<void> {
  const text = (await changes.read(file)) ?? '';
  if (!inline) {
    changes.write(file, setInText(file, text, index, path, value));
    return;
  }
  const { document } = documentsIn(file, text)[index];
  const inner = textAt(document, inline.path);
  const edited = setInText(file, inner, inline.index, path, value);
  changes.write(file, setInText(file, text, index, inline.path, edited));
}

function textAt(document: Document.Parsed, path: YamlPath): string {
  const node = document.getIn([...path], true);
  return isScalar(node) && typeof node.value === 'string' ? node.value : '';
}

/** Whether two values are the same to a cluster: quantities can be written in several ways. */
export function isSameValue(
  steps: readonly PathStep[],
  left: Json,
  right: Json,
): boolean {
  if (isDeepStrictEqual(left, right)) return true;
  const above = steps.at(-2);
  if (
    !above ||
    !('field' in above) ||
    !['limits', 'requests'].includes(above.field)
  ) {
    return false;
  }
  const quantity = canonicalQuantity(left);
  return quantity !== undefined && quantity === canonicalQuantity(right);
}

/**
 * Sets a value that is there. Only where what is there is what was last applied: else Git has
 * moved on, or something else sets what is live.
 *
 * @returns a sentence of it
 * @throws InputError where Git says something else
 */
export async function setPresent(
  changes: Changes,
  place: Place,
  path: YamlPath,
  present: Json,
  wanted: Wanted,
): Promise<string> {
  const { file } = place;
  if (isSameValue(wanted.steps, present, wanted.live)) {
    return `'${file}' says so already.`;
  }
  const { desired } = wanted;
  if (
    wanted.isExtra ||
    (desired !== undefined && !isSameValue(wanted.steps, present, desired))
  ) {
    throw new InputError(
      `'${file}' says something else than what was last applied: Git has moved on, or something else sets it. Look again when the delivery has brought what Git says.`,
    );
  }
  await setAt(changes, place, path, wanted.live);
  return desired === undefined
    ? `'${file}' says it. What it was to be is not known: compare it.`
    : `'${file}' says it.`;
}

/**
 * Adds a value that is not there, with what it is in.
 *
 * @param mayName - of a patch: an item of a list is added that only has the keys and the value
 * @throws InputError where that would add a part of something
 */
export async function setAbsent(
  changes: Changes,
  place: Place,
  { path, rest, length }: Located,
  wanted: Wanted,
  mayName: boolean,
): Promise<void> {
  const isItem = rest.length === 1 && 'keys' in rest[0] && length !== undefined;
  if (!mayName && !isItem && rest.some(step => 'keys' in step)) {
    throw new InputError(
      `'${place.file}' does not have the item of the list that it is of.`,
    );
  }
  const [first, ...others] = rest;
  const inner = nested(others, wanted.live);
  if ('field' in first) {
    await setAt(changes, place, [...path, first.field], inner);
    return;
  }
  if (!('keys' in first) || length === undefined) {
    throw new InputError(`'${place.file}' has no list there.`);
  }
  await setAt(changes, place, [...path, length], withKeys(first, inner));
}

/** A value within the fields and lists that lead to it. */
export function nested(steps: readonly PathStep[], value: Json): Json {
  return steps.reduceRight<Json>((inner, step) => {
    if ('field' in step) return { [step.field]: inner };
    return 'keys' in step ? [withKeys(step, inner)] : inner;
  }, value);
}

function withKeys(
  step: Extract<PathStep, { keys: unknown }>,
  inner: Json,
): Json {
  if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) {
    throw new InputError('It is no item of a list with keys.');
  }
  return { ...Object.fromEntries(step.keys), ...inner };
}

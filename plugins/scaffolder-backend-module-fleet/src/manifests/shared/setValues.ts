import { InputError } from '@backstage/errors';
import {
  parseDriftPath,
  type PathStep,
} from '@fleetview/backstage-plugin-fleet-common';
import { childOf, locate, type Json, type YamlPath } from '../../yaml';
import type { Inline, Manifest } from '../Manifest';
import { refuseSecrets } from './refuseSecrets';
import type { Values } from './words';

/** Where values begin: in the document, or in a text of it. */
export type From = { at: YamlPath } | { inline: Inline };

/**
 * Sets values by their paths. What is not there is added only where that is said, since a path
 * that is misspelled would change nothing that anybody reads.
 *
 * @param check - why a value may not be set; nothing where it may
 * @throws InputError where one cannot be set
 */
export function setValues(
  manifest: Manifest,
  from: From,
  values: Values,
  check: (steps: readonly PathStep[], value: Json) => string | undefined,
): void {
  for (const { path, value, add = false } of values) {
    const refuse = (because: string) =>
      new InputError(
        `'${path}' in '${manifest.file}' is not changed: ${because}`,
      );
    const steps = parseDriftPath(path);
    if (!steps || steps.length === 0) {
      throw refuse(
        "It is no path. Write it as in 'image.tag', and names with other letters as in 'labels[\"example.com/a\"]'.",
      );
    }
    const because = check(steps, value) ?? refuseSecrets(steps, value);
    if (because) throw refuse(because);
    const at = 'at' in from ? from.at : [];
    const document =
      'at' in from ? manifest.document : manifest.inline(from.inline);
    const start = at.reduce<unknown>(childOf, document.contents);
    const { path: found, rest } =
      start === undefined
        ? { path: [], rest: steps }
        : locateOrRefuse(() => locate(document, steps, start), refuse);
    const fields = rest.map(step => ('field' in step ? step.field : undefined));
    if (fields.includes(undefined)) {
      throw refuse('The list has no such item.');
    }
    if (rest.length > 0 && !add) {
      throw refuse(
        "It is not there. Correct the path, or say 'add: true' where it is meant to be new.",
      );
    }
    const whole = [...found, ...(fields as string[])];
    if ('at' in from) manifest.set([...at, ...whole], value);
    else manifest.setInline(from.inline, whole, value);
  }
}

function locateOrRefuse<T>(work: () => T, refuse: (why: string) => Error): T {
  try {
    return work();
  } catch (error) {
    throw refuse((error as Error).message);
  }
}

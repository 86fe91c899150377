import { InputError } from '@backstage/errors';
import { z } from 'zod/v3';
import type { YamlPath } from '../../yaml';
import type { Manifest } from '../Manifest';

const names = z.array(
  z.string().regex(/^[A-Za-z0-9][\w.-]{0,252}$/, 'is no name'),
);

/** Names that a list gets, and those that it loses. */
export const namesInput = z
  .object({
    add: names.min(1).max(1000).describe('What the list gets.').optional(),
    remove: names.min(1).max(1000).describe('What the list loses.').optional(),
  })
  .strict();

export type Names = z.infer<typeof namesInput>;

/**
 * Adds names to a list that is there, and takes names out of it. One name at a time, so that
 * comments stay with the names that they are of.
 *
 * @param meaning - what the list means where it is empty or not there
 * @throws InputError where the list is not there, or nothing would be left in it
 */
export function setNames(
  manifest: Manifest,
  at: YamlPath,
  { add = [], remove = [] }: Names,
  meaning: string,
): void {
  const place = `'${at.join('.')}' in '${manifest.file}'`;
  if (add.length === 0 && remove.length === 0) {
    throw new InputError(`For ${place} there is neither 'add' nor 'remove'.`);
  }
  const both = add.find(name => remove.includes(name));
  if (both) throw new InputError(`'${both}' is to be added and removed.`);
  const list = () => {
    const value = manifest.value(at);
    const isList =
      Array.isArray(value) &&
      value.length > 0 &&
      value.every(each => typeof each === 'string');
    if (!isList) {
      throw new InputError(
        `${place} is no list with names, which means ${meaning}. Edit it by hand.`,
      );
    }
    return value as string[];
  };
  const twice = list().find((name, index, all) => all.indexOf(name) !== index);
  if (twice !== undefined) {
    throw new InputError(
      `${place} has '${twice}' twice. Leave one of them, by hand.`,
    );
  }
  for (const name of add) {
    const there = list();
    if (!there.includes(name)) manifest.set([...at, there.length], name);
  }
  for (const name of remove) {
    const there = list();
    if (!there.includes(name)) continue;
    if (there.length === 1) {
      throw new InputError(
        `Without '${name}' nothing would be left of ${place}, which means ${meaning}. Edit it by hand.`,
      );
    }
    manifest.set(
      at,
      there.filter(each => each !== name),
    );
  }
}

/** Names as words, for a title. */
export function namesWords({ add = [], remove = [] }: Names): string {
  return [
    ...add.map(each => `+ ${each}`),
    ...remove.map(each => `- ${each}`),
  ].join(' ');
}

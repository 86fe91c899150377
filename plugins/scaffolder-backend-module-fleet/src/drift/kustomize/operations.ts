import { InputError } from '@backstage/errors';
import type { PathStep } from '@fleetview/backstage-plugin-fleet-common';
import type { Changes } from '../../workspace';
import { locate, mapsOf, textOf, type Json } from '../../yaml';
import { setPresent } from '../places';
import type { Wanted } from '../wanted';
import type { Base } from './findObject';
import type { Patch } from './patchesOf';
import type { Setter } from './setters';

/**
 * The operation of a patch (RFC 6902) that sets a value last. Its pointers name items by their
 * position, so that it takes the object itself to tell which item that is.
 *
 * @throws InputError where one may set it, and cannot be edited
 */
export function operationSetter(
  changes: Changes,
  patch: Patch,
  base: Base | undefined,
  wanted: Wanted,
): Setter | undefined {
  const { document, place } = patch;
  const refuse = (because: string) =>
    new InputError(`A patch in '${place.file}' ${because}. Edit it by hand.`);
  const position = base && locate(base.document, wanted.steps);
  const operations = mapsOf(document.toJS() as Json);
  let found: Setter | undefined;
  for (const { map, index } of operations.reverse()) {
    const pointers = [map.path, map.from].filter(
      (each): each is string => typeof each === 'string',
    );
    for (const pointer of pointers) {
      const keys = keysOf(pointer);
      const meets = position
        ? isOnTheWay(keys, [
            ...position.path.map(String),
            ...position.rest.map(fieldOrAny),
          ])
        : isOnTheWay(keys, wanted.steps.map(fieldOrAny));
      if (!meets) continue;
      const op = textOf(map.op);
      if (found && op !== 'test') continue;
      if (op !== 'replace' && op !== 'add') {
        throw refuse(`has an operation '${op}' that is of it`);
      }
      if (!position || position.rest.length > 0) {
        throw refuse(
          'may set it, by a position in a list or in what is not there',
        );
      }
      if (keys.length > position.path.length) {
        throw refuse('sets a part of it');
      }
      const within = position.path.slice(keys.length);
      const present = within.reduce<Json | undefined>(
        (value, key) =>
          typeof value === 'object' && value !== null
            ? (value as { [key: string]: Json })[key]
            : undefined,
        map.value,
      );
      if (present === undefined) {
        throw refuse('sets what it is in, without it');
      }
      found = () =>
        setPresent(
          changes,
          place,
          [index, 'value', ...within],
          present,
          wanted,
        );
    }
  }
  return found;
}

function keysOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map(key => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** An item that is looked for may be at any position. */
function fieldOrAny(step: PathStep): string | undefined {
  return 'field' in step ? step.field : undefined;
}

function isOnTheWay(
  keys: readonly string[],
  way: readonly (string | undefined)[],
): boolean {
  return keys
    .slice(0, way.length)
    .every((key, index) => way[index] === undefined || way[index] === key);
}

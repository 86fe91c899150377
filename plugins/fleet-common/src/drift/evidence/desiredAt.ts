import type { Difference } from '../diff/Difference';
import { DifferenceList } from '../diff/DifferenceList';
import { diffObjects, type NotComparable } from '../diff/diffObjects';
import { normalise } from '../normalise/normalise';
import { parseDriftPath } from '../paths/driftPath';
import type { Json } from '../values/json';
import { placeValue } from './placeValue';

/**
 * A place of a live object of which somebody wants to know what is desired there.
 *
 * @public
 */
export type AskedPlace = {
  path: string;
  /** What stands there, as JSON. */
  live: string;
};

/**
 * What is desired at single places of an object, where the live object is not at hand.
 *
 * @public
 */
export type DesiredAt = {
  /** Those that differ. What the desired object does not speak of is extra. */
  differences: Difference[];
  /** Those that could be compared: what is among them and not among the differences is as it is desired. */
  asked: string[];
};

/**
 * Compares single places of a live object with what its engine desires there.
 *
 * @param desired - not trusted
 * @param places - not trusted; one that is no path, or no JSON, is left out
 * @public
 */
export function desiredAt(
  desired: unknown,
  places: readonly AskedPlace[],
): DesiredAt | { notComparable: NotComparable } {
  const normalised = normalise(desired);
  if ('refused' in normalised) return { notComparable: normalised.refused };
  // As it would be if all else were as it is desired.
  const live = normalised.normalised.object;
  const unspoken = new DifferenceList([]);
  const asked: string[] = [];
  const placed: string[] = [];
  for (const { path, live: text } of places) {
    const steps = parseDriftPath(path);
    const value = parsedJson(text);
    if (!steps?.length || value === undefined) continue;
    if (placeValue(live, steps, value)) placed.push(path);
    else unspoken.add('extra', steps, false, { live: value });
    asked.push(path);
  }
  const compared = diffObjects(desired, live);
  if (!compared.isComparable) return { notComparable: compared.because };
  const found = compared.differences.filter(each =>
    placed.some(path => isRelated(path, each.path)),
  );
  // Of values that differ only in what is not told of them it is not known whether they do.
  const alike = found.filter(
    each => each.desired && each.desired.text === each.live?.text,
  );
  return {
    differences: [
      ...found.filter(each => !alike.includes(each)),
      ...unspoken.differences,
    ],
    asked: asked.filter(
      path => !alike.some(each => isRelated(path, each.path)),
    ),
  };
}

/**
 * Whether one of two paths lies within the other, or they are the same.
 *
 * @public
 */
export function isRelated(left: string, right: string): boolean {
  const [short, long] =
    left.length < right.length ? [left, right] : [right, left];
  return (
    long.startsWith(short) &&
    (long.length === short.length || /[.[]/.test(long[short.length]))
  );
}

function parsedJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

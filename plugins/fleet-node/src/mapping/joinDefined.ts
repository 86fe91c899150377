import { roomyObject } from './roomyObject';
import { setKey } from './setKey';

/** What literals are inferred as where nothing widens their words, with lists that may be written to. */
type Writable<T> = T extends readonly (infer E)[]
  ? Writable<E>[]
  : T extends object
  ? { -readonly [K in keyof T]: Writable<T[K]> }
  : T;

/**
 * What `{ ...first, ...second, … }` makes, without the keys whose value is
 * `undefined`: a fact of what several functions read. Where such a literal goes on
 * after a spread, each key is set by a slow path of the engine, and then all are
 * copied once more by whoever leaves out what is undefined.
 *
 * @public
 */
export function joinDefined<
  const A extends object,
  const B extends object,
  const C extends object = object,
  const D extends object = object,
  const E extends object = object,
  const F extends object = object,
  const G extends object = object,
>(
  first: A,
  second: B,
  third?: C,
  fourth?: D,
  fifth?: E,
  sixth?: F,
  seventh?: G,
): Writable<A & B & C & D & E & F & G> {
  const joined = roomyObject();
  for (const part of [first, second, third, fourth, fifth, sixth, seventh]) {
    if (part !== undefined) putDefined(joined, part);
  }
  return joined as Writable<A & B & C & D & E & F & G>;
}

function putDefined<T extends object>(joined: Partial<T>, part: T): void {
  for (const key in part) {
    if (!Object.hasOwn(part, key)) continue;
    const own = part[key];
    if (own !== undefined) {
      setKey(joined, key, own);
    } else if (joined[key] !== undefined) {
      // A later part takes back what an earlier one said.
      delete joined[key];
    }
  }
}

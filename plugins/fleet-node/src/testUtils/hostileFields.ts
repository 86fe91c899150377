import {
  HOSTILE_KEYS,
  HOSTILE_TEXTS,
  MEGABYTE,
} from '@fleetview/backstage-plugin-fleet-common/testUtils';

/** An object of which one thing is hostile, and what that is. */
export type HostileObject = { what: string; object: unknown };

/** As that, made when it is asked for. */
type Hostile = { what: string; make: () => unknown };

type Json = Record<string, unknown>;

/** With each text in turn, in each place of a value that holds one. */
function* withTexts(value: unknown, path: string): Generator<Hostile> {
  if (typeof value === 'string') {
    for (const { name, text } of [...HOSTILE_TEXTS, MEGABYTE]) {
      yield { what: `${path}: ${name}`, make: () => text };
      // Where a text is only taken when it looks like something.
      if (/^[a-z]+:\/\//.test(value)) {
        yield {
          what: `${path}: ${name} in an address`,
          make: () => `${value}${text}`,
        };
      }
    }
    return;
  }
  for (const [key, inner] of entriesOf(value)) {
    for (const { what, make } of withTexts(inner, `${path}.${key}`)) {
      yield { what, make: () => withEntry(value, key, make()) };
    }
  }
}

/** With each key in turn, in each map of a value. */
function* withKeys(value: unknown, path: string): Generator<Hostile> {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) {
    for (const key of HOSTILE_KEYS) {
      for (const inner of ['x', { polluted: true }, [{ polluted: true }]]) {
        yield {
          what: `${path}.${key}`,
          make: () => withEntry({ ...value }, key, inner),
        };
      }
    }
  }
  for (const [key, inner] of entriesOf(value)) {
    for (const { what, make } of withKeys(inner, `${path}.${key}`)) {
      yield { what, make: () => withEntry(value, key, make()) };
    }
  }
}

function entriesOf(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null
    ? Object.entries(value)
    : [];
}

/** Also of a key that is not like others: as `JSON.parse` makes it. */
function withEntry(value: unknown, key: string, inner: unknown): unknown {
  if (Array.isArray(value)) return value.with(Number(key), inner);
  const copy: Json = { ...(value as Json) };
  Object.defineProperty(copy, key, {
    value: inner,
    enumerable: true,
    configurable: true,
    writable: true,
  });
  return copy;
}

/** Labels and annotations that are hostile in key and value, all at once. */
function withMaps(object: Json): HostileObject {
  const hostile: Json = Object.fromEntries(
    HOSTILE_TEXTS.flatMap(({ text }, index) => [
      [text, text],
      [`backstage.io/${text}`, text],
      [`fleet.backstage.io/k${index}`, text],
      [`link.argocd.argoproj.io/k${index}`, text],
      [`app.kubernetes.io/k${index}`, text],
    ]),
  );
  for (const key of HOSTILE_KEYS) {
    Object.defineProperty(hostile, key, { value: 'x', enumerable: true });
  }
  return {
    what: 'labels and annotations',
    object: {
      ...object,
      metadata: {
        ...(object.metadata as Json),
        labels: hostile,
        annotations: hostile,
      },
    },
  };
}

/** Every text in every field of every object takes minutes: each object gets so much of them. */
const SHARE = 3;

/**
 * Objects that differ from one in one place, where something hostile is: each
 * third pair of field and text, each map with each key.
 *
 * @param turn - which third: that of a kind's first, second, third object
 */
export function* hostileObjects(
  object: unknown,
  turn: number,
): Generator<HostileObject> {
  let pair = turn;
  for (const { what, make } of withTexts(object, '')) {
    if (pair % SHARE === 0) yield { what, object: make() };
    pair += 1;
  }
  for (const { what, make } of withKeys(object, '')) {
    yield { what, object: make() };
  }
  yield withMaps(object as Json);
}

import type { Random } from './random';

type Container = Record<string, unknown> | unknown[];

const many = (length: number) => Array.from({ length }, (_, index) => index);

/** What may stand in JSON, at and beyond the bounds that facts have. */
export const PLAIN_VALUES: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  2 ** 53,
  '',
  'healthy',
  'observer',
  'workload',
  ...[40, 41, 63, 64, 128, 129, 253, 254, 317, 318, 512, 513].map(length =>
    'x'.repeat(length),
  ),
  ...[1024, 1025, 2048, 2049].map(length => 'x'.repeat(length)),
  '2026-03-01T10:00:00Z',
  '2026-02-29T10:00:00Z',
  '2026-03-01T10:00:00',
  '2026-03-01 10:00:00Z',
  [],
  ['x'],
  [null],
  many(5001).map(() => ({})),
  many(51).map(() => 'x'),
  {},
  { a: 'x' },
  { a: 1 },
  JSON.parse('{"__proto__":"x"}'),
  JSON.parse('{"constructor":"x"}'),
  Object.fromEntries(many(64).map(key => [`k${key}`, 'x'])),
  Object.fromEntries(many(65).map(key => [`k${key}`, 'x'])),
  { type: 'observer' },
  { type: 'none', name: 'x' },
  { type: 'reference', server: 'x', other: 'x' },
  { state: 'lost' },
  { state: 'lost', reason: 'x' },
];

class Texts {
  a = 'x';
}

/** What JSON holds nothing of, and a fault of a mapper may. */
export const ODD_VALUES: readonly unknown[] = [
  undefined,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  1n,
  Symbol('x'),
  () => 'x',
  new Date(0),
  new Map([['a', 'x']]),
  new Texts(),
  Object.create(null),
  Object.create({ a: 'x' }),
  Object.assign(Object.create(null), { a: 'x' }),
  { [Symbol('x')]: 'x' },
  Object.defineProperty({}, 'a', { value: 1, enumerable: false }),
  Object('x'),
  Array(3),
  '😀'.repeat(300),
];

/** All objects and lists in a value, itself first. */
function containersOf(value: unknown): Container[] {
  if (typeof value !== 'object' || value === null) return [];
  return [value as Container, ...Object.values(value).flatMap(containersOf)];
}

/** A value with one place of it changed, taken away or added. */
export function mutate(
  value: Record<string, unknown>,
  values: readonly unknown[],
  random: Random,
): unknown {
  if (random.below(50) === 0) return random.pick(values);
  const copy = JSON.parse(JSON.stringify(value));
  const container = random.pick(containersOf(copy)) as Record<string, unknown>;
  const keys = Object.keys(container);
  const kind = random.below(8);
  if (kind === 0 && !Array.isArray(container)) {
    delete container[random.pick(keys)];
  } else if (kind === 1) {
    const key = random.pick(['other', '7', 'toString', 'x'.repeat(318)]);
    container[key] = random.pick(values);
  } else if (keys.length > 0) {
    container[random.pick(keys)] = random.pick(values);
  }
  return copy;
}

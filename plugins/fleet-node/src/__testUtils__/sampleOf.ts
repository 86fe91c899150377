import type { z } from 'zod';
import { definitionOf } from '../adapters/CheckWriter';
import type { Random } from './random';

/** A value that a schema of facts accepts, with some of what is optional. */
export function sampleOf(schema: z.ZodType, random: Random): unknown {
  const definition = definitionOf(schema);
  const again = (inner: unknown) => sampleOf(inner as z.ZodType, random);
  switch (definition.type) {
    case 'string':
      return definition.format === 'datetime'
        ? random.pick(['2026-03-01T10:00:00Z', '2026-02-28T10:00:00.5+02:00'])
        : random.pick(['', 'cart', 'x'.repeat(lengthOf(definition, 60))]);
    case 'number':
      return Math.min(1 + random.below(3), mostOf(definition));
    case 'boolean':
      return random.below(2) === 0;
    case 'literal':
      return random.pick(definition.values as unknown[]);
    case 'enum':
      return random.pick(Object.values(definition.entries as object));
    case 'optional':
      return random.below(2) ? again(definition.innerType) : undefined;
    case 'nullable':
      return random.below(2) ? again(definition.innerType) : null;
    case 'array':
      return Array.from(
        { length: exactLengthOf(definition) ?? random.below(3) },
        () => again(definition.element),
      );
    case 'record':
      return Object.fromEntries(
        ['a', 'b/c', '0']
          .slice(random.below(4))
          .map(key => [key, again(definition.valueType)]),
      );
    case 'union':
      return again(random.pick(definition.options as unknown[]));
    case 'object':
      return Object.fromEntries(
        Object.entries(definition.shape as object)
          .map(([key, inner]) => [key, again(inner)] as const)
          .filter(([, value]) => value !== undefined),
      );
    default:
      throw new Error(`facts hold no ${definition.type}`);
  }
}

/** As long as asked for, or as the schema allows. */
function lengthOf(
  { checks = [] }: ReturnType<typeof definitionOf>,
  length: number,
): number {
  return checks.reduce(
    (least, { _zod }) =>
      _zod.def.check === 'max_length'
        ? Math.min(least, Number(_zod.def.maximum))
        : least,
    length,
  );
}

/** As long as the schema wants it, where it wants that. */
function exactLengthOf({
  checks = [],
}: ReturnType<typeof definitionOf>): number | undefined {
  const exact = checks.find(({ _zod }) => _zod.def.check === 'length_equals');
  return exact && Number(exact._zod.def.length);
}

/** The largest number that the schema allows. */
function mostOf({ checks = [] }: ReturnType<typeof definitionOf>): number {
  const limit = checks.find(({ _zod }) => _zod.def.check === 'less_than');
  return limit ? Number(limit._zod.def.value) : Infinity;
}

import {
  FACT_TYPES,
  factSchema,
} from '@fleetview/backstage-plugin-fleet-common';
import { z } from 'zod';
import { compileCheck, writeCheck } from './compileCheck';
import { createRandom, type Random } from '../__testUtils__/random';
import { mutate, ODD_VALUES, PLAIN_VALUES } from '../__testUtils__/mutate';
import { sampleOf } from '../__testUtils__/sampleOf';

const check = writeCheck(factSchema);
const accepts = (value: unknown) => factSchema.safeParse(value).success;

function factOf(type: string, random: Random) {
  const schema = factSchema.options.find(
    option => option.shape.type.value === type,
  );
  return sampleOf(schema!, random) as Record<string, unknown>;
}

describe('writeCheck', () => {
  it.each(FACT_TYPES)('accepts facts of the type %s', type => {
    const random = createRandom(1);
    for (let index = 0; index < 50; index++) {
      const fact = factOf(type, random);
      expect(factSchema.parse(fact)).toEqual(fact);
      expect(check(fact)).toBe(true);
    }
  });

  it.each(FACT_TYPES)(
    'says what the schema says of hundreds of broken facts of the type %s',
    type => {
      const random = createRandom(2);
      const verdicts = { accepted: 0, refused: 0 };
      for (let index = 0; index < 500; index++) {
        const value = mutate(factOf(type, random), PLAIN_VALUES, random);
        const expected = accepts(value);
        if (check(value) !== expected) {
          throw new Error(
            `the schema says ${expected} of ${JSON.stringify(value)}`,
          );
        }
        verdicts[expected ? 'accepted' : 'refused'] += 1;
      }
      expect(verdicts.accepted).toBeGreaterThan(5);
      expect(verdicts.refused).toBeGreaterThan(200);
    },
  );

  it.each(FACT_TYPES)(
    'accepts nothing odd in a fact of the type %s that the schema refuses',
    type => {
      const random = createRandom(3);
      const accepted = Array.from({ length: 300 }, () =>
        mutate(factOf(type, random), ODD_VALUES, random),
      ).filter(check);
      expect(accepted.length).toBeGreaterThan(0);
      expect(accepted.filter(value => !accepts(value))).toEqual([]);
    },
  );

  it('leaves texts that are short by code points only to the schema', () => {
    const schema = z.strictObject({ text: z.string().max(4) });
    const value = { text: '😀😀😀' };
    expect(schema.safeParse(value).success).toBe(true);
    expect(writeCheck(schema)(value)).toBe(false);
  });

  it.each([
    z.object({ a: z.string() }),
    z.strictObject({ a: z.string().transform(Number) }),
    z.strictObject({ a: z.string().regex(/a/) }),
    z.strictObject({ a: z.string().min(1) }),
    z.strictObject({ a: z.email() }),
    z.strictObject({ a: z.coerce.number() }),
    z.strictObject({ a: z.number().multipleOf(2) }),
    z.strictObject({ a: z.number().gt(2) }),
    z.strictObject({ a: z.array(z.string()).min(1) }),
    z.strictObject({ a: z.union([z.strictObject({}), z.number()]) }),
    z.strictObject({ a: z.union([z.string(), z.number().gt(2)]) }),
    z.strictObject({ a: z.string() }).refine(() => false),
    z.strictObject({
      a: z
        .string()
        .optional()
        .refine(() => false),
    }),
    z.record(z.enum(['a']), z.string()),
    z.strictObject({
      a: z
        .string()
        .nullable()
        .refine(() => false),
    }),
    z.strictObject({ a: z.string().default('') }),
    z.unknown(),
  ])('does not speak of what it cannot check (%#)', schema => {
    expect(() => writeCheck(schema)).toThrow('no check is written for');
    const compiled = compileCheck(schema);
    for (const value of [{ a: 'x' }, { a: 1 }, {}, { a: null }, null, 'b']) {
      expect(compiled(value)).toBe(schema.safeParse(value).success);
    }
  });
});

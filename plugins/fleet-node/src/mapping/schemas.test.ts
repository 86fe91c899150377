import { z } from 'zod';
import {
  boundedListOf,
  conditionsSchema,
  listOf,
  metadataSchema,
} from './schemas';
import { conditionOf } from './conditions';

describe('listOf', () => {
  it('leaves out malformed elements only', () => {
    expect(listOf(z.string()).parse(['a', 1, 'b', null])).toEqual(['a', 'b']);
  });

  it('reads an absent list as empty and refuses what is no list', () => {
    expect(listOf(z.string()).parse(null)).toEqual([]);
    expect(listOf(z.string()).parse(undefined)).toEqual([]);
    expect(listOf(z.string()).safeParse('a').success).toBe(false);
  });

  it('tells how many there were before the cut', () => {
    expect(boundedListOf(z.number(), 2).parse([1, 2, 3])).toEqual({
      items: [1, 2],
      total: 3,
    });
  });
});

describe('metadataSchema', () => {
  it('keeps labels that are text, and needs none', () => {
    const parsed = metadataSchema.parse({
      labels: { team: 'a', replicas: 3, nothing: null },
    });
    expect({ ...parsed.labels }).toEqual({ team: 'a' });
    expect({ ...parsed.annotations }).toEqual({});
  });

  it('reads empty maps and lists where there are none', () => {
    // Compiled, as every schema of an adapter is, and not.
    for (const schema of [metadataSchema, z.compile(metadataSchema)]) {
      for (const absent of [{}, { labels: null, ownerReferences: null }]) {
        expect(schema.parse(absent)).toMatchObject({
          labels: {},
          annotations: {},
          ownerReferences: [],
        });
      }
    }
  });

  it.each([{ labels: ['a'] }, { annotations: 'a' }, { ownerReferences: {} }])(
    'refuses %j, which is no map or list',
    metadata => {
      expect(metadataSchema.safeParse(metadata).success).toBe(false);
    },
  );

  it('refuses a generation that is no number', () => {
    expect(metadataSchema.safeParse({ generation: '2' }).success).toBe(false);
  });
});

describe('conditionOf', () => {
  it('finds by name whatever the order, and survives a broken neighbour', () => {
    const conditions = conditionsSchema.parse([
      'broken',
      { type: 'Released', status: 'True' },
      { type: 'Ready', status: 'False', lastTransitionTime: 7 },
    ]);
    expect(conditionOf(conditions, 'Ready')?.status).toBe('False');
    expect(conditionOf(conditions, 'Missing')).toBeUndefined();
    expect(conditionOf(undefined, 'Ready')).toBeUndefined();
  });
});

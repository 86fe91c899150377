import { z } from 'zod';
import { defineWatch } from './defineWatch';
import { mapObject } from './mapObject';

const watch = defineWatch({
  group: 'shop.example.com',
  versions: ['v1'],
  kind: 'Cart',
  plural: 'carts',
  namespaced: true,
  facts: ['namespace'],
  reads: 'its name',
  schema: z.object({ phase: z.string() }),
  map: ({ phase }, { source }) => {
    if (phase === 'throw') throw new Error('out of order');
    return {
      facts: [
        {
          type: 'namespace',
          subject: { type: 'observer' },
          source,
          part: '',
          labels: {},
          annotations: {},
          name: source.name,
          phase: phase as 'active',
        },
      ],
    };
  },
});

function mapped(metadata: unknown, phase: unknown = 'active') {
  return mapObject(watch, 'v1', { metadata, phase });
}

const metadata = { name: 'cart', uid: '1', namespace: 'shop' };

describe('mapObject', () => {
  it('tells the mapper what it reads', () => {
    expect(mapped(metadata)).toMatchObject({
      facts: [
        {
          source: {
            group: 'shop.example.com',
            version: 'v1',
            kind: 'Cart',
            namespace: 'shop',
            name: 'cart',
            uid: '1',
          },
        },
      ],
    });
  });

  it.each([undefined, null, 'cart', [], 7])('refuses %p', object => {
    expect(mapObject(watch, 'v1', object)).toMatchObject({
      skipped: 'malformed',
    });
  });

  it.each([
    ['name', ''],
    ['name', 7],
    ['name', 'x'.repeat(513)],
    ['name', 'ca\u0000rt'],
    ['name', 'ca\u202ert'],
    ['uid', undefined],
    ['uid', 'x'.repeat(129)],
    ['uid', '1\n'],
    ['namespace', 7],
    ['namespace', 'x'.repeat(254)],
    ['namespace', 'sh\ud800op'],
  ])('refuses the %s %j', (field, value) => {
    expect(mapped({ ...metadata, [field]: value })).toEqual({
      skipped: 'malformed',
      detail: expect.stringContaining(`metadata.${field}`),
    });
  });

  it('names the place of what does not fit', () => {
    expect(mapped(metadata, 7)).toEqual({
      skipped: 'malformed',
      detail: expect.stringContaining('phase'),
    });
  });

  it('survives a mapper that throws, and one that makes no fact', () => {
    expect(mapped(metadata, 'throw')).toEqual({
      skipped: 'mapper-failed',
      detail: 'Error: out of order',
    });
    expect(mapped(metadata, 'asleep')).toEqual({
      skipped: 'invalid-fact',
      detail: expect.stringContaining('phase'),
    });
  });
});

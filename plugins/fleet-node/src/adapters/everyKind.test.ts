import { z } from 'zod';
import { defineAdapter } from './defineAdapter';
import { defineWatch } from './defineWatch';
import { findWatch, watchOfKind } from './everyKind';
import { mapObject } from './mapObject';
import type { AdapterWatch } from './types';

const rules: AdapterWatch = defineWatch({
  group: 'rules.example.com',
  versions: ['v1'],
  kind: 'Rule',
  plural: '*',
  namespaced: false,
  everyKind: { atMost: 3 },
  facts: ['policy'],
  reads: 'nothing',
  schema: z.object({}),
  map: (_, { source }) => ({ skipped: 'irrelevant', detail: source.kind }),
});

const carts: AdapterWatch = {
  ...rules,
  group: 'shop.example.com',
  kind: 'Cart',
  plural: 'carts',
  everyKind: undefined,
};

function adapterOf(...watches: AdapterWatch[]) {
  return defineAdapter({
    id: 'rules',
    title: 'Rules',
    homepage: 'https://rules.example.com',
    watches,
  });
}

const labels = { kind: 'Labels', plural: 'labels', namespaced: true };

describe('a watch of every kind of a group', () => {
  it('is a watch of each kind', () => {
    const watch = watchOfKind(rules, labels);
    expect(watch).toMatchObject(labels);
    expect(watch).not.toHaveProperty('everyKind');
    expect(
      mapObject(watch, 'v1', { metadata: { name: 'a', uid: '1' } }),
    ).toEqual({ skipped: 'irrelevant', detail: 'Labels' });
  });

  it('is found by the name of any kind of its group', () => {
    const adapter = adapterOf(rules, carts);
    const ofRules = { group: rules.group, kind: 'Labels' };
    expect(findWatch(adapter, ofRules)).toBe(rules);
    expect(findWatch(adapter, { group: carts.group, kind: 'Cart' })).toBe(
      carts,
    );
    expect(
      findWatch(adapter, { group: carts.group, kind: 'Basket' }),
    ).toBeUndefined();
    expect(findWatch(undefined, ofRules)).toBeUndefined();
  });

  it.each<[string, AdapterWatch[]]>([
    ["The plural is '*'", [{ ...rules, plural: 'rules' }]],
    ["The plural is '*'", [{ ...carts, plural: '*' }]],
    ['of the core group', [{ ...rules, group: '' }]],
    [
      'names what it opens',
      [{ ...rules, extension: { role: 'rules', grants: 'all' } }],
    ],
    ['once more', [rules, { ...carts, group: rules.group }]],
    ['once more', [{ ...carts, group: rules.group }, rules]],
  ])('is refused: %s', (problem, watches) => {
    expect(() => adapterOf(...watches)).toThrow(problem);
  });
});

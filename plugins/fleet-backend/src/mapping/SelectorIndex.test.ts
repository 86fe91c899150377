import fc from 'fast-check';
import { matchesLabels, parseLabelSelector } from './labelSelector';
import { SelectorIndex, type Selecting } from './SelectorIndex';

function selectingAll(...selectors: string[]): Selecting[] {
  return selectors.map(selector => ({
    entity: { ref: `component:default/${selector}`, annotations: {} },
    selector,
    requirements: parseLabelSelector(selector) ?? [],
  }));
}

describe('SelectorIndex', () => {
  it('finds what matches, by a value or without one', () => {
    const index = new SelectorIndex();
    selectingAll(
      'app=a',
      'app in (a, b),tier=web',
      'tier in (web, web)',
      '!legacy',
      'app!=a',
      'tier',
    ).forEach(each => index.add(each));
    const found = (labels: Record<string, string>) =>
      index
        .matching(labels)
        .map(({ selector }) => selector)
        .sort();
    expect(found({ app: 'a' })).toEqual(['!legacy', 'app=a']);
    expect(found({ app: 'b', tier: 'web', legacy: '' })).toEqual([
      'app in (a, b),tier=web',
      'app!=a',
      'tier',
      'tier in (web, web)',
    ]);
    expect(found({})).toEqual(['!legacy', 'app!=a']);
  });

  it('finds what looking at every selector finds', () => {
    const word = fc.constantFrom('a', 'b', 'c');
    const part = fc.oneof(
      fc.tuple(word, word).map(([key, value]) => `${key}=${value}`),
      fc.tuple(word, word).map(([key, value]) => `${key}!=${value}`),
      fc
        .tuple(word, fc.uniqueArray(word, { minLength: 1 }))
        .map(([key, values]) => `${key} in (${values})`),
      word,
      word.map(key => `!${key}`),
    );
    fc.assert(
      fc.property(
        fc.array(fc.array(part, { minLength: 1, maxLength: 3 }), {
          maxLength: 8,
        }),
        fc.dictionary(word, word),
        (selectors, labels) => {
          const index = new SelectorIndex();
          const all = selectingAll(...selectors.map(parts => parts.join(',')));
          all.forEach(each => index.add(each));
          const texts = (list: Selecting[]) =>
            list.map(({ selector }) => selector).sort();
          expect(texts(index.matching(labels))).toEqual(
            texts(
              all.filter(({ requirements }) =>
                matchesLabels(requirements, labels),
              ),
            ),
          );
        },
      ),
      { seed: 20261128 },
    );
  });
});

import { driftKnowledge } from './driftKnown';

const whole = {
  coverage: { clusters: 2, complete: 2, gaps: [], gapsTotal: 0 },
  watched: 12,
  unwatched: 0,
  totals: { unconfirmed: 0 },
};

describe('driftKnowledge', () => {
  it.each([
    ['all is seen', whole, 'all'],
    ['nobody said how much is', { ...whole, watched: undefined }, 'uncounted'],
    [
      'nobody said how much is not',
      { ...whole, unwatched: undefined },
      'uncounted',
    ],
    [
      'there is no cluster',
      { ...whole, coverage: { ...whole.coverage, clusters: 0 } },
      'none',
    ],
    ['nothing is delivered', { ...whole, watched: 0 }, 'none'],
    ['a delivery is not', { ...whole, unwatched: 1 }, 'part'],
    [
      'a cluster is not',
      { ...whole, coverage: { ...whole.coverage, gapsTotal: 1 } },
      'part',
    ],
    ['an episode is not', { ...whole, totals: { unconfirmed: 1 } }, 'part'],
    [
      'the reader may not',
      { ...whole, limited: ['instances' as const] },
      'part',
    ],
  ])('says that %s', (_, page, knowledge) => {
    expect(driftKnowledge(page)).toBe(knowledge);
  });
});

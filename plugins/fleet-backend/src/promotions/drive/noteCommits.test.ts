import type { SeenInstance } from '../types';
import type { StoredPromotion } from '../store/StoredPromotion';
import { noteCommits } from './noteCommits';

const shows = (cluster: string, applied: string) =>
  ({
    running: { cluster },
    sources: [{ path: 'apps', applied }],
  } as unknown as SeenInstance);

describe('noteCommits', () => {
  const promotion = {
    beganAt: 1_000,
    attempts: [{ targets: [{ cluster: 'a' }, { cluster: 'b' }] }],
  } as unknown as StoredPromotion['promotion'];

  it('takes what is there at the first look for older than the promotion', () => {
    const commits = { heads: {}, seen: {} };
    expect(
      noteCommits({ promotion, commits } as StoredPromotion, {
        seen: [shows('a', 'one'), shows('other', 'two')],
        now: 2_000,
      }).seen,
    ).toEqual({ one: 999 });
  });

  it('forgets the oldest that are shown nowhere, and never what is shown', () => {
    let commits: StoredPromotion['commits'] = { heads: {}, seen: {} };
    for (let number = 0; number < 600; number += 1) {
      commits = noteCommits({ promotion, commits } as StoredPromotion, {
        seen: [shows('a', 'held back'), shows('b', `commit ${number}`)],
        now: 2_000 + number,
      });
    }
    expect(Object.keys(commits.seen)).toHaveLength(500);
    // As new it would count as merged after whatever was proposed.
    expect(commits.seen['held back']).toBe(999);
    expect(commits.seen).not.toHaveProperty(['commit 1']);
    expect(commits.seen['commit 599']).toBe(2_599);
  });
});

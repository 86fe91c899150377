import type { CollectorReport } from './messages';
import { ReadingProgress } from './ReadingProgress';

const OWNER = { clusterId: 'c-1', session: 1 };
const PODS = { adapter: 'kubernetes', group: '', kind: 'Pod' };
const NODES = { adapter: 'kubernetes', group: '', kind: 'Node' };

const connected: CollectorReport = {
  type: 'connection',
  state: 'connected',
  ...OWNER,
};
const discovered: CollectorReport = {
  type: 'discovered',
  watches: [{ ...PODS, version: 'v1' }, NODES],
  ...OWNER,
};
const pods = (state: 'listing' | 'current' | 'forbidden'): CollectorReport => ({
  type: 'coverage',
  key: PODS,
  state,
  ...OWNER,
});

describe('ReadingProgress', () => {
  it.each<[string, CollectorReport[], boolean]>([
    ['before anything is heard', [], true],
    ['while it waits for its turn', [{ type: 'waiting', ...OWNER }], false],
    [
      'when it cannot be connected to',
      [{ type: 'connection', state: 'unreachable', reason: 'no', ...OWNER }],
      false,
    ],
    ['when kinds are served that were not read', [connected, discovered], true],
    [
      'when all are read that are served',
      [connected, discovered, pods('listing'), pods('current')],
      false,
    ],
    [
      'when they are found again',
      [connected, discovered, pods('current'), discovered],
      false,
    ],
    [
      'when one that was being read is served no more',
      [
        connected,
        discovered,
        pods('listing'),
        {
          type: 'discovered',
          watches: [{ ...PODS, state: 'not-served' }],
          ...OWNER,
        },
      ],
      false,
    ],
    [
      'when one is listed again',
      [connected, discovered, pods('current'), pods('listing')],
      true,
    ],
    [
      'when it may not be read',
      [connected, discovered, pods('forbidden')],
      false,
    ],
  ])('knows whether a reading is under way %s', (_, reports, expected) => {
    const progress = new ReadingProgress();
    for (const report of reports) progress.heard(report);
    expect(progress.isUnderWay).toBe(expected);
  });
});

import { coverageOfRoom, ROOM_KINDS } from './coverageOfRoom';

const NOW = 1_000_000;

function rowsOf(kind: string, over: object) {
  return ROOM_KINDS.map(each => ({
    api_group: each.group,
    kind: each.kind,
    state: 'current',
    reason: null,
    confirmed_at: NOW - 1_000,
    freshness_ms: null,
    skipped: null,
    ...(each.kind === kind ? over : {}),
  }));
}

describe('coverageOfRoom', () => {
  it('is as old as the oldest of it', () => {
    expect(
      coverageOfRoom(rowsOf('Job', { confirmed_at: NOW - 60_000 }), NOW),
    ).toEqual({ confirmedAt: NOW - 60_000 });
  });

  it.each([
    ['Node', { confirmed_at: NOW - 91_000 }, 'unknownNodes'],
    ['Node', { state: 'not-served' }, 'unknownNodes'],
    ['Node', { state: 'forbidden', reason: 'no list' }, 'unknownNodes'],
    ['Deployment', { confirmed_at: null }, 'unknownWorkloads'],
    ['StatefulSet', { state: 'unreachable' }, 'unknownWorkloads'],
    ['DaemonSet', { state: 'not-asked' }, 'unknownWorkloads'],
    [
      'Job',
      { skipped: JSON.stringify([{ reason: 'malformed', count: 2 }]) },
      'unknownWorkloads',
    ],
    ['Rollout', { state: 'invalid' }, 'unknownWorkloads'],
    ['ResourceQuota', { state: 'forbidden' }, 'unknownQuotas'],
  ])('says why it is not known where a %s is %j', (kind, over, key) => {
    const { confirmedAt, ...unknown } = coverageOfRoom(rowsOf(kind, over), NOW);
    expect(unknown).toEqual({
      [key]: expect.stringMatching(`^its ${kind}s are not all known: .`),
    });
  });

  it.each([
    ['Rollout', { state: 'not-served' }],
    ['ResourceQuota', { state: 'not-served' }],
    ['Job', { skipped: JSON.stringify([{ reason: 'irrelevant', count: 2 }]) }],
  ])('is not in the way of it where a %s is %j', (kind, over) => {
    expect(coverageOfRoom(rowsOf(kind, over), NOW)).toEqual({
      confirmedAt: NOW - 1_000,
    });
  });

  it('knows nothing of what nobody reads', () => {
    expect(coverageOfRoom([], NOW)).toEqual({
      unknownNodes: 'its Nodes were never read',
      unknownWorkloads: 'its Deployments were never read',
      unknownQuotas: 'its ResourceQuotas were never read',
    });
  });
});

import type { Heartbeat } from '@fleetview/backstage-plugin-fleet-common';
import { clusterFact } from '../__testUtils__/facts';
import { withoutSilentTwins } from './silentTwins';

const identity = (assertedBy: 'hub' | 'member', server = 'https://one') => ({
  assertedBy,
  servers: [server],
});

function word(
  kind: string,
  state: Heartbeat['state'],
  over: {
    observer?: string;
    namespace?: string;
    identity?: ReturnType<typeof identity>;
  } = {},
) {
  const { observer = 'hub', ...rest } = over;
  const heartbeat: Heartbeat =
    state === 'lost' ? { state, reason: 'away' } : { state };
  return {
    observer,
    adapter: 'argocd',
    fact: clusterFact({
      name: 'one',
      kind,
      namespace: 'argocd',
      identity: identity('hub'),
      heartbeat,
      ...rest,
    }),
  };
}

const kinds = (...words: ReturnType<typeof word>[]) =>
  withoutSilentTwins(words).map(({ fact }) => fact.kind);

describe('withoutSilentTwins', () => {
  it.each(['current', 'lost'] as const)(
    'leaves out what says nothing beside what says %s',
    state => {
      expect(kinds(word('Secret', 'unstated'), word('Cluster', state))).toEqual(
        ['Cluster'],
      );
    },
  );

  it('keeps what only says nothing, and all that say something', () => {
    expect(
      kinds(word('Secret', 'unstated'), word('Cluster', 'unstated')),
    ).toEqual(['Secret', 'Cluster']);
    expect(kinds(word('Secret', 'lost'), word('Cluster', 'current'))).toEqual([
      'Secret',
      'Cluster',
    ]);
  });

  it.each([
    ['hub', { observer: 'other' }],
    ['namespace', { namespace: 'other' }],
    ['address', { identity: identity('hub', 'https://other') }],
    ['source: a member says it of itself', { identity: identity('member') }],
    ['identity: there is none', { identity: undefined }],
  ])('keeps what is of another %s', (_, over) => {
    expect(
      kinds(word('Secret', 'unstated', over), word('Cluster', 'current')),
    ).toEqual(['Secret', 'Cluster']);
  });
});

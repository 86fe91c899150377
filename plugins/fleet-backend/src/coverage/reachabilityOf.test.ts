import type { CoverageState } from '@fleetview/backstage-plugin-fleet-common';
import { reachabilityOf, type CoveredKind } from './reachabilityOf';

const kind = (
  state: CoverageState,
  over: Partial<CoveredKind> = {},
): CoveredKind => ({
  kind: 'Deployment',
  state,
  isCurrent: state === 'current',
  tellsWhatRuns: true,
  ...over,
});
const node = (state: CoverageState, over: Partial<CoveredKind> = {}) =>
  kind(state, { kind: 'Node', tellsWhatRuns: false, ...over });

const reachable = { state: 'reachable' as const };
const unreachable = { state: 'unreachable' as const, reason: 'refused' };

describe('reachabilityOf', () => {
  it.each([
    {
      name: 'nothing was tried yet',
      connection: { state: 'pending' as const },
      kinds: [],
      expected: { state: 'pending' },
    },
    {
      name: 'it may not be asked',
      connection: { state: 'not-asked' as const, reason: 'no credentials' },
      kinds: [kind('current')],
      expected: { state: 'not-asked', reason: 'no credentials' },
    },
    {
      name: 'its answers are held back, whatever they are',
      connection: { state: 'quarantined' as const, reason: 'another UID' },
      kinds: [kind('current')],
      expected: { state: 'quarantined', reason: 'another UID' },
    },
    {
      name: 'it answered and nothing is read yet',
      connection: reachable,
      kinds: [kind('pending')],
      expected: { state: 'reachable' },
    },
    {
      name: 'all is current',
      connection: reachable,
      kinds: [kind('current'), node('current')],
      expected: { state: 'reachable' },
    },
    {
      name: 'a watch beats a failed attempt to connect anew',
      connection: unreachable,
      kinds: [kind('current')],
      expected: { state: 'reachable' },
    },
    {
      name: 'it did not answer, and nothing is current any more',
      connection: unreachable,
      kinds: [kind('current', { isCurrent: false })],
      expected: unreachable,
    },
    {
      name: 'all watches broke after it had answered',
      connection: reachable,
      kinds: [
        kind('unreachable', { reason: 'connection reset' }),
        node('unreachable', { reason: 'connection reset' }),
      ],
      expected: { state: 'unreachable', reason: 'connection reset' },
    },
    {
      name: 'the credentials are refused for one and the other is lost: the harder counts',
      connection: reachable,
      kinds: [
        kind('unauthorized', { reason: 'token' }),
        node('unreachable', { reason: 'reset' }),
      ],
      expected: { state: 'unreachable', reason: 'reset' },
    },
    {
      name: 'nothing that says what runs may be read, though nodes may',
      connection: reachable,
      kinds: [kind('forbidden', { reason: 'no RBAC' }), node('current')],
      expected: { state: 'forbidden', reason: 'no RBAC' },
    },
    {
      name: 'only some of what runs may be read',
      connection: reachable,
      kinds: [
        kind('forbidden', { reason: 'no RBAC' }),
        kind('current', { kind: 'StatefulSet' }),
      ],
      expected: { state: 'reachable' },
    },
    {
      name: 'some is forbidden while the rest is being listed',
      connection: reachable,
      kinds: [
        kind('forbidden', { reason: 'no RBAC' }),
        kind('listing', { kind: 'StatefulSet' }),
      ],
      expected: { state: 'reachable' },
    },
    {
      name: 'it answers again: the first list is under way',
      connection: reachable,
      kinds: [kind('unreachable', { reason: 'reset' }), node('listing')],
      expected: { state: 'reachable' },
    },
    {
      name: 'kinds that it does not have, or that are not asked for, say nothing',
      connection: reachable,
      kinds: [kind('not-served'), kind('not-asked'), node('current')],
      expected: { state: 'reachable' },
    },
  ])('$name', ({ connection, kinds, expected }) => {
    expect(reachabilityOf({ connection, kinds })).toEqual(expected);
  });
});

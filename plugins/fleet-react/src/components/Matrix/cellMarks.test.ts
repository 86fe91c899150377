import { MEMBER_STATES } from '@fleetview/backstage-plugin-fleet-common';
import { STATUS_TONES, type StatusKey } from '../../status';
import { cellMarks } from './cellMarks';

const marksOf = (
  key: StatusKey,
  state?: (typeof MEMBER_STATES)[number],
  stale = false,
) => {
  const { first, second } = cellMarks({
    kind: 'state',
    status: { key, stale },
    ...(state ? { release: { state } } : {}),
  });
  return [first, ...(second ? [second] : [])].map(({ status }) => status.key);
};

describe('cellMarks', () => {
  it.each([
    ['healthy', 'queued', ['healthy', 'queued']],
    ['healthy', 'soaking', ['healthy', 'soaking']],
    ['healthy', 'stuck', ['stuck']],
    ['healthy', 'timed-out', ['timed-out']],
    ['healthy', 'awaiting-approval', ['awaiting-approval']],
    // What is on its way is out of sync, and progresses, by itself.
    ['out-of-sync', 'applying', ['applying']],
    ['progressing', 'verifying', ['verifying']],
    ['degraded', 'applying', ['degraded', 'applying']],
    ['degraded', 'failed', ['degraded', 'failed']],
    ['missing', 'stuck', ['stuck', 'missing']],
    ['unknown', 'unknown', ['unknown']],
    ['healthy', 'not-placed', ['healthy']],
  ] as const)('shows %s and %s as %j', (key, state, expected) => {
    expect(marksOf(key, state)).toEqual(expected);
  });

  it.each(MEMBER_STATES)('is never only green while a release is %s', state => {
    const tones = marksOf('healthy', state).map(key => STATUS_TONES[key]);
    const isDone = state === 'succeeded' || state === 'not-placed';
    expect(tones.every(tone => tone === 'good')).toBe(isDone);
  });

  it('says once that nobody knows', () => {
    expect(marksOf('healthy', 'unknown', true)).toEqual(['healthy']);
    expect(marksOf('healthy', 'unknown')).toEqual(['unknown']);
  });
});

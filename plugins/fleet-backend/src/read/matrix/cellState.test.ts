import {
  HEALTH_STATES,
  SYNC_STATES,
} from '@fleetview/backstage-plugin-fleet-common';
import { count, noCounts } from '../../derive/counts';
import {
  addBits,
  bitsIn,
  CELL_STATES,
  cellStateOf,
  severityOf,
  shownOf,
  worseBits,
} from './cellState';

const stateOf = (...given: Parameters<typeof cellStateOf>) =>
  CELL_STATES[cellStateOf(...given)];

/** Bits as SQL gives them. */
const bitsOf = (
  health: (typeof HEALTH_STATES)[number],
  { outOfSync = false, stale = false } = {},
) => (stale ? 16 : HEALTH_STATES.indexOf(health) + (outOfSync ? 8 : 0));

const ALL = HEALTH_STATES.flatMap(health => [
  bitsOf(health),
  bitsOf(health, { outOfSync: true }),
  bitsOf(health, { stale: true }),
]);

describe('the state of a cell', () => {
  it('is the health, or that it is not as it is wanted where nothing worse is the matter', () => {
    for (const health of HEALTH_STATES) {
      for (const sync of SYNC_STATES) {
        const isDrift =
          sync === 'out-of-sync' &&
          (health === 'healthy' || health === 'suspended');
        expect(stateOf({ health, sync })).toBe(
          isDrift ? 'out-of-sync' : health,
        );
      }
    }
  });

  it('has the order of health', () => {
    const healths: readonly string[] = HEALTH_STATES;
    expect(CELL_STATES.filter(state => healths.includes(state))).toEqual(
      healths,
    );
  });

  it('is never better for another instance in the cell, whichever comes first', () => {
    for (const a of ALL) {
      for (const b of ALL) {
        const both = worseBits(a, b);
        expect(both).toBe(worseBits(b, a));
        expect(severityOf(both)).toBe(Math.max(severityOf(a), severityOf(b)));
        for (const c of ALL) {
          expect(worseBits(both, c)).toBe(worseBits(a, worseBits(b, c)));
        }
      }
    }
  });

  it('counts as stale with one that is, unless one is known to be bad', () => {
    const stale = bitsOf('healthy', { stale: true });
    for (const health of HEALTH_STATES) {
      const counts = noCounts();
      addBits(counts, worseBits(bitsOf(health), stale), 1);
      const isBad = health === 'missing' || health === 'degraded';
      expect(counts).toEqual({
        ...noCounts(),
        [isBad ? health : 'stale']: 1,
        total: 1,
      });
      const now = { health, sync: 'synced', stale: false } as const;
      const before = {
        health: 'degraded',
        sync: 'synced',
        stale: true,
      } as const;
      const shown = shownOf([now, before]);
      expect(shown).toEqual(
        isBad
          ? { instance: now, stale: false }
          : { instance: before, stale: true },
      );
    }
  });

  it('counts as everything else is counted', () => {
    for (const health of HEALTH_STATES) {
      for (const stale of [false, true]) {
        for (const outOfSync of [false, true]) {
          const expected = noCounts();
          const sync = outOfSync ? 'out-of-sync' : 'synced';
          count(expected, { health, sync, stale });
          const counts = noCounts();
          addBits(counts, bitsOf(health, { outOfSync, stale }), 1);
          expect(counts).toEqual(expected);
        }
      }
    }
  });

  it('is found by what it is counted as', () => {
    const isIn = (state: Parameters<typeof bitsIn>[0][number], bits: number) =>
      bitsIn([state])[bits] === 1;
    expect(isIn('stale', bitsOf('healthy', { stale: true }))).toBe(true);
    expect(isIn('healthy', bitsOf('healthy', { stale: true }))).toBe(false);
    expect(isIn('healthy', bitsOf('healthy', { outOfSync: true }))).toBe(true);
    expect(isIn('out-of-sync', bitsOf('missing', { outOfSync: true }))).toBe(
      true,
    );
    expect(isIn('out-of-sync', bitsOf('missing'))).toBe(false);
  });

  it('puts what is stale where what is unknown is', () => {
    expect(severityOf(16)).toBe(severityOf(bitsOf('unknown')));
  });
});

import type { Knex } from 'knex';
import { describeDatabases } from '../__testUtils__/databases';
import { revisionOfView } from './revisionOfView';

const DAY = 24 * 60 * 60_000;

describeDatabases('the revision of what somebody sees', database => {
  let knex: Knex;
  const at = (
    contentHash: string,
    wholeRevision: number,
    now: number,
    accessKey = 'key',
  ) => revisionOfView({ knex, accessKey, contentHash, wholeRevision, now });

  beforeEach(async () => {
    knex = await database.open();
  });

  it('stays while he sees the same, whatever else changes', async () => {
    expect(await at('a', 1, 1_000)).toBe(1_000);
    expect(await at('a', 2, 2_000)).toBe(1_000);
    expect(await at('b', 3, 3_000)).toBe(3_000);
    expect(await at('b', 9, 9_000)).toBe(3_000);
  });

  it('grows, also where the clock does not', async () => {
    await at('a', 1, 1_000);
    expect(await at('b', 2, 1_000)).toBe(1_001);
    expect(await at('c', 3, 500)).toBe(1_002);
  });

  it('is an older one for a replica that has not seen yet what another has', async () => {
    await at('a', 1, 1_000);
    expect(await at('b', 5, 2_000)).toBe(2_000);
    expect(await at('a', 4, 2_100)).toBeLessThan(2_000);
    // Nor is what the other saw lost by it.
    expect(await at('b', 5, 2_200)).toBe(2_000);
  });

  it('is the same for all who ask at once, and of each his own', async () => {
    const same = await Promise.all(
      Array.from({ length: 4 }, (_, index) => at('a', 1, 1_000 + index)),
    );
    expect(new Set(same).size).toBe(1);
    expect(await at('a', 1, 5_000, 'other')).toBe(5_000);
  });

  it('is forgotten when nobody has asked for a week', async () => {
    await at('a', 1, 1_000);
    await at('a', 1, 8 * DAY, 'other');
    expect(await knex('reader_view').pluck('access_key')).toEqual(['other']);
    await at('a', 1, 9 * DAY, 'other');
    await at('a', 1, 15.5 * DAY, 'third');
    expect(await knex('reader_view').pluck('access_key')).toEqual(
      expect.arrayContaining(['other', 'third']),
    );
  });
});

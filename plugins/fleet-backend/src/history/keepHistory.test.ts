import fc from 'fast-check';
import type { Knex } from 'knex';
import { insertCluster } from '../__testUtils__/cluster';
import { describeDatabases } from '../__testUtils__/databases';
import { BEGIN, happenings, live } from '../__testUtils__/happenings';
import { recordTransitions } from '../store/recordTransitions';
import { keepHistory } from './keepHistory';
import { readInstancesAt } from './readInstancesAt';
import { DAY_MS, dayOf, DAYS_OF_STATES } from './retention';

const HOUR_MS = 60 * 60_000;

/** From flapping to nothing for days. */
const days = happenings(
  fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(1_000, 60_000) },
    { weight: 3, arbitrary: fc.constantFrom(5 * HOUR_MS, DAY_MS, 3 * DAY_MS) },
  ),
  30,
);

async function forget(knex: Knex): Promise<void> {
  await knex('instance_day').delete();
  await knex('history_keeping').update({
    day: null,
    first_day: null,
    busy_until: 0,
  });
}

/** What is said of the ends of days, without what nobody knows anything of. */
async function endsOf(knex: Knex, first: number, last: number) {
  const told: Record<number, unknown[]> = {};
  for (let day = first; day <= last; day += 1) {
    const { instances } = await readInstancesAt({
      knex,
      at: (day + 1) * DAY_MS - 1,
    });
    told[day] = instances
      .filter(({ certainty }) => certainty !== 'before-watching')
      .map(({ recordedSince: _, ...was }) => was);
  }
  return told;
}

describeDatabases('keeping history', database => {
  const keepDays = database.isPostgres ? 90 : 30;
  const keepAll = async (knex: Knex, now: number) => {
    let kept = 0;
    for (;;) {
      const some = await keepHistory({ knex, now });
      kept += some;
      if (some === 0) return kept;
    }
  };

  it('says of each day the same once its transitions are gone', async () => {
    const knex = await database.open();
    const seen = { rows: 0, states: 0, partly: 0 };
    await fc.assert(
      fc.asyncProperty(days, fc.nat({ max: 100 }), async (sequence, share) => {
        await forget(knex);
        const truth = await live(knex, sequence);
        const first = dayOf(BEGIN);
        const last = dayOf(truth.at(-1)!.from) + 1;
        const before = await endsOf(knex, first, last);
        seen.states += Object.values(before).flat().length;
        // First only some of the days, then all.
        const some = first + Math.floor(((last - first) * share) / 100);
        for (const day of [some, last]) {
          await keepAll(knex, (day + 1 + keepDays) * DAY_MS);
          expect(await endsOf(knex, first, last)).toEqual(before);
          const [{ left }] = await knex('transition')
            .where('at', '<', (day + 1) * DAY_MS)
            .count({ left: '*' });
          expect(Number(left)).toBe(0);
          if ((await knex('transition').first()) !== undefined) {
            seen.partly += 1;
          }
        }
        seen.rows += (await knex('instance_day')).length;
      }),
      { numRuns: database.isPostgres ? 15 : 50, seed: 20261129 },
    );
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(10);
    // Days on which nothing changed have no rows.
    expect(seen.rows).toBeLessThan(seen.states);
  });

  const now = 20_000 * DAY_MS;

  it('can be done again, and by one replica at a time', async () => {
    const knex = await database.open();
    await insertCluster(knex, 'c-1');
    await recordTransitions({
      knex,
      transitions: [
        {
          at: now - (keepDays + 3) * DAY_MS,
          clusterId: 'c-1',
          scope: 'instance',
          thing: 'i-1',
          name: 'shop',
          namespace: 'shop',
          field: 'presence',
          from: 'present',
          to: 'absent',
          state: JSON.stringify({
            fields: { health: 'healthy', sync: 'unknown' },
            recordedSince: now - (keepDays + 10) * DAY_MS,
          }),
        },
      ],
    });
    const results = await Promise.all([
      keepHistory({ knex, now }),
      keepHistory({ knex, now }),
    ]);
    expect(results.sort()).toEqual([0, 3]);
    const rows = await knex('instance_day').orderBy('day');
    expect(rows.map(({ day, state }) => [day, JSON.parse(state)])).toEqual([
      [
        20_000 - keepDays - 10,
        {
          certainty: 'known',
          present: true,
          state: { health: 'healthy', sync: 'unknown', engines: [] },
        },
      ],
      [20_000 - keepDays - 3, { certainty: 'known', present: false }],
    ]);
    expect(await keepHistory({ knex, now })).toBe(0);
    expect(await knex('instance_day').orderBy('day')).toEqual(rows);
  });

  it('is taken over from a replica that has gone', async () => {
    const knex = await database.open();
    await insertCluster(knex, 'c-1');
    await recordTransitions({
      knex,
      transitions: [
        {
          at: now - (keepDays + 2) * DAY_MS,
          clusterId: 'c-1',
          scope: 'cluster',
          name: 'a',
          field: 'reachability',
          to: 'reachable',
        },
      ],
    });
    await knex('history_keeping').update({ busy_until: now + 1 });
    expect(await keepHistory({ knex, now })).toBe(0);
    expect(await keepHistory({ knex, now: now + 1 })).toBe(2);
    expect(await knex('transition')).toEqual([]);
  });

  it('drops days after thirteen months, and keeps since when things are as they are', async () => {
    const knex = await database.open();
    await insertCluster(knex, 'c-1');
    const first = 20_000 - DAYS_OF_STATES;
    const row = (instance_id: string, day: number, state: object) => ({
      instance_id,
      day,
      cluster_id: 'c-1',
      namespace: 'shop',
      entity_ref: '',
      state: JSON.stringify(state),
    });
    const healthy = {
      certainty: 'known',
      present: true,
      state: { health: 'healthy', sync: 'unknown', engines: [] },
    };
    await knex('instance_day').insert([
      row('stays', first - 50, healthy),
      row('moves', first - 50, healthy),
      row('moves', first - 40, { ...healthy, certainty: 'gap' }),
      row('moves', first + 1, healthy),
      row('left', first - 50, healthy),
      row('left', first - 40, { certainty: 'known', present: false }),
    ]);
    await knex('history_keeping').update({ day: 20_000 - keepDays - 2 });
    expect(await keepHistory({ knex, now })).toBe(1);
    expect(
      (await knex('instance_day').orderBy(['instance_id', 'day'])).map(
        ({ instance_id: id, day }) => `${id} ${day - first}`,
      ),
    ).toEqual(['moves -40', 'moves 1', 'stays -50']);
    const at = async (day: number) => {
      const { kept, instances } = await readInstancesAt({
        knex,
        at: day * DAY_MS,
      });
      return [
        kept,
        ...instances.map(({ id, certainty }) => `${id} ${certainty}`),
      ];
    };
    expect(await at(first - 1)).toEqual(['nothing']);
    expect(await at(first)).toEqual(['days', 'moves gap', 'stays known']);
    expect(await at(first + 1)).toEqual(['days', 'moves known', 'stays known']);
  });
});

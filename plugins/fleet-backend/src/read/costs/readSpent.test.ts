import type { Knex } from 'knex';
import { insertCluster } from '../../__testUtils__/cluster';
import { insertCostDay } from '../../__testUtils__/costs';
import { describeDatabases } from '../../__testUtils__/databases';
import { readingAt } from '../../__testUtils__/read';
import { randomOf, type Random } from '../../__faults__/random';
import {
  SPAN_COLUMNS,
  SPAN_DAYS,
  spanOf,
} from '../../derive/costs/spanColumns';
import { compactCostDay } from '../../history/costs/compactCostDay';
import { dropEmptySeries } from '../../history/costs/dropEmptySeries';
import { forgetCostDay } from '../../history/costs/forgetCostDay';
import type { ReadContext, Row } from '../types';
import { readSpent } from './readSpent';
import { selectDays, type CostFilter } from './selectSeries';

const daysSideBySide = require('../../../migrations/20261130150000_days_side_by_side');

const CLUSTERS = ['a', 'b', 'c', 'd'];
const TEAMS = ['group:default/one', 'group:default/two'];
const SEEDS = 4;
const STEPS = 72;
/** Before and after 1970, at both ends of several rows of days. */
const DAYS = [-40, -33, -32, -31, -1, 0, 1, 30, 31, 32, 33, 45];
const WORDS = {
  clusterId: 'cost_series.cluster_id',
  owner: 'cost_series.owner',
  money: 'cost_series.money',
};

describeDatabases('sums of days that lie side by side', database => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await database.open();
    for (const id of CLUSTERS) await insertCluster(knex, id);
  });

  /** Something of all that changes what is kept of days. */
  const change = async (random: Random) => {
    const clusterId = random.pick(CLUSTERS);
    const at = random.pick(DAYS);
    const done = random.integer(0, 9);
    if (done <= 5) {
      // The same day again, maybe with other things, and maybe by a worse word.
      await insertCostDay(knex, {
        clusterId,
        day: at,
        lines: ['web', 'api', 'db', 'job']
          .filter(() => random.chance(0.6))
          .map(name => ({
            name,
            // Quarters: sums of them are the same in any order.
            cost: random.integer(-2, 40) / 4,
            place: { owner: random.pick(TEAMS), entity_ref: `component:${at}` },
          })),
        account: {
          isWhole: random.chance(0.8),
          rank: random.integer(0, 2),
          money: random.pick(['USD', 'USD', 'EUR']),
          observer: random.chance(0.7) ? clusterId : random.pick(CLUSTERS),
        },
      });
    } else if (done === 6) {
      await compactCostDay({ knex, clusterId, day: at, floor: 5 });
    } else if (done === 7) {
      await forgetCostDay({ knex, clusterId, day: at });
    } else if (done === 8) {
      await dropEmptySeries({ knex, clusterId });
      await knex('cost_series')
        .where({ cluster_id: clusterId, name: 'web' })
        .update({ owner: random.pick(TEAMS) });
    } else if (await knex('cluster_alias').first()) {
      await knex('cluster_alias').delete();
    } else {
      const [id, into] = random.pick([
        ['d', 'a'],
        ['b', 'c'],
      ]);
      await knex('cluster_alias').insert({
        id,
        cluster_id: into,
        reason: 'the same',
        created_at: 1,
      });
    }
  };

  /**
   * What is kept of days side by side and one by one. What has a row has a day, as by that
   * it is told whether any day is known.
   */
  const keptTwice = async () => {
    const spans = await knex('cost_span');
    const days = await knex('cost_day');
    return {
      sideBySide: spans
        .flatMap((row: Row) => [
          `${row.series_id} in ${row.span}`,
          ...SPAN_COLUMNS.flatMap((name, index) =>
            row[name] === null
              ? []
              : [
                  `${row.series_id} ${row.span * SPAN_DAYS + index} ${
                    row[name]
                  }`,
                ],
          ),
        ])
        .sort(),
      oneByOne: [
        ...new Set(
          days.flatMap(({ series_id: id, day, cost }: Row) => [
            `${id} in ${spanOf(day)}`,
            `${id} ${day} ${cost}`,
          ]),
        ),
      ].sort(),
    };
  };

  const limitedTo = (ids: string[]): ReadContext => ({
    ...readingAt(knex),
    view: {
      fleet: { limited: ['clusters'], byId: new Map() },
      pastIds: new Set(ids),
    } as never,
  });

  const dayByDay = async (
    context: ReadContext,
    filter: CostFilter,
    days: { first: number; last: number },
  ) => {
    const rows: Row[] = await selectDays(context, filter, days)
      .groupBy([...Object.values(WORDS), 'cost_day.day'])
      .select({ ...WORDS, day: 'cost_day.day' })
      .sum({ cost: 'cost_day.cost' });
    return summed(rows as SpentRow[]);
  };

  it.each(Array.from({ length: SEEDS }, (_, seed) => `seed ${seed}`))(
    'are those of the days one by one, whatever is written, kept and asked for (%s)',
    async seed => {
      const random = randomOf(`spent/${seed}`);
      let told = 0;
      for (let step = 1; step <= STEPS; step += 1) {
        await change(random);
        if (step % 6 !== 0) continue;
        const { sideBySide, oneByOne } = await keptTwice();
        expect(sideBySide).toEqual(oneByOne);
        for (const context of [
          readingAt(knex),
          limitedTo(['a', 'c']),
          limitedTo(['a', 'b', 'd']),
          limitedTo([]),
        ]) {
          const [one, other] = [random.pick(DAYS), random.pick(DAYS)];
          const days = {
            first: Math.min(one, other),
            last: Math.max(one, other),
          };
          const filter = random.pick<CostFilter>([
            {},
            { owner: [TEAMS[0]] },
            { cluster: ['a', 'd'] },
          ]);
          const spent = summed(
            await readSpent(context, filter, { words: WORDS, days }),
          );
          expect(spent).toEqual(await dayByDay(context, filter, days));
          told += spent.length;
        }
      }
      expect(told).toBeGreaterThan(100);
      // Days of before there was such a table are put side by side when it is made.
      await daysSideBySide.down(knex);
      await daysSideBySide.up(knex);
      const { sideBySide, oneByOne } = await keptTwice();
      expect(sideBySide).toEqual(oneByOne);
    },
  );

  it('are right where days of the same things are written at once', async () => {
    const write = (day: number, cost: number) =>
      insertCostDay(knex, {
        clusterId: 'a',
        day,
        lines: ['web', 'api', 'db'].map(name => ({ name, cost })),
      });
    const writeAll = (round: number) =>
      Promise.all(
        [3, 9, 4, 8, 5, 7].flatMap(day => [
          write(day, day + round),
          compactCostDay({ knex, clusterId: 'a', day: day - 1, floor: 9 }),
        ]),
      );
    for (const round of [1, 2, 3]) await writeAll(round);
    const { sideBySide, oneByOne } = await keptTwice();
    expect(sideBySide).toEqual(oneByOne);
    expect(sideBySide.length).toBeGreaterThan(10);
  });

  it('are of no days where there are none', async () => {
    const days = { first: 3, last: 2 };
    expect(
      await readSpent(readingAt(knex), {}, { words: WORDS, days }),
    ).toEqual([]);
  });
});

type SpentRow = Record<keyof typeof WORDS, string> & {
  day: number;
  cost: number;
};

function summed(rows: readonly SpentRow[]): string[] {
  const sums = new Map<string, number>();
  for (const { clusterId, owner, money, day, cost } of rows) {
    const key = `${clusterId} ${owner} ${money} ${day}`;
    sums.set(key, (sums.get(key) ?? 0) + Number(cost));
  }
  return [...sums].map(([key, cost]) => `${key} ${cost}`).sort();
}

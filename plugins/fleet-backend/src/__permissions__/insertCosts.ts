import type { Knex } from 'knex';
import { insertCostDay, type TestLine } from '../__testUtils__/costs';
import type { Random } from '../__faults__/random';
import { maskOf } from '../derive/costs/hourColumns';
import { runSteps } from '../derive/statements';
import { writeCostHours } from '../derive/costs/writeCostHours';

const DAYS = 12;
const HOURS_DAYS = 2;

/**
 * Makes up what clusters cost on the days before the store's own time: of each cell, and
 * of nobody. Another cluster tells of some days.
 */
export async function insertCosts(
  knex: Knex,
  random: Random,
  clusterIds: readonly string[],
): Promise<void> {
  const cells = await knex('cell').orderBy([
    'cluster_id',
    'namespace',
    'entity_ref',
  ]);
  for (const clusterId of clusterIds) {
    const own = cells.filter(cell => cell.cluster_id === clusterId);
    for (let day = -DAYS; day < 0; day++) {
      const lines = own.map<TestLine>((cell, index) => ({
        namespace: cell.namespace,
        name: `thing-${index}`,
        cost: random.integer(1, 400) / 4,
        place: {
          entity_ref: cell.entity_ref,
          region: cell.region ?? 'unassigned',
          environment: cell.environment,
          owner: cell.owner,
          system: cell.system,
        },
      }));
      const isTold = day === -1 || random.chance(0.8);
      if (!isTold) continue;
      if (day >= -HOURS_DAYS) {
        await insertHours(knex, {
          clusterId,
          day,
          lines,
          observer: random.chance(0.3)
            ? random.pick([...clusterIds])
            : clusterId,
          hourOf: () => (random.chance(0.7) ? random.integer(1, 40) / 4 : null),
        });
      }
      await insertCostDay(knex, {
        clusterId,
        day,
        lines: [
          ...lines,
          {
            share: 'idle',
            namespace: '',
            kind: '',
            name: '',
            cost: random.integer(1, 100),
            place: { owner: 'unassigned' },
          },
        ],
        account: {
          // Of the last day each tells itself, so that none is without a word.
          observer:
            day < -1 && random.chance(0.3)
              ? random.pick([...clusterIds])
              : clusterId,
          isEstimated: random.chance(0.2),
          isWhole: random.chance(0.9),
        },
      });
    }
  }
}

/** What things cost by hour of a day; none of it is told where it would be nothing. */
async function insertHours(
  knex: Knex,
  options: {
    clusterId: string;
    day: number;
    lines: readonly TestLine[];
    observer: string;
    hourOf: () => number | null;
  },
): Promise<void> {
  const { clusterId, day, lines, observer, hourOf } = options;
  const things = lines.map(({ namespace = '', name = '', place }) => ({
    share: 'used',
    namespace,
    kind: 'Deployment',
    name,
    place,
    hours: Array.from({ length: 24 }, hourOf),
  }));
  if (things.length === 0) return;
  await runSteps(knex, () =>
    writeCostHours(knex, {
      clusterId,
      day,
      hours: {
        observer,
        engine: 'opencost',
        money: 'USD',
        mask: maskOf(Array(24).fill(1)),
        things,
      },
      hash: String(day),
      now: 5,
      placeOf: ({ namespace, name }) => ({
        entity_ref: '',
        region: 'eu',
        environment: 'production',
        owner: 'unassigned',
        system: 'unassigned',
        ...things.find(
          each => each.namespace === namespace && each.name === name,
        )?.place,
      }),
    }),
  );
}

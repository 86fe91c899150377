import type { Knex } from 'knex';
import { runSteps } from '../derive/statements';
import type { CostAccount, CostLine } from '../derive/costs/types';
import type { SeriesPlace } from '../derive/costs/placeSeries';
import { writeCostDay } from '../derive/costs/writeCostDay';

/** A thing that costs something, and what it belongs to. */
export type TestLine = Partial<CostLine> & {
  cost: number;
  place?: Partial<SeriesPlace>;
};

/** Writes what a cluster cost on a day, since 1970, as it would be taken down. */
export async function insertCostDay(
  knex: Knex,
  options: {
    clusterId: string;
    day: number;
    lines: TestLine[];
    account?: Partial<CostAccount>;
  },
): Promise<void> {
  const { clusterId, day, lines, account } = options;
  const places = new Map(
    lines.map(line => [`${line.namespace}/${line.name}`, line.place]),
  );
  await runSteps(knex, () =>
    writeCostDay(knex, {
      clusterId,
      day: {
        day,
        account: {
          observer: clusterId,
          engine: 'opencost',
          grain: 'workload',
          money: 'USD',
          isEstimated: false,
          isWhole: true,
          rank: 0,
          minutes: 1440 * lines.length,
          ...account,
        },
        lines: lines.map(({ place: _, ...line }) => ({
          namespace: 'shop',
          share: 'used' as const,
          kind: 'Deployment',
          name: 'checkout',
          ...line,
        })),
      },
      hash: String(day),
      now: 5,
      placeOf: ({ namespace, name }) => ({
        entity_ref: '',
        region: 'eu',
        environment: 'production',
        owner: 'group:default/platform',
        system: 'unassigned',
        ...places.get(`${namespace}/${name}`),
        ...(places.get(`undefined/${name}`) ?? {}),
      }),
    }),
  );
}

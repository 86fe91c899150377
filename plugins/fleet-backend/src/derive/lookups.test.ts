import type { Knex } from 'knex';
import { DEPLOYMENTS, factsOf } from '../__testUtils__/changes';
import { insertCluster } from '../__testUtils__/cluster';
import { describeDatabases } from '../__testUtils__/databases';
import { workloadFact } from '../__testUtils__/facts';
import { write } from '../__testUtils__/store';
import { unplaced } from './placeDeliveries';
import { deliveriesAt, namespacesAt, workloadsIn } from './readFacts';
import { runStatement, type Statement } from './statements';
import { worstInstances } from './worstThings';

const PLACES = [
  { clusterId: 'c-1', namespace: 'shop' },
  { clusterId: 'c-2', namespace: 'jobs' },
];

const LOOKUPS: {
  name: string;
  indexes: RegExp[];
  statement: (knex: Knex) => Statement;
}[] = [
  {
    name: 'the workloads in namespaces of clusters',
    indexes: [/workload_subject_index/],
    statement: knex => workloadsIn(knex, PLACES),
  },
  {
    name: 'the deliveries with a place there',
    indexes: [
      /delivery_place_pkey|sqlite_autoindex_delivery_place/,
      /delivery_pkey|sqlite_autoindex_delivery_1/,
    ],
    statement: knex => deliveriesAt(knex, [{ of_cluster: 'c-1', at: 'n/a' }]),
  },
  {
    name: 'namespaces by name',
    indexes: [/namespace_name_index/],
    statement: knex => namespacesAt(knex, PLACES),
  },
  {
    name: 'deliveries that are not placed',
    indexes: [/delivery_unplaced_index/],
    statement: knex => unplaced(knex, ['c-1', 'c-2']),
  },
  {
    name: 'what is worst on clusters',
    indexes: [/instance_worst_index/],
    statement: knex =>
      worstInstances(knex, ['c-1', 'c-2']).next().value as Statement,
  },
];

async function planOf(
  knex: Knex,
  { sql, bindings }: Statement,
  isPostgres: boolean,
): Promise<string> {
  if (!isPostgres) {
    const rows = await runStatement(knex, {
      sql: `explain query plan ${sql}`,
      bindings,
    });
    return rows.map(({ detail }) => detail).join('\n');
  }
  return knex.transaction(async trx => {
    // Of empty tables a scan is always the cheapest.
    await trx.raw('set local enable_seqscan = off');
    const { rows } = await trx.raw(
      `explain ${sql}`,
      bindings as Knex.RawBinding[],
    );
    return rows
      .map((row: Record<string, string>) => row['QUERY PLAN'])
      .join('\n');
  });
}

describeDatabases('what deriving looks up', database => {
  let knex: Knex;
  beforeAll(async () => {
    knex = await database.open();
    await insertCluster(knex, 'c-1');
    // One index is better than another only where there is something to find.
    await write(
      knex,
      DEPLOYMENTS,
      Array.from({ length: 400 }, (_, index) =>
        factsOf(
          workloadFact({ name: `w-${index}`, namespace: `n-${index % 100}` }),
        ),
      ),
    );
    await knex.raw('analyze workload');
  });

  it.each(LOOKUPS)('uses the index for $name', async lookup => {
    const plan = await planOf(
      knex,
      lookup.statement(knex),
      database.isPostgres,
    );
    for (const index of lookup.indexes) expect(plan).toMatch(index);
  });
});

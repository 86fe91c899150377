import path from 'node:path';
import { CLUSTER_POLICIES, factsOf } from '../__testUtils__/changes';
import { insertCluster } from '../__testUtils__/cluster';
import { describeDatabases } from '../__testUtils__/databases';
import { clusterFact, exceptionFact, policyFact } from '../__testUtils__/facts';
import { write } from '../__testUtils__/store';

const directory = path.resolve(__dirname, '../../migrations');
const NAME = '20261130230000_policy_columns.js';

describeDatabases('the columns of policies', database => {
  it('are filled from what is known, as they are when it is written', async () => {
    const knex = await database.open();
    await insertCluster(knex, 'prod');
    await write(
      knex,
      CLUSTER_POLICIES,
      [
        policyFact({
          name: 'limits',
          enforcement: 'deny',
          severity: 'high',
          categories: ['Pod Security', 'x","y', 'ends with \\'],
          message: 'says \\u0000 and "more"',
        }),
        policyFact({
          name: 'many',
          categories: Array.from({ length: 50 }, (_, index) => `c-${index}`),
        }),
        exceptionFact(),
        clusterFact({ name: 'other' }),
      ].map(fact => factsOf(fact)),
      { observer: 'prod' },
    );
    const written = await knex('fact').orderBy('id');
    expect(written.filter(({ health }) => health !== null)).toHaveLength(3);
    await knex.migrate.down({ directory, name: NAME });
    expect(await knex.schema.hasColumn('fact', 'categories')).toBe(false);
    await knex.migrate.up({ directory, name: NAME });
    expect(await knex('fact').orderBy('id')).toEqual(written);
  });
});

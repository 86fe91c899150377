import { BUDGETS, factsOf } from '../../__testUtils__/changes';
import { insertCluster } from '../../__testUtils__/cluster';
import { describeDatabases } from '../../__testUtils__/databases';
import { budgetFact } from '../../__testUtils__/facts';
import { insertCoverage, readingAt } from '../../__testUtils__/read';
import { resolverOf, write } from '../../__testUtils__/store';
import { listClusterStatements } from './listClusterStatements';

describeDatabases('budgets', database => {
  it('are current while the cost tool answers, also of clusters that it does not look at', async () => {
    const knex = await database.open();
    for (const id of ['tool', 'member']) await insertCluster(knex, id);
    await insertCoverage(knex, 'tool', BUDGETS.key);
    await write(
      knex,
      BUDGETS,
      [
        factsOf(
          budgetFact({
            name: 'of-member',
            subject: { type: 'reference', server: 'https://member' },
          }),
        ),
      ],
      {
        observer: 'tool',
        resolver: resolverOf({ 'https://member': 'member' }),
      },
    );
    const ask = async () => {
      const { items } = await listClusterStatements(
        readingAt(knex),
        'member',
        {},
        'budgets',
      );
      return items.map(({ name, currency }) => [name, currency.current]);
    };
    expect(await ask()).toEqual([['of-member', true]]);
    await knex('coverage').update({
      state: 'unreachable',
      reason: 'no answer',
    });
    expect(await ask()).toEqual([['of-member', false]]);
  });
});

import { describeDatabases } from '../__testUtils__/databases';
import { DEPLOYMENTS, factsOf } from '../__testUtils__/changes';
import { workloadFact } from '../__testUtils__/facts';
import { write } from '../__testUtils__/store';
import { textOfFact } from './textOfFact';

describeDatabases('textOfFact', database => {
  it.each([
    ['plain text', 'a text', 'a text'],
    ['an emoji', '\u{1f680}', '\u{1f680}'],
    ['what only looks like an escape', 'C:\\udata\\u0000', 'C:\\udata\\u0000'],
  ])('is %s as it was said', async (_what, said, told) => {
    const knex = await database.open();
    await write(knex, DEPLOYMENTS, [factsOf(workloadFact())]);
    await knex('workload').update({
      data: JSON.stringify({ parent: { kind: said } }),
    });
    const row = await knex('workload').first(
      knex.raw(`${textOfFact(knex, 'workload', 'parent', 'kind')} as kind`),
    );
    expect(row).toEqual({ kind: told });
  });

  it.each([
    ['a zero', '\u0000'],
    ['half of a pair', '\ud800'],
    ['a zero behind a backslash', '\\\u0000'],
  ])('takes no other fact with it for %s', async (_what, said) => {
    const knex = await database.open();
    await write(
      knex,
      DEPLOYMENTS,
      ['bad', 'good'].map(name => factsOf(workloadFact({ name }))),
    );
    for (const name of ['bad', 'good']) {
      await knex('workload')
        .where({ name })
        .update({
          data: JSON.stringify({
            message: name === 'bad' ? said : '',
            version: '1',
          }),
        });
    }
    const rows = await knex('workload')
      .whereRaw(`${textOfFact(knex, 'workload', 'version')} = '1'`)
      .pluck('name');
    expect(rows).toContain('good');
  });
});

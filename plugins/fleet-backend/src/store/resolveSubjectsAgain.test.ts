import {
  APPLICATIONS,
  factsOf,
  POLICY_REPORTS,
} from '../__testUtils__/changes';
import { describeDatabases } from '../__testUtils__/databases';
import { brings, deliveryFact, findingFact } from '../__testUtils__/facts';
import {
  dirtyMarks,
  forgetMarks,
  resolverOf,
  write,
  writesOf,
} from '../__testUtils__/store';
import { resolveSubjectsAgain } from './resolveSubjectsAgain';

function application(name: string, server?: string) {
  return factsOf(
    deliveryFact({
      name,
      brings: brings(`${name}/${name}`),
      ...(server ? { subject: { type: 'reference', server } } : {}),
    }),
  );
}

describeDatabases('resolveSubjectsAgain', database => {
  it('leads to a cluster that became known, and marks all that it touches', async () => {
    const knex = await database.open();
    await write(
      knex,
      APPLICATIONS,
      [application('away', 'https://a'), application('home')],
      { observer: 'hub' },
    );
    expect(
      await knex('delivery').where({ name: 'away' }).pluck('subject'),
    ).toEqual([null]);
    await forgetMarks(knex);
    await resolveSubjectsAgain({
      knex,
      resolver: resolverOf({ 'https://a': 'c-a' }),
    });
    expect(
      await knex('delivery').orderBy('name').select('name', 'subject'),
    ).toEqual([
      { name: 'away', subject: 'c-a' },
      { name: 'home', subject: 'hub' },
    ]);
    expect(await dirtyMarks(knex)).toEqual(['c-a/*', 'hub/*']);
  });

  it('leads findings to their cluster, too, and has them added up there', async () => {
    const knex = await database.open();
    await write(
      knex,
      POLICY_REPORTS,
      [
        factsOf(
          findingFact({ subject: { type: 'reference', server: 'https://a' } }),
        ),
      ],
      { observer: 'hub' },
    );
    await knex('compliance_mark').delete();
    await resolveSubjectsAgain({
      knex,
      resolver: resolverOf({ 'https://a': 'c-a' }),
    });
    expect(await knex('finding').pluck('subject')).toEqual(['c-a']);
    expect(await knex('compliance_mark').pluck('cluster_id')).toEqual(['c-a']);
  });

  it('leads nowhere once the cluster is gone, and marks where it was', async () => {
    const knex = await database.open();
    await write(knex, APPLICATIONS, [application('away', 'https://a')], {
      observer: 'hub',
      resolver: resolverOf({ 'https://a': 'c-a' }),
    });
    await forgetMarks(knex);
    await resolveSubjectsAgain({ knex, resolver: resolverOf() });
    expect(await knex('delivery').pluck('subject')).toEqual([null]);
    expect(await dirtyMarks(knex)).toEqual(['c-a/*', 'hub/*']);
  });

  it('writes nothing when all leads where it led', async () => {
    const knex = await database.open();
    const resolver = resolverOf({ 'https://a': 'c-a' });
    await write(
      knex,
      APPLICATIONS,
      [
        application('away', 'https://a'),
        application('lost', 'https://nowhere'),
        application('home'),
      ],
      { observer: 'hub', resolver },
    );
    const writes = await writesOf(knex, () =>
      resolveSubjectsAgain({ knex, resolver }),
    );
    expect(writes).toEqual([]);
  });
});

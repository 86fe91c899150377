import { mockServices } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { factsOf, POLICY_REPORTS } from '../../__testUtils__/changes';
import { insertCluster } from '../../__testUtils__/cluster';
import { describeDatabases } from '../../__testUtils__/databases';
import { findingFact } from '../../__testUtils__/facts';
import { statementsOf, write } from '../../__testUtils__/store';
import { ComplianceLoop } from './ComplianceLoop';

describeDatabases('ComplianceLoop', database => {
  let knex: Knex;
  let told: number;

  beforeEach(async () => {
    knex = await database.open();
    told = 0;
    for (const id of ['a', 'b', 'c']) {
      await insertCluster(knex, id);
      await write(knex, POLICY_REPORTS, [factsOf(findingFact())], {
        observer: id,
      });
    }
  });

  const loopOf = (isOwned: (clusterId: string) => boolean = () => true) =>
    new ComplianceLoop({
      knex,
      logger: mockServices.logger.mock(),
      isOwned,
      now: () => 1_000_000,
      onChanged: async () => {
        told++;
      },
    });
  const addedUp = async () =>
    (await knex('compliance_sum').orderBy('cluster_id')).map(
      ({ cluster_id: id }) => id,
    );
  const marked = async () =>
    (
      await knex('compliance_mark').distinct('cluster_id').orderBy('cluster_id')
    ).map(({ cluster_id: id }) => id);

  it('adds up what is marked, tells of it, and takes the marks away', async () => {
    const loop = loopOf();
    await loop.idle();
    expect(await addedUp()).toEqual(['a', 'b', 'c']);
    expect(await marked()).toEqual([]);
    expect(told).toBe(1);
    await loop.idle();
    expect(told).toBe(1);
    await loop.stop();
  });

  it('does nothing with clusters of which there is nothing, but takes their marks away', async () => {
    await insertCluster(knex, 'd');
    await knex('compliance_mark').delete();
    await knex('compliance_mark').insert({ cluster_id: 'd' });
    const loop = loopOf();
    const statements = await statementsOf(knex, () => loop.idle());
    expect(statements.filter(sql => sql.includes('from cell'))).toEqual([]);
    expect(await marked()).toEqual([]);
    expect(told).toBe(0);
    await loop.stop();
  });

  it('takes away what is kept of findings that are gone', async () => {
    const loop = loopOf();
    await loop.idle();
    await knex('finding').where({ observer: 'a' }).delete();
    await knex('compliance_mark').insert({ cluster_id: 'a' });
    await loop.idle();
    expect(await addedUp()).toEqual(['b', 'c']);
    expect(await marked()).toEqual([]);
    await loop.stop();
  });

  it('leaves to others what is theirs', async () => {
    const loop = loopOf(id => id === 'b');
    await loop.idle();
    expect(await addedUp()).toEqual(['b']);
    expect(await marked()).toEqual(['a', 'c']);
    await loop.stop();
  });

  it('lets one that cannot be added up cost no other, and keeps its mark', async () => {
    await knex('finding').where({ observer: 'b' }).update({ data: '{' });
    const loop = loopOf();
    await loop.idle();
    expect(await addedUp()).toEqual(['a', 'c']);
    expect(await marked()).toEqual(['b']);
    await loop.stop();
  });

  it('does nothing once it is stopped', async () => {
    const loop = loopOf();
    loop.nudge();
    await loop.stop();
    loop.nudge();
    await loop.idle();
    expect(await addedUp()).toEqual([]);
  });
});

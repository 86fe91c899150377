import type { Knex } from 'knex';
import { insertCluster } from '../__testUtils__/cluster';
import { describeDatabases } from '../__testUtils__/databases';
import { readPastSubjects } from './readPastSubjects';

const environmentOf = (source: string) => ({
  attributes: JSON.stringify({
    environment: { value: 'prod', evidence: { source, value: 'prod' } },
  }),
});

describeDatabases('readPastSubjects', database => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await database.open();
  });

  const read = (...ids: string[]) =>
    readPastSubjects({
      knex,
      present: new Map(ids.map(id => [id, { cluster: [id, `told-${id}`] }])),
      namesOf: () => [],
    });
  const record = (cluster: string, name: string, isOperators: boolean | null) =>
    knex('cluster_record').insert({
      source_id: 'config',
      source_title: 'Config',
      name,
      cluster_id: cluster,
      tls_verified: true,
      operator_named: isOperators,
      present: false,
      first_seen_at: 1_000,
    });

  it('knows what left by what was known of it, and by the names that an operator gave it', async () => {
    await insertCluster(knex, 'a');
    await insertCluster(knex, 'left', {
      left_at: 5,
      ...environmentOf('configuration'),
    });
    await record('left', 'prod-1', true);
    await record('left', 'old', null);
    await record('left', 'mine', false);
    await insertCluster(knex, 'own', { left_at: 5, ...environmentOf('none') });
    const subjects = await read('a');
    expect([...subjects.keys()].sort()).toEqual(['a', 'left', 'own']);
    expect(subjects.get('a')).toEqual({ cluster: ['a', 'told-a'] });
    expect(subjects.get('left')).toMatchObject({ environment: 'prod' });
    expect(subjects.get('left')?.cluster.toSorted()).toEqual([
      'config/mine',
      'config/old',
      'config/prod-1',
      'left',
      'old',
      'prod-1',
    ]);
    expect(subjects.get('own')?.environment).toBeUndefined();
  });

  it('takes what was merged for what it is part of', async () => {
    await insertCluster(knex, 'a');
    await insertCluster(knex, 'first', {
      left_at: 5,
      ...environmentOf('configuration'),
    });
    await knex('cluster_alias').insert({
      id: 'first',
      cluster_id: 'a',
      reason: 'the same uid',
      created_at: 1,
    });
    const subjects = await read('a');
    expect(subjects.get('first')).toEqual({
      cluster: ['first', 'a', 'told-a'],
    });
  });
});

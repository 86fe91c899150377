import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { describeDatabases } from '../__testUtils__/databases';
import { openDatabase } from './openDatabase';

const directory = resolvePackagePath(
  '@fleetview/backstage-plugin-fleet-backend',
  'migrations',
);

async function tablesOf(
  knex: Awaited<ReturnType<typeof openDatabase>>,
  isPostgres: boolean,
): Promise<string[]> {
  const rows: { name: string }[] = isPostgres
    ? await knex('pg_tables')
        .where({ schemaname: 'public' })
        .select({ name: 'tablename' })
    : await knex('sqlite_master').where({ type: 'table' }).select('name');
  return rows
    .map(({ name }) => name)
    .filter(name => !/^(sqlite_|knex_migrations)/.test(name))
    .sort();
}

describeDatabases('the migrations', database => {
  it('go up, down and up again', async () => {
    const knex = await database.open();
    const up = await tablesOf(knex, database.isPostgres);
    expect(up).toEqual([
      'action_run',
      'alert',
      'allocation',
      'audit_entry',
      'audit_retention',
      'audit_webhook',
      'cell',
      'cluster',
      'cluster_alias',
      'cluster_lease',
      'cluster_record',
      'cluster_split',
      'cluster_write',
      'compliance_day',
      'compliance_mark',
      'compliance_span',
      'compliance_sum',
      'cost_day',
      'cost_hours',
      'cost_hours_told',
      'cost_mark',
      'cost_series',
      'cost_span',
      'cost_told',
      'coverage',
      'delivery',
      'delivery_label',
      'delivery_place',
      'delivery_source',
      'dirty',
      'drift_desire',
      'drift_episode',
      'drift_look',
      'drift_mark',
      'drift_told',
      'drift_wish',
      'entity',
      'entity_budget',
      'evidence',
      'exception',
      'exception_approval',
      'fact',
      'failing',
      'failure',
      'finding',
      'finding_repeat',
      'history_keeping',
      'instance',
      'instance_day',
      'namespace',
      'node',
      'notification_applied',
      'notification_told',
      'notification_turn',
      'notification_watch',
      'policy_engine',
      'policy_place',
      'price_row',
      'promotion',
      'promotion_attempt',
      'promotion_happening',
      'reader_view',
      'replica',
      'revision',
      'rollout',
      'rollout_entity',
      'rollout_mark',
      'rollout_member',
      'signing_key',
      'transition',
      'unbound',
      'workload',
    ]);
    await knex.migrate.rollback({ directory }, true);
    expect(await tablesOf(knex, database.isPostgres)).toEqual([]);
    await knex.migrate.latest({ directory });
    expect(await tablesOf(knex, database.isPostgres)).toEqual(up);
    expect(
      (await knex('revision').select()).map(row => Number(row.value)),
    ).toEqual([1]);
  });

  it('are left to others where configuration says so', async () => {
    const knex = await database.open();
    await knex.migrate.rollback({ directory }, true);
    await openDatabase({
      getClient: async () => knex,
      migrations: { skip: true },
    });
    expect(await tablesOf(knex, database.isPostgres)).toEqual([]);
  });

  it('run over a database that is up to date without a change', async () => {
    const knex = await database.open();
    await knex('dirty').insert({ cluster_id: 'c-1', namespace: 'shop' });
    await openDatabase({ getClient: async () => knex });
    expect(await knex('dirty').select()).toHaveLength(1);
  });
});

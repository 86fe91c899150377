import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { describeDatabases } from '../__testUtils__/databases';
import { versionColumn } from '../derive/instanceRow';

const directory = resolvePackagePath(
  '@fleetview/backstage-plugin-fleet-backend',
  'migrations',
);
const name = '20261129030000_matrix.js';

const DATA: Record<string, Record<string, any>> = {
  settled: {
    version: { actual: '1.2.3', desired: '1.3.0', settled: true },
    sinceIsLowerBound: true,
    staleSince: 4_000,
  },
  long: {
    version: { desired: 'v'.repeat(300), settled: false },
    sinceIsLowerBound: false,
  },
  none: { version: { settled: false }, sinceIsLowerBound: false },
};

describeDatabases('the migration to the matrix', database => {
  it('takes over what instances say already, as they would be written now', async () => {
    const knex = await database.open();
    await knex.migrate.down({ directory, name });
    const row = (id: string, data: string) => ({
      id,
      cluster_id: 'c-1',
      namespace: id,
      entity_ref: '',
      health: 'healthy',
      sync: 'synced',
      stale: false,
      since: 1_000,
      hash: 'h',
      data,
    });
    await knex('instance').insert([
      ...Object.entries(DATA).map(([id, data]) =>
        row(id, JSON.stringify(data)),
      ),
      row('nul', JSON.stringify({ version: { actual: 'a\0b' } })),
    ]);
    await knex.migrate.up({ directory, name });
    const rows = await knex('instance').whereNot({ id: 'nul' }).select();
    expect(rows).toHaveLength(3);
    for (const { id, ...found } of rows) {
      const { version, sinceIsLowerBound, staleSince = null } = DATA[id];
      expect({
        version: found.version ?? undefined,
        desired: found.desired_version ?? undefined,
        atLeast: Boolean(found.since_lower_bound),
        staleSince:
          found.stale_since === null ? null : Number(found.stale_since),
      }).toEqual({
        version: versionColumn(version.actual),
        desired: versionColumn(version.desired),
        atLeast: sinceIsLowerBound,
        staleSince,
      });
    }
  });
});

import type { ClusterRecord } from '@fleetview/backstage-plugin-fleet-node';
import type { Knex } from 'knex';
import { recorded, testAudit } from '../__testUtils__/audit';
import { describeDatabases } from '../__testUtils__/databases';
import { registryOf } from '../__testUtils__/registry';
import { verifyAudit } from '../audit/verifyAudit';
import { noteAttributes } from './noteAttributes';
import { recordQuarantine } from './recordQuarantine';

const SOURCE = { id: 'config', title: 'Configuration' };

const record = (name: string, server: string): ClusterRecord => ({
  name,
  origin: 'operator',
  access: { type: 'direct', connection: { server, token: 'hunter2' } },
});

describeDatabases('what changes of clusters', database => {
  let knex: Knex;
  beforeEach(async () => {
    knex = await database.open();
  });

  it('is recorded when it is named, moves, leaves and comes back', async () => {
    const { registry, idOf } = await registryOf(knex);
    const tell = (...records: ClusterRecord[]) =>
      registry.replaceClusters(SOURCE, records);
    await tell(record('one', 'https://one.example'));
    // That it is told again is no news.
    await tell(record('one', 'https://one.example'));
    const target = idOf('one');
    expect(await recorded(knex)).toEqual([
      expect.objectContaining({
        event: 'cluster-registered',
        phase: 'whole',
        result: 'succeeded',
        target,
        name: 'one',
        reason: "told by 'Configuration'",
        after: {
          source: 'config',
          record: 'one',
          server: 'https://one.example',
          tlsVerified: true,
        },
      }),
    ]);
    await tell(record('one', 'https://moved.example'));
    await tell();
    await tell(record('one', 'https://moved.example'));
    expect((await recorded(knex)).slice(1).map(({ event }) => event)).toEqual([
      'cluster-record-changed',
      'cluster-record-changed',
      'cluster-record-changed',
      'cluster-left',
      'cluster-record-changed',
      'cluster-returned',
    ]);
    const { breaksTotal } = await verifyAudit({
      knex,
      keepDays: 400,
      now: Date.now(),
    });
    expect(breaksTotal).toBe(0);
    expect(JSON.stringify(await knex('audit_entry'))).not.toContain('hunter2');
    const [moved, moves] = (await recorded(knex)).slice(1);
    expect(moved).toMatchObject({
      target,
      before: { server: 'https://one.example', present: true },
      after: { server: 'https://moved.example', present: true },
    });
    expect(moves).toMatchObject({
      target,
      reason: 'its API server or certificate authority is another',
    });
  });

  it('is recorded once, by whichever replica was first', async () => {
    const replicas = [await registryOf(knex), await registryOf(knex)];
    await Promise.all(
      replicas.map(({ registry }) =>
        registry.replaceClusters(SOURCE, [
          record('one', 'https://one.example'),
        ]),
      ),
    );
    const [{ registry, idOf }] = replicas;
    await Promise.all(
      replicas.map(each => each.registry.identify(idOf('one'), 'uid-1')),
    );
    await registry.identify(idOf('one'), 'uid-1');
    expect(
      (await recorded(knex)).map(({ event, after }) => [event, after]),
    ).toEqual([
      ['cluster-registered', expect.anything()],
      ['cluster-identified', { uid: 'uid-1' }],
    ]);
  });

  it('is recorded when two become one and when they part again', async () => {
    const { registry, idOf } = await registryOf(knex);
    await registry.replaceClusters(SOURCE, [
      record('one', 'https://one.example'),
      record('two', 'https://two.example'),
    ]);
    const [one, two] = [idOf('one'), idOf('two')];
    await registry.confirmMerge(two, one, 'an operator says so');
    await registry.split(two, 'fleet.splits[0] says so');
    expect(
      await recorded(knex, ['cluster-merged', 'cluster-split']),
    ).toMatchObject([
      {
        event: 'cluster-merged',
        target: two,
        name: 'two',
        before: { id: two },
        after: { id: two, aliasOf: one },
        reason: 'an operator says so',
      },
      {
        event: 'cluster-split',
        target: two,
        before: { id: two, aliasOf: one },
        after: { id: two },
        reason: 'fleet.splits[0] says so',
      },
    ]);
  });

  it('does not happen where it cannot be recorded', async () => {
    const { registry, idOf } = await registryOf(knex);
    const records = ['one', 'two'].map(name =>
      record(name, `https://${name}.example`),
    );
    await registry.replaceClusters(SOURCE, records);
    const [one, two] = [idOf('one'), idOf('two')];
    await knex.schema.renameTable('audit_entry', 'gone');
    await expect(registry.confirmMerge(two, one, 'x')).rejects.toThrow();
    await expect(registry.identify(one, 'uid-1')).rejects.toThrow();
    await expect(
      registry.replaceClusters(SOURCE, [
        ...records,
        record('three', 'https://three.example'),
      ]),
    ).rejects.toThrow();
    await knex.schema.renameTable('gone', 'audit_entry');
    expect(await knex('cluster_alias')).toEqual([]);
    expect(await knex('cluster').whereNotNull('uid')).toEqual([]);
    expect(await knex('cluster').orderBy('name').pluck('name')).toEqual([
      'one',
      'two',
    ]);
    await registry.confirmMerge(two, one, 'x');
    expect(await recorded(knex, ['cluster-merged'])).toHaveLength(1);
  });

  it('is recorded when an address leads elsewhere, and back, once for all replicas', async () => {
    const held = (state: 'quarantined' | 'released', uid: string) =>
      recordQuarantine({
        audit: testAudit(knex),
        clusterId: 'c-1',
        name: 'one',
        uid,
        state,
        ...(state === 'quarantined' ? { reason: 'leads elsewhere' } : {}),
      });
    await held('released', 'uid-1');
    await held('quarantined', 'uid-2');
    await held('quarantined', 'uid-2');
    await held('quarantined', 'uid-3');
    await held('released', 'uid-1');
    await held('released', 'uid-1');
    expect(
      (await recorded(knex)).map(({ event, after }) => [event, after]),
    ).toEqual([
      ['cluster-quarantined', { uid: 'uid-2' }],
      ['cluster-quarantined', { uid: 'uid-3' }],
      ['cluster-released', { uid: 'uid-1' }],
    ]);
  });

  it('is recorded when configuration says something else of what it is', async () => {
    const { registry, idOf } = await registryOf(knex);
    await registry.replaceClusters(SOURCE, [
      record('one', 'https://one.example'),
    ]);
    const note = (configured: object, configurationKey?: string) =>
      noteAttributes({
        audit: testAudit(knex),
        clusters: [
          {
            id: idOf('one'),
            name: 'one',
            configured,
            ...(configurationKey ? { configurationKey } : {}),
          },
        ],
      });
    await note({});
    await note(
      { region: 'eu', owner: 'group:default/a' },
      'fleet.attributes[0]',
    );
    await note(
      { owner: 'group:default/a', region: 'eu' },
      'fleet.attributes[1]',
    );
    await note({ region: 'us' }, 'fleet.attributes[0]');
    await note({});
    expect(
      (await recorded(knex, ['cluster-attributes-changed'])).map(
        ({ before, after, reason }) => [before, after, reason],
      ),
    ).toEqual([
      [
        {},
        { region: 'eu', owner: 'group:default/a' },
        'fleet.attributes[0] says so',
      ],
      [
        { region: 'eu', owner: 'group:default/a' },
        { region: 'us' },
        'fleet.attributes[0] says so',
      ],
      [{ region: 'us' }, {}, 'no entry of fleet.attributes names it any more'],
    ]);
  });
});

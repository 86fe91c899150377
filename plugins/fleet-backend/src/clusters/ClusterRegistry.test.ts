import type { Knex } from 'knex';
import { NO_CONFIG } from '../__testUtils__/cluster';
import { describeDatabases } from '../__testUtils__/databases';
import {
  direct,
  notAsked,
  registryOf,
  SOURCE_A,
  SOURCE_B,
} from '../__testUtils__/registry';
import { configuredAttributes } from '../derive/configuredAttributes';

const presentIds = (knex: Knex): Promise<string[]> =>
  knex('cluster').whereNull('left_at').orderBy('id').pluck('id');

describeDatabases('ClusterRegistry', database => {
  it('gives each cluster an id of ours, and says how to reach it', async () => {
    const knex = await database.open();
    const { registry, told, idOf } = await registryOf(knex);
    await registry.replaceClusters(SOURCE_A, [
      { ...direct('prod', 'https://prod'), title: 'Production' },
      notAsked('shy', 'https://shy'),
    ]);
    expect(told).toEqual([
      'connect prod https://prod',
      'not-asked shy',
      'references',
    ]);
    expect(idOf('prod')).toMatch(/^c-[0-9a-f]{18}$/);
    expect(idOf('a/prod')).toBe(idOf('prod'));
    expect(await knex('cluster').orderBy('name')).toMatchObject([
      { id: idOf('prod'), name: 'prod', title: 'Production', left_at: null },
      { id: idOf('shy'), name: 'shy', left_at: null },
    ]);
    expect(await knex('cluster_record').orderBy('name')).toMatchObject([
      {
        source_id: 'a',
        source_title: 'Source A',
        name: 'prod',
        cluster_id: idOf('prod'),
        server: 'https://prod',
      },
      { name: 'shy', server: 'https://shy' },
    ]);
  });

  it('never writes down how to get in', async () => {
    const knex = await database.open();
    const { registry } = await registryOf(knex);
    await registry.replaceClusters(SOURCE_A, [
      direct('prod', 'https://prod', {
        token: 'secret-token',
        clientKey: 'secret-key',
        skipTlsVerify: true,
      }),
    ]);
    const everything = JSON.stringify([
      await knex('cluster'),
      await knex('cluster_record'),
    ]);
    expect(everything).not.toContain('secret');
    expect(Boolean((await knex('cluster_record').first()).tls_verified)).toBe(
      false,
    );
  });

  it('keeps ids over a restart, and whatever else a record says', async () => {
    const knex = await database.open();
    const before = await registryOf(knex);
    await before.registry.replaceClusters(SOURCE_A, [
      direct('prod', 'https://prod'),
      direct('stage', 'https://stage'),
    ]);
    const { registry, told, idOf } = await registryOf(knex);
    expect(
      registry
        .clusters()
        .map(({ id }) => id)
        .sort(),
    ).toEqual(await presentIds(knex));
    await registry.replaceClusters(SOURCE_A, [
      { ...direct('prod', 'https://moved'), title: 'Moved' },
      direct('stage', 'https://stage'),
    ]);
    expect(idOf('prod')).toBe(before.idOf('prod'));
    expect(idOf('stage')).toBe(before.idOf('stage'));
    expect(told).toEqual([
      'connect prod https://moved',
      'connect stage https://stage',
      'references',
    ]);
    expect(await knex('cluster').pluck('id')).toHaveLength(2);
  });

  it('tells only what is different', async () => {
    const knex = await database.open();
    const { registry, told } = await registryOf(knex);
    const stage = direct('stage', 'https://stage');
    await registry.replaceClusters(SOURCE_A, [
      direct('prod', 'https://prod', { token: 'one' }),
      stage,
    ]);
    told.length = 0;
    await registry.replaceClusters(SOURCE_A, [
      direct('prod', 'https://prod', { token: 'two' }),
      stage,
    ]);
    expect(told).toEqual(['connect prod https://prod two', 'references']);
    told.length = 0;
    await registry.replaceClusters(SOURCE_A, [notAsked('prod'), stage]);
    expect(told).toEqual(['not-asked prod', 'references']);
  });

  it('takes the same name in two sources for two clusters', async () => {
    const knex = await database.open();
    const { registry, idOf } = await registryOf(knex);
    await registry.replaceClusters(SOURCE_A, [direct('prod', 'https://one')]);
    await registry.replaceClusters(SOURCE_B, [direct('prod', 'https://two')]);
    expect(idOf('a/prod')).not.toBe(idOf('b/prod'));
    await registry.replaceClusters(SOURCE_B, []);
    expect(registry.clusters().map(({ names }) => names)).toEqual([
      ['prod', 'a/prod'],
    ]);
  });

  it('knows since when nobody names a cluster, and takes it back under its id', async () => {
    const knex = await database.open();
    const { registry, told, idOf } = await registryOf(knex);
    await registry.replaceClusters(SOURCE_A, [
      direct('prod', 'https://prod'),
      direct('stage', 'https://stage'),
    ]);
    const id = idOf('prod');
    told.length = 0;
    const asked = Date.now();
    await registry.replaceClusters(SOURCE_A, [
      direct('stage', 'https://stage'),
    ]);
    expect(told).toEqual(['gone prod', 'references']);
    const left = await knex('cluster').where({ id }).first();
    expect(Number(left.left_at)).toBeGreaterThanOrEqual(asked);
    const record = await knex('cluster_record').where({ name: 'prod' }).first();
    expect(Boolean(record.present)).toBe(false);
    expect(Number(record.left_at)).toBeGreaterThanOrEqual(asked);

    told.length = 0;
    await registry.replaceClusters(SOURCE_A, [
      direct('stage', 'https://stage'),
      direct('prod', 'https://prod'),
    ]);
    expect(idOf('prod')).toBe(id);
    expect(told).toEqual(['connect prod https://prod', 'references']);
    expect((await knex('cluster').where({ id }).first()).left_at).toBeNull();
  });

  it('gives attributes by a name alone to what the operator named, also before sources tell', async () => {
    const knex = await database.open();
    const first = await registryOf(knex);
    await first.registry.replaceClusters(SOURCE_A, [
      { ...direct('prod', 'https://prod'), origin: 'operator' },
    ]);
    await first.registry.replaceClusters(SOURCE_B, [
      { ...direct('prod', 'https://impostor'), origin: 'catalog' },
      // Calls itself as the other source would.
      { ...direct('a/prod', 'https://liar'), origin: 'catalog' },
      {
        ...direct('told', 'https://told'),
        origin: 'operator',
        hub: { cluster: 'mgmt', name: 'prod' },
      },
    ]);
    const config = {
      ...NO_CONFIG,
      attributes: ['prod', 'a/prod', 'told', 'b/told'].map(cluster => ({
        cluster,
        values: { owner: `owner of ${cluster}` },
        key: `of ${cluster}`,
      })),
    };
    const { registry: restarted } = await registryOf(knex);
    for (const registry of [first.registry, restarted]) {
      expect(
        registry
          .clusters()
          .map(cluster => [
            cluster.servers[0],
            configuredAttributes(config, cluster).configured.owner,
          ]),
      ).toEqual([
        ['https://prod', 'owner of prod'],
        ['https://impostor', undefined],
        ['https://liar', undefined],
        ['https://told', 'owner of b/told'],
      ]);
    }
  });

  it('keeps what a source named that has not told anything yet', async () => {
    const knex = await database.open();
    const before = await registryOf(knex);
    await before.registry.replaceClusters(SOURCE_A, [
      direct('prod', 'https://prod'),
    ]);
    await before.registry.replaceClusters(SOURCE_B, [
      direct('old', 'https://old'),
    ]);
    const { registry } = await registryOf(knex);
    await registry.allSourcesTold(['a']);
    expect(registry.clusters().map(({ name }) => name)).toEqual(['prod']);
    expect(await knex('cluster').whereNotNull('left_at').pluck('name')).toEqual(
      ['old'],
    );
  });

  it('regression: tells that a source is no more', async () => {
    const knex = await database.open();
    const before = await registryOf(knex);
    await before.registry.replaceClusters(SOURCE_B, [
      direct('old', 'https://old'),
    ]);
    const id = before.idOf('old');
    const { registry, told } = await registryOf(knex);
    await registry.allSourcesTold(['a']);
    // What referred to it leads nowhere now, and nobody waits for it.
    expect(told).toEqual([`gone ${id}`, 'references']);
  });

  it('keeps changes of the set apart', async () => {
    const knex = await database.open();
    const { registry } = await registryOf(knex);
    const names = ['a', 'b', 'c', 'd', 'e'];
    await Promise.all(
      names.map((_, index) =>
        registry.replaceClusters(
          SOURCE_A,
          names
            .slice(0, index + 1)
            .map(name => direct(name, `https://${name}`)),
        ),
      ),
    );
    expect(registry.clusters().map(({ name }) => name)).toEqual(names);
    expect(await knex('cluster').pluck('id')).toHaveLength(5);
  });

  it('goes on after a change that failed', async () => {
    const knex = await database.open();
    const { registry } = await registryOf(knex);
    await knex.schema.renameTable('cluster_record', 'away');
    await expect(
      registry.replaceClusters(SOURCE_A, [direct('prod', 'https://prod')]),
    ).rejects.toThrow();
    await knex.schema.renameTable('away', 'cluster_record');
    await registry.replaceClusters(SOURCE_A, [direct('prod', 'https://prod')]);
    expect(await presentIds(knex)).toHaveLength(1);
  });
});

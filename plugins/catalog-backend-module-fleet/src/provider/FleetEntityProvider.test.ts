import { mockServices } from '@backstage/backend-test-utils';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type { EntityProviderMutation } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { Knex } from 'knex';
import { describeDatabases } from '../__testUtils__/databases';
import { connection, FakeFleet, source } from '../__testUtils__/fleet';
import { readProviderConfig } from '../readProviderConfig';
import { readClusters } from '../store/readClusters';
import { FleetEntityProvider } from './FleetEntityProvider';

describeDatabases('FleetEntityProvider', open => {
  let knex: Knex;
  let fleet: FakeFleet;

  beforeEach(async () => {
    knex = await open();
    fleet = new FakeFleet();
  });

  /** A replica's provider, and what the catalog has by its word. */
  async function start(
    options: {
      entities?: Entity[];
      config?: object;
      has?: Map<string, Entity>;
    } = {},
  ) {
    const has = options.has ?? new Map<string, Entity>();
    const mutations: EntityProviderMutation[] = [];
    const logger = mockServices.logger.mock();
    const broken: { error?: Error } = {};
    const provider = FleetEntityProvider.create({
      config: readProviderConfig(
        mockServices.rootConfig({
          data: { catalog: { providers: { fleet: options.config ?? {} } } },
        }),
      ),
      knex,
      fleet,
      catalog: catalogServiceMock({ entities: options.entities ?? [] }),
      auth: mockServices.auth(),
      scheduler: mockServices.scheduler.mock(),
      logger,
    });
    await provider.connect({
      applyMutation: async mutation => {
        if (broken.error) throw broken.error;
        mutations.push(mutation);
        if (mutation.type === 'full') has.clear();
        const removed = mutation.type === 'delta' ? mutation.removed : [];
        for (const each of removed) {
          has.delete(
            'entityRef' in each
              ? each.entityRef
              : stringifyEntityRef(each.entity),
          );
        }
        const added =
          mutation.type === 'full' ? mutation.entities : mutation.added;
        for (const { entity, locationKey } of added) {
          expect(locationKey).toBe('fleet');
          has.set(stringifyEntityRef(entity), entity);
        }
      },
      refresh: async () => {},
    });
    return { provider, mutations, has, logger, broken };
  }

  const refs = (has: Map<string, Entity>) => [...has.keys()].sort();
  const A = 'resource:default/a';
  const B = 'resource:default/b';

  it('tells all at first, then what changed, and nothing while nothing did', async () => {
    const { provider, mutations, has } = await start();
    fleet.connections = [connection('c-a', 'a'), connection('c-b', 'b')];
    await provider.tellChanges();
    expect(mutations.map(({ type }) => type)).toEqual(['full']);
    expect(refs(has)).toEqual([A, B]);
    await provider.tellChanges();
    expect(fleet.answered).toBe(1);
    expect(mutations).toHaveLength(1);
    fleet.connections[1].title = 'The B';
    fleet.connections.push(connection('c-c', 'c'));
    await provider.tellChanges();
    expect(mutations[1]).toMatchObject({
      type: 'delta',
      added: [
        { entity: { metadata: { name: 'b', title: 'The B' } } },
        { entity: { metadata: { name: 'c' } } },
      ],
      removed: [],
    });
    // Something of the fleet that entities do not say.
    fleet.connections[0].reachability.state = 'unreachable';
    await provider.tellChanges();
    expect(fleet.answered).toBe(3);
    expect(mutations).toHaveLength(2);
    await provider.tellAll();
    expect(mutations[2]).toMatchObject({ type: 'full' });
    expect(refs(has)).toHaveLength(3);
  });

  it('changes nothing while the fleet does not answer, and says so once', async () => {
    const { provider, mutations, has, logger } = await start();
    fleet.connections = [connection('c-a', 'a')];
    await provider.tellAll();
    fleet.failure = new Error('down');
    await provider.tellAll();
    await provider.tellChanges();
    expect(mutations).toHaveLength(1);
    expect(refs(has)).toEqual([A]);
    expect(logger.warn).toHaveBeenCalledTimes(1);
    fleet.failure = undefined;
    await provider.tellChanges();
    expect(logger.info).toHaveBeenCalledWith('The fleet answers again');
    // After a restart with a fleet that is down, too.
    fleet.failure = new Error('down');
    const next = await start({ has });
    await next.provider.tellAll();
    expect(next.mutations).toEqual([]);
    expect(refs(has)).toEqual([A]);
  });

  it('removes what a hub does not name only once the hub was heard', async () => {
    const { provider, mutations, has } = await start();
    fleet.connections = [connection('c-a', 'a'), connection('c-b', 'b')];
    await provider.tellAll();
    // The fleet lost its own memory, and a hub does not answer.
    fleet.connections = [connection('c-a', 'a')];
    fleet.sources = [source(), { ...source(false), id: 'hub:ocm:hub' }];
    await provider.tellChanges();
    await provider.tellAll();
    expect(refs(has)).toEqual([A, B]);
    // Nobody is left to ask.
    fleet.connections = [];
    fleet.sources = [];
    await provider.tellAll();
    expect(refs(has)).toEqual([A, B]);
    fleet.connections = [connection('c-a', 'a')];
    fleet.sources = [source()];
    await provider.tellChanges();
    expect(mutations.at(-1)).toMatchObject({
      type: 'delta',
      removed: [{ entity: { metadata: { name: 'b' } } }],
    });
    expect(refs(has)).toEqual([A]);
  });

  it('removes what the fleet says was removed, whoever else does not answer', async () => {
    const { provider, has } = await start();
    fleet.connections = [connection('c-a', 'a'), connection('c-b', 'b')];
    await provider.tellAll();
    fleet.sources = [source(false)];
    fleet.connections[1].lifecycle = 'removed';
    await provider.tellChanges();
    expect(refs(has)).toEqual([A]);
    // It comes back under its name.
    fleet.connections[1].lifecycle = 'in-use';
    await provider.tellChanges();
    expect(refs(has)).toEqual([A, B]);
    // It became part of another.
    fleet.connections = [connection('c-a', 'a', { aliases: ['c-b'] })];
    await provider.tellChanges();
    expect(refs(has)).toEqual([A]);
  });

  it('keeps the entity of a cluster that is renamed', async () => {
    const { provider, mutations, has } = await start();
    fleet.connections = [connection('c-a', 'a')];
    await provider.tellAll();
    fleet.connections = [connection('c-a', 'renamed')];
    await provider.tellChanges();
    expect(refs(has)).toEqual([A]);
    expect(has.get(A)?.metadata.title).toBe('renamed');
    expect(mutations.at(-1)).toMatchObject({ removed: [] });
    const restarted = await start({ has });
    await restarted.provider.tellAll();
    expect(refs(has)).toEqual([A]);
  });

  it('keeps the entity of a cluster that gets a new id', async () => {
    const { provider, has } = await start();
    const at = (id: string, name: string) => ({
      ...connection(id, name),
      access: connection('c-a', 'a').access,
    });
    const idOf = () =>
      has.get(A)?.metadata.annotations?.['fleet.backstage.io/cluster-id'];
    fleet.connections = [at('c-a', 'a'), connection('c-b', 'b')];
    await provider.tellAll();
    // Its source calls it otherwise: to the fleet it is another until it shows who it is.
    fleet.connections[0].lifecycle = 'removed';
    fleet.connections.push(at('c-new', 'renamed'));
    await provider.tellChanges();
    expect(refs(has)).toEqual([A, B]);
    expect(idOf()).toBe('c-new');
    // Then the elder id stays.
    fleet.connections = [
      { ...at('c-a', 'renamed'), aliases: ['c-new'] },
      connection('c-b', 'b'),
    ];
    await provider.tellChanges();
    expect(refs(has)).toEqual([A, B]);
    expect(idOf()).toBe('c-a');
    // A fleet that lost its memory.
    fleet.connections = [at('c-x', 'renamed'), connection('c-b', 'b')];
    fleet.sources = [source(false)];
    await provider.tellAll();
    expect(refs(has)).toEqual([A, B]);
    expect(idOf()).toBe('c-x');
    // Two that could be it: neither is.
    fleet.connections = [
      at('c-y', 'renamed'),
      at('c-z', 'renamed'),
      connection('c-b', 'b'),
    ];
    fleet.sources = [source()];
    await provider.tellChanges();
    expect(refs(has)).toEqual([
      B,
      'resource:default/renamed',
      expect.stringMatching(/^resource:default\/renamed-[0-9a-f]{6}$/),
    ]);
  });

  it('tells clusters of one name apart, and all replicas alike', async () => {
    const named = (id: string, hub: string) =>
      connection(id, `${hub}/same`, {
        names: [
          {
            name: 'SAME',
            source: hub,
            sourceTitle: hub,
            givenBy: 'hub',
            present: true,
          },
        ],
      });
    fleet.connections = [named('c-1', 'one'), named('c-2', 'two')];
    const has = new Map<string, Entity>();
    const replicas = await Promise.all([
      start({ has }),
      start({ has }),
      start({ has }),
    ]);
    await Promise.all(replicas.map(({ provider }) => provider.tellAll()));
    const first = refs(has);
    expect(first).toHaveLength(2);
    expect(first[0]).toBe('resource:default/same');
    expect(first[1]).toMatch(/^resource:default\/same-[0-9a-f]{6}$/);
    fleet.connections.reverse();
    for (const { provider } of replicas) await provider.tellAll();
    expect(refs(has)).toEqual(first);
    // The name of one that was removed is free for another.
    fleet.connections = fleet.connections.filter(
      ({ id }) =>
        has.get('resource:default/same')?.metadata.annotations?.[
          'fleet.backstage.io/cluster-id'
        ] !== id,
    );
    await replicas[0].provider.tellAll();
    fleet.connections.push(named('c-3', 'three'));
    await replicas[1].provider.tellChanges();
    expect(
      has.get('resource:default/same')?.metadata.annotations?.[
        'fleet.backstage.io/cluster-id'
      ],
    ).toBe('c-3');
  });

  it('takes no name that somebody else has in the catalog', async () => {
    const { provider, has } = await start({
      entities: [
        {
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'Resource',
          metadata: { name: 'a', namespace: 'default' },
          spec: { type: 'database' },
        },
      ],
    });
    fleet.connections = [connection('c-a', 'a')];
    await provider.tellAll();
    expect(refs(has)).toEqual([
      expect.stringMatching(/^resource:default\/a-[0-9a-f]{6}$/),
    ]);
  });

  it('leaves a cluster to the entity that somebody wrote of it', async () => {
    const written: Entity = {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Resource',
      metadata: {
        name: 'theirs',
        namespace: 'infra',
        annotations: { 'kubernetes.io/api-server': 'https://c-b.example/' },
      },
      spec: { type: 'kubernetes-cluster' },
    };
    const { provider, has } = await start({ entities: [written] });
    fleet.connections = [
      connection('c-a', 'a'),
      connection('c-b', 'theirs', { sources: ['kubernetes:catalog'] }),
      // Another one of that name, elsewhere.
      connection('c-c', 'theirs', { sources: ['kubernetes:catalog'] }),
    ];
    await provider.tellAll();
    expect(refs(has)).toEqual([
      A,
      expect.stringMatching(/^resource:default\/theirs-[0-9a-f]{6}$/),
    ]);
    expect((await readClusters(knex)).get('c-b')?.describedBy).toBe(
      'resource:infra/theirs',
    );
  });

  it('tells again what the catalog did not take', async () => {
    const { provider, has, broken } = await start();
    fleet.connections = [connection('c-a', 'a')];
    await provider.tellAll();
    fleet.connections = [connection('c-a', 'a', { title: 'New' })];
    broken.error = new Error('the database is away');
    await expect(provider.tellChanges()).rejects.toThrow('away');
    broken.error = undefined;
    await provider.tellChanges();
    expect(has.get(A)?.metadata.title).toBe('New');
  });

  it('moves to another namespace as a whole', async () => {
    const { provider, has } = await start();
    fleet.connections = [connection('c-a', 'a')];
    await provider.tellAll();
    const moved = await start({ has, config: { namespace: 'clusters' } });
    await moved.provider.tellChanges();
    expect(refs(has)).toEqual(['resource:clusters/a']);
  });

  it('names a thousand clusters with hostile names within few megabytes', async () => {
    const { provider, mutations, has } = await start();
    const long = 'x'.repeat(1_000_000);
    fleet.connections = Array.from({ length: 1_000 }, (_, index) =>
      connection(`c-${index}`, index < 3 ? long : `cluster-${index}`, {
        title: index === 3 ? `\u202e${long}` : undefined,
      }),
    );
    await provider.tellAll();
    expect(has.size).toBe(1_000);
    expect(JSON.stringify([...has.values()]).length).toBeLessThan(1_000_000);
    const stored = await knex('fleet_cluster_entity').select();
    expect(stored).toHaveLength(1_000);
    expect(JSON.stringify(stored).length).toBeLessThan(2_000_000);
    await provider.tellAll();
    fleet.connections[500].title = 'One of them';
    await provider.tellChanges();
    expect(mutations.at(-1)).toMatchObject({
      type: 'delta',
      added: [{ entity: { metadata: { title: 'One of them' } } }],
      removed: [],
    });
  });
});

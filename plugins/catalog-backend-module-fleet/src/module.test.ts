import {
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import {
  catalogProcessingExtensionPoint,
  type EntityProvider,
  type EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import { fleetServiceRef } from '@fleetview/backstage-plugin-fleet-node';
import request from 'supertest';
import { connection, FakeFleet } from './__testUtils__/fleet';
import catalogModuleFleet from './index';

type Backend = Awaited<ReturnType<typeof startTestBackend>>;

/** Entities that somebody wrote. */
class WrittenEntities implements EntityProvider {
  connection: EntityProviderConnection | undefined;

  getProviderName() {
    return 'written';
  }

  async connect(connected: EntityProviderConnection) {
    this.connection = connected;
  }

  async write(...entities: Entity[]) {
    await this.connection?.applyMutation({
      type: 'full',
      entities: entities.map(entity => ({
        entity: {
          ...entity,
          metadata: {
            ...entity.metadata,
            annotations: {
              'backstage.io/managed-by-location': 'url:https://git.example/a',
              'backstage.io/managed-by-origin-location':
                'url:https://git.example/a',
              ...entity.metadata.annotations,
            },
          },
        },
        locationKey: 'written',
      })),
    });
  }
}

const component = (
  name: string,
  annotations: Record<string, string>,
): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name, namespace: 'default', annotations },
  spec: { type: 'service', lifecycle: 'production', owner: 'team' },
});

describe('the catalog with the clusters of the fleet', () => {
  jest.setTimeout(120_000);
  let backend: Backend;
  const fleet = new FakeFleet();
  const written = new WrittenEntities();

  beforeAll(async () => {
    fleet.connections = [
      connection('c-a', 'prod-a'),
      connection('c-b', 'prod-b'),
      connection('c-x', 'theirs', { sources: ['kubernetes:catalog'] }),
    ];
    backend = await startTestBackend({
      features: [
        catalogPlugin,
        catalogModuleFleet,
        createServiceFactory({
          service: fleetServiceRef,
          deps: {},
          factory: () => fleet as unknown as typeof fleetServiceRef.T,
        }),
        createBackendModule({
          pluginId: 'catalog',
          moduleId: 'written',
          register(env) {
            env.registerInit({
              deps: { processing: catalogProcessingExtensionPoint },
              async init({ processing }) {
                processing.addEntityProvider(written);
              },
            });
          },
        }),
        mockServices.scheduler.factory({
          includeInitialDelayedTasksOnStartup: true,
        }),
        mockServices.rootConfig.factory({
          data: {
            catalog: {
              processingInterval: { seconds: 1 },
              providers: {
                fleet: { componentRelations: 'declared' },
              },
            },
          },
        }),
      ],
    });
  });

  afterAll(async () => {
    await backend.stop();
  });

  async function entity(ref: string): Promise<Entity | undefined> {
    const response = await request(backend.server).get(
      `/api/catalog/entities/by-name/${ref}`,
    );
    return response.status === 200 ? response.body : undefined;
  }

  async function until<T>(
    read: () => Promise<T>,
    holds: (value: T) => boolean,
  ): Promise<T> {
    const deadline = performance.now() + 60_000;
    for (;;) {
      const value = await read();
      if (holds(value)) return value;
      if (performance.now() > deadline) {
        throw new Error(`It did not come about: ${JSON.stringify(value)}`);
      }
      await new Promise(resolve => {
        setTimeout(resolve, 200);
      });
    }
  }

  it('has an entity for each cluster, with its owner', async () => {
    const found = await until(
      () => entity('resource/default/prod-a'),
      value => value !== undefined,
    );
    expect(found).toMatchObject({
      metadata: {
        annotations: {
          'fleet.backstage.io/cluster-id': 'c-a',
          'backstage.io/managed-by-origin-location': 'fleet:clusters/c-a',
        },
      },
      spec: { type: 'kubernetes-cluster', owner: 'group:default/unknown' },
      relations: [{ type: 'ownedBy', targetRef: 'group:default/unknown' }],
    });
    expect(found).not.toHaveProperty('status');
  });

  it('ties components to the clusters that they name, and says what is wrong', async () => {
    await written.write(
      component('cart', {
        'backstage.io/kubernetes-cluster': 'prod-a',
        'fleet.backstage.io/imgae': 'ghcr.io/example/cart',
      }),
      component('lost', { 'backstage.io/kubernetes-cluster': 'nowhere' }),
    );
    const cart = await until(
      () => entity('component/default/cart'),
      value => Boolean(value?.relations?.some(r => r.type === 'dependsOn')),
    );
    expect(cart?.relations).toContainEqual(
      expect.objectContaining({
        type: 'dependsOn',
        targetRef: 'resource:default/prod-a',
      }),
    );
    // It is in the catalog, with what is wrong beside it.
    expect(cart).toMatchObject({
      status: {
        items: [
          {
            type: 'backstage.io/catalog-processing',
            level: 'error',
            message: expect.stringContaining(
              "did you mean 'fleet.backstage.io/image'?",
            ),
            error: { name: 'InputError' },
          },
        ],
      },
    });
    const cluster = await until(
      () => entity('resource/default/prod-a'),
      value => Boolean(value?.relations?.some(r => r.type === 'dependencyOf')),
    );
    expect(cluster?.relations).toContainEqual(
      expect.objectContaining({ targetRef: 'component:default/cart' }),
    );
    const lost = await entity('component/default/lost');
    expect(lost?.relations?.map(({ type }) => type)).toEqual(['ownedBy']);
    // Put right, it is said no more.
    await written.write(
      component('cart', { 'backstage.io/kubernetes-cluster': 'prod-a' }),
    );
    await until(
      () => entity('component/default/cart'),
      value => value !== undefined && !('status' in value),
    );
  });
});

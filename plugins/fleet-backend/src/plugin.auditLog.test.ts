import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import adaptersModule from '@fleetview/backstage-plugin-fleet-backend-module-adapters';
import kubernetesModule from '@fleetview/backstage-plugin-fleet-backend-module-kubernetes';
import type {
  FleetDriftEpisode,
  FleetDriftEpisodeDetail,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  AuditLogSender,
  createWallClock,
  FleetSimulator,
  renderAppConfig,
} from '@fleetview/fleet-simulator';
import request from 'supertest';
import { parse } from 'yaml';
import { describeDatabases } from './__testUtils__/databases';
import { expectDocumented } from './__testUtils__/expectDocumented';
import fleetPlugin from './index';

jest.setTimeout(120_000);

describeDatabases('a portal that is sent an audit log', database => {
  let simulator: FleetSimulator;
  let backend: Awaited<ReturnType<typeof startTestBackend>>;

  afterEach(async () => {
    await backend?.stop();
    await simulator?.stop();
  });

  const get = async (path: string) => {
    const { status, body } = await request(backend.server).get(
      `/api/fleet${path}`,
    );
    expect([path, status]).toEqual([path, 200]);
    return body;
  };

  it('names who edited what drifts', async () => {
    simulator = await FleetSimulator.create({ clock: createWallClock() });
    await simulator.start();
    // Where the portal will listen is not known yet.
    const { cluster, token } = new AuditLogSender(
      simulator,
      'http://127.0.0.1',
    );
    const knex = await database.open();
    backend = await startTestBackend({
      features: [
        fleetPlugin,
        adaptersModule,
        kubernetesModule,
        catalogServiceMock.factory(),
        createServiceFactory({
          service: coreServices.database,
          deps: {},
          factory: () => ({ getClient: async () => knex }),
        }),
        mockServices.rootConfig.factory({
          data: parse(
            renderAppConfig(simulator, '/catalog.yaml', {
              auditLog: { cluster, token },
            }),
          ),
        }),
      ],
    });
    const sender = new AuditLogSender(
      simulator,
      `http://127.0.0.1:${backend.server.port()}/api/fleet/audit-events`,
      token,
    );
    const [edit] = simulator.drifts
      .reports()
      .filter(each => each.kind === 'edit-image' && each.cluster === cluster);
    let detail: FleetDriftEpisodeDetail | undefined;
    const deadline = performance.now() + 90_000;
    while (!detail?.auditLog?.writes.length && performance.now() < deadline) {
      await new Promise(resolve => {
        setTimeout(resolve, 500);
      });
      simulator.tick();
      await sender.send();
      const { items }: { items: FleetDriftEpisode[] } = await get(
        '/drift?class=human',
      );
      const episode = items.find(
        each =>
          each.cluster.name === cluster &&
          each.resource.name === edit.resource.name,
      );
      if (episode) detail = await get(`/drift/${episode.id}`);
    }
    expectDocumented('/drift/{episodeId}', detail);
    expect(detail?.auditLog).toMatchObject({
      writes: [
        {
          user: `${edit.component}-dev@example.com`,
          verb: 'patch',
          fit: 'manager-and-second',
        },
      ],
    });
  });
});

import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import kubernetesPlugin from '@backstage/plugin-kubernetes-backend';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { ObjectsByEntityResponse } from '@backstage/plugin-kubernetes-common';
// The test is that the two plugins work together.
// eslint-disable-next-line @backstage/no-mixed-plugin-imports
import fleetPlugin from '@fleetview/backstage-plugin-fleet-backend';
import adaptersModule from '@fleetview/backstage-plugin-fleet-backend-module-adapters';
import clustersModule from '@fleetview/backstage-plugin-fleet-backend-module-kubernetes';
import type { JsonObject } from '@backstage/types';
import request from 'supertest';
import kubernetesModuleFleet from '../index';
import type { ApiServer } from './ApiServer';
import { CollectingLogger } from './CollectingLogger';

type Features = Parameters<typeof startTestBackend>[0]['features'];

/** Clusters as the Kubernetes plugin's configuration names them. */
export function configured(servers: ReadonlyMap<string, ApiServer>) {
  return [...servers].map(([name, { url }]) => ({
    name,
    url,
    authProvider: 'serviceAccount',
    serviceAccountToken: `token-of-${name}`,
  }));
}

/** The real Kubernetes plugin and the real fleet in one backend. */
export class Portal {
  readonly log: CollectingLogger;
  readonly #backend: Awaited<ReturnType<typeof startTestBackend>>;

  static async start(options: {
    entities: Entity[];
    kubernetes?: JsonObject;
    fleet?: JsonObject;
    /** Without it, the Kubernetes plugin is as it comes. */
    withModule?: boolean;
    /** Without it, there is a module and no fleet. */
    withFleet?: boolean;
    /** Started before the module. */
    before?: Features;
    features?: Features;
  }): Promise<Portal> {
    const log = new CollectingLogger();
    const backend = await startTestBackend({
      features: [
        ...(options.withFleet === false
          ? []
          : [fleetPlugin, adaptersModule, clustersModule]),
        kubernetesPlugin,
        ...(options.before ?? []),
        ...(options.withModule === false ? [] : [kubernetesModuleFleet]),
        catalogServiceMock.factory({ entities: options.entities }),
        createServiceFactory({
          service: coreServices.rootLogger,
          deps: {},
          factory: () => log,
        }),
        mockServices.rootConfig.factory({
          data: {
            kubernetes: {
              serviceLocatorMethod: { type: 'multiTenant' },
              clusterLocatorMethods: [],
              ...options.kubernetes,
            },
            fleet: {
              network: { allow: ['127.0.0.0/8'] },
              ...options.fleet,
            },
          },
        }),
        ...(options.features ?? []),
      ],
    });
    return new Portal(backend, log);
  }

  private constructor(
    backend: Awaited<ReturnType<typeof startTestBackend>>,
    log: CollectingLogger,
  ) {
    this.#backend = backend;
    this.log = log;
  }

  async stop(): Promise<void> {
    await this.#backend.stop();
  }

  get(path: string, headers: Record<string, string> = {}) {
    return request(this.#backend.server).get(path).set(headers);
  }

  /** What the Kubernetes tab asks for. */
  workloads(entityRef: string) {
    return request(this.#backend.server)
      .post('/api/kubernetes/resources/workloads/query')
      .send({ entityRef, auth: {} });
  }

  async objects(entityRef: string): Promise<ObjectsByEntityResponse['items']> {
    const response = await this.workloads(entityRef);
    if (response.status !== 200) {
      throw new Error(`${response.status}: ${response.text}`);
    }
    return response.body.items;
  }

  /** Waits until all clusters were read completely, as far as the fleet may ask them. */
  async untilRead(clusters: number): Promise<void> {
    await this.until(async () => {
      const { body } = await this.get('/api/fleet/overview');
      return (
        body.totals.clusters === clusters &&
        body.coverage.complete === clusters &&
        body.totals.instances.total > 0
      );
    });
  }

  async until(holds: () => Promise<boolean>): Promise<void> {
    const deadline = performance.now() + 60_000;
    while (!(await holds())) {
      if (performance.now() > deadline) {
        throw new Error(
          `It did not come about. ${this.log.lines.slice(-30).join('\n')}`,
        );
      }
      await new Promise(resolve => {
        setTimeout(resolve, 200);
      });
    }
  }
}

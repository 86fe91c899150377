import { mockServices } from '@backstage/backend-test-utils';
import {
  atVersionOf,
  defineAction,
  defineAdapter,
  defineWatch,
  type ClusterRecord,
  type FleetAdapter,
} from '@fleetview/backstage-plugin-fleet-node';
import type express from 'express';
import type { Knex } from 'knex';
import { z } from 'zod';
import { ActingClients, Actions, RunFollower } from '../actions';
import type { DatabaseAuditTrail } from '../audit';
import type { ActConfig } from '../config/FleetConfig';
import { EntityIndex } from '../mapping/EntityIndex';
import { ActedCluster } from './ActedCluster';
import { testAudit } from './audit';
import { registryOf } from './registry';
import { serveRoutes } from './router';
import { seedFleet } from './seedFleet';

export const ACTING_TOKEN = 'acting-token-canary-0123456789';
export const READING_TOKEN = 'reading-token-canary-0123456789';
export const ASKED = 'shop.example.com/asked-at';

const schema = z.object({
  metadata: z.object({
    resourceVersion: z.string().optional(),
    annotations: z.record(z.string(), z.string()).optional(),
  }),
  spec: z.object({ replicas: z.number() }),
  status: z
    .object({ handled: z.string().optional(), failed: z.string().optional() })
    .optional(),
});

/** Applications that are told to sync by an annotation, and say when they have. */
export const syncAction = defineAction({
  id: 'sync',
  kind: 'Application',
  title: 'Sync the Application',
  description: 'Applies what Git says.',
  rbac: [{ group: 'argoproj.io', resource: 'applications', verbs: ['patch'] }],
  schema,
  parameters: z.strictObject({ prune: z.boolean().optional() }),
  plan({ metadata, spec }, { prune }, { target, requestedAt }) {
    if (spec.replicas === 0) return { refused: 'It is scaled to nothing.' };
    return {
      effect: `${spec.replicas} replicas are synced.`,
      ...(prune ? { revertedBy: 'the ApplicationSet' } : {}),
      patches: [
        {
          target,
          contentType: 'application/merge-patch+json',
          body: {
            metadata: {
              ...atVersionOf(metadata),
              annotations: { [ASKED]: requestedAt },
            },
          },
        },
      ],
    };
  },
  progress({ metadata, status }, _, { requestedAt }) {
    if (status?.handled === requestedAt) return { state: 'seen' };
    if (status?.failed) return { state: 'failed', message: status.failed };
    return metadata.annotations?.[ASKED] === requestedAt
      ? { state: 'pending' }
      : { state: 'accepted', message: 'It has begun.' };
  },
});

const adapter: FleetAdapter = defineAdapter({
  id: 'argocd',
  title: 'Argo CD',
  homepage: 'https://argo-cd.example.com',
  watches: [
    defineWatch({
      group: 'argoproj.io',
      versions: ['v1'],
      kind: 'Application',
      plural: 'applications',
      namespaced: true,
      facts: ['delivery'],
      reads: 'nothing',
      schema: z.unknown(),
      map: () => ({ skipped: 'irrelevant' }),
    }),
  ],
  actions: [syncAction],
});

/** A fleet whose hub can be told something: one Application for a component on a spoke. */
export class ActedFleet {
  readonly knex: Knex;
  readonly cluster: ActedCluster;
  readonly audit: DatabaseAuditTrail;
  readonly followers: RunFollower[] = [];
  readonly hubId: string;
  readonly #clients: ActingClients[] = [];
  readonly #registry: Awaited<ReturnType<typeof registryOf>>['registry'];
  readonly logger = mockServices.logger.mock();
  /** Of the spoke, whose delivery is on the hub. */
  readonly instance: { id: string; namespace: string; entity_ref: string };
  readonly delivery: { id: string; name: string; source_uid: string };
  /** Of the Application, at the API server. */
  readonly path: string;
  now = 1_800_000_000_000;

  static async start(
    knex: Knex,
    records: Partial<ClusterRecord> = {},
  ): Promise<ActedFleet> {
    const { hubId, clusterIds } = await seedFleet(knex, {
      clusters: 2,
      instancesPerCluster: 2,
      components: 2,
    });
    await knex('cluster').update({
      reachability: 'reachable',
      reachability_reason: null,
    });
    const cluster = await ActedCluster.start();
    const { registry } = await registryOf(knex);
    await registry.replaceClusters(
      { id: 'seed', title: 'Seed' },
      [0, 1].map(index => ({
        name: `cluster-${index}`,
        origin: 'operator',
        access: {
          type: 'direct',
          connection: {
            server: cluster.url,
            token: READING_TOKEN,
            networkPolicy: { allowPrivate: true, allow: ['127.0.0.1'] },
          },
        },
        ...records,
      })),
    );
    const instance = await knex('instance')
      .where({ cluster_id: clusterIds[1] })
      .orderBy('namespace')
      .first();
    const [deliveryId] = JSON.parse(instance.data).deliveryIds;
    const delivery = await knex('delivery').where({ id: deliveryId }).first();
    await knex('delivery').update({ home_namespace: knex.ref('namespace') });
    for (const row of await knex('delivery')) {
      const { targetNamespace } = JSON.parse(row.data);
      await knex('delivery').where({ id: row.id }).update({
        home_namespace: targetNamespace,
        home_entity: row.entity_ref,
      });
    }
    return new ActedFleet({
      knex,
      cluster,
      registry,
      hubId,
      instance,
      delivery,
    });
  }

  private constructor(options: {
    knex: Knex;
    cluster: ActedCluster;
    registry: Awaited<ReturnType<typeof registryOf>>['registry'];
    hubId: string;
    instance: ActedFleet['instance'];
    delivery: ActedFleet['delivery'];
  }) {
    this.knex = options.knex;
    this.cluster = options.cluster;
    this.#registry = options.registry;
    this.hubId = options.hubId;
    this.instance = options.instance;
    this.delivery = options.delivery;
    this.audit = testAudit(options.knex);
    this.path = `/apis/argoproj.io/v1/namespaces/argocd/applications/${options.delivery.name}`;
    this.putObject();
  }

  /** The Application as it is before anybody tells it anything. */
  putObject(uid = this.delivery.source_uid): void {
    this.cluster.set(this.path, {
      apiVersion: 'argoproj.io/v1',
      kind: 'Application',
      metadata: { name: this.delivery.name, namespace: 'argocd', uid },
      spec: { replicas: 3 },
    });
  }

  /** As Argo CD does it: takes up what was asked for, and then has done it. */
  begin(): string {
    const { annotations } = this.cluster.get(this.path).metadata as {
      annotations?: Record<string, string>;
    };
    const asked = annotations?.[ASKED];
    if (asked === undefined) throw new Error('Nobody asked for anything.');
    this.cluster.set(this.path, { metadata: { annotations: null } });
    return asked;
  }

  finish(handled: string): void {
    this.cluster.set(this.path, { status: { handled } });
  }

  /** A replica of the portal. */
  async serve(
    options: {
      act?: ActConfig[];
      holder?: string;
      follow?: boolean;
      over?: Parameters<typeof serveRoutes>[2];
    } = {},
  ): Promise<{ app: express.Express; follower: RunFollower }> {
    const {
      act = [
        { key: 'fleet.act[0]', cluster: 'cluster-0', token: ACTING_TOKEN },
      ],
      holder = 'replica-1',
      follow = true,
    } = options;
    const clients = new ActingClients({
      registry: this.#registry,
      config: act,
    });
    this.#clients.push(clients);
    const now = () => this.now;
    const follower = new RunFollower({
      knex: this.knex,
      audit: this.audit,
      logger: this.logger,
      clients,
      adapters: [adapter],
      holder,
      now,
      options: { retryMs: 20, renewMs: 50, leaseMs: 1_000 },
    });
    this.followers.push(follower);
    const app = await serveRoutes(
      this.knex,
      {
        adapters: [adapter],
        registry: this.#registry,
        mirror: { index: () => new EntityIndex([]) } as never,
        problems: new Map(),
      },
      {
        now,
        audit: this.audit,
        actions: new Actions({
          audit: this.audit,
          clients,
          holder,
          onStarted: run => {
            if (follow) follower.follow(run);
          },
        }),
        ...options.over,
      },
    );
    return { app, follower };
  }

  async stop(): Promise<void> {
    for (const follower of this.followers) await follower.stop();
    for (const clients of this.#clients) await clients.close();
    await this.cluster.stop();
  }
}

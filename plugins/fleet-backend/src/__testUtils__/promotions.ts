import { createHash } from 'node:crypto';
import {
  ANNOTATION_KUBERNETES_ID,
  readStages,
  type Health,
  type PlacementFact,
  type Sync,
  type WorkloadFact,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import type { FleetConfig } from '../config/FleetConfig';
import {
  DEFAULT_PROMOTION_CONFIG,
  type PromotionConfig,
} from '../config/promotionSchema';
import type { KnownCluster } from '../clusters/ClusterRegistry';
import { EntityIndex } from '../mapping/EntityIndex';
import {
  APPLICATION_SETS,
  APPLICATIONS,
  DEPLOYMENTS,
  factsOf,
  RUNNING,
} from './changes';
import { deriveTestCluster, insertCluster, NO_CONFIG } from './cluster';
import {
  deliveryFact,
  placementFact,
  runningFact,
  workloadFact,
} from './facts';
import { insertCoverage } from './read';
import { resolverOf, write } from './store';

export const CART = 'component:default/cart';
export const REPOSITORY = 'https://git.example.com/shop/fleet.git';

/** A digest, told apart by a text. */
export function digestOf(content: string): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`;
}

/** The id of a commit, told apart by a text. */
export function commitOf(content: string): string {
  return createHash('sha1').update(content).digest('hex');
}

/** How the component is on a cluster. */
export type Deployed = {
  tag: string;
  commit: string;
  health?: Health;
  sync?: Sync;
  settled?: boolean;
  /** When its engine says that it applied it; the world's time where absent. */
  appliedAt?: number;
  /** Its template names no digest. */
  isByTag?: boolean;
  /** Where in Git it is from; the cluster's overlay where absent. */
  path?: string;
  /** What its pods take, and how many come beside them; not known where absent. */
  takes?: Pick<WorkloadFact, 'pod' | 'surge'>;
};

const STAGES = [
  { name: 'staging', environment: ['staging'] },
  {
    name: 'production',
    environment: ['production'],
    soakSeconds: 60,
    waves: [{ name: 'canary', clusters: ['prod-a'] }, { name: 'rest' }],
  },
];

const CLUSTERS: Record<string, string> = {
  'stage-a': 'staging',
  'prod-a': 'production',
  'prod-b': 'production',
};

/** The cluster whose Argo CD brings everything, once it does. */
export const HUB = 'hub';

const RESOLVER = resolverOf(
  Object.fromEntries(Object.keys(CLUSTERS).map(id => [`https://${id}`, id])),
);

/** How releases are promoted, with stages as they are configured; a staging and a production where absent. */
export function promotionConfigOf(
  stages: unknown = STAGES,
  over: Partial<PromotionConfig> = {},
): PromotionConfig {
  return {
    ...DEFAULT_PROMOTION_CONFIG,
    isConfigured: true,
    stages: readStages(stages).stages ?? [],
    ...over,
  };
}

/** A staging cluster and two of production, delivered to by Argo CD from one repository. */
export class PromotedWorld {
  readonly config: PromotionConfig = promotionConfigOf();
  readonly entities = new EntityIndex([
    {
      ref: CART,
      owner: 'group:default/shop',
      annotations: { [ANNOTATION_KUBERNETES_ID]: 'cart' },
    },
  ]);
  now = Date.parse('2026-11-01T12:00:00Z');
  readonly #knex: Knex;
  readonly #deployed = new Map<string, Deployed>();
  readonly #lost = new Set<string>();
  /** The ApplicationSet that made the delivery of a cluster, once a hub brings everything. */
  #setOf: ((cluster: string) => string) | undefined;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** 1.0 runs everywhere, and 1.1 on staging. */
  static async create(knex: Knex): Promise<PromotedWorld> {
    const world = new PromotedWorld(knex);
    for (const [id, environment] of Object.entries(CLUSTERS)) {
      await insertCluster(knex, id, {
        name: id,
        environment,
        coverage_asked: 2,
        coverage_current: 2,
        coverage_state: 'current',
        attributes: JSON.stringify({
          environment: {
            value: environment,
            evidence: { source: 'configuration', value: environment },
          },
        }),
      });
      for (const kind of [DEPLOYMENTS, APPLICATIONS]) {
        await insertCoverage(knex, id, kind.key, { confirmed_at: world.now });
      }
    }
    const before = { tag: '1.0', commit: commitOf('first') };
    await world.deploy('stage-a', before);
    await world.deploy('prod-a', before);
    await world.deploy('prod-b', before);
    await world.pass(60_000);
    await world.deploy('stage-a', { tag: '1.1', commit: commitOf('first') });
    await world.rollOut('stage-a', '1.1');
    await world.pass(60_000);
    return world;
  }

  /** The component as it is on a cluster from now on. */
  async deploy(cluster: string, over: Partial<Deployed>): Promise<void> {
    const deployed = {
      ...(this.#deployed.get(cluster) ?? { tag: '', commit: '' }),
      appliedAt: this.now,
      ...over,
    };
    this.#deployed.set(cluster, deployed);
    const { tag, commit, health = 'healthy', sync = 'synced' } = deployed;
    const labels = { [ANNOTATION_KUBERNETES_ID]: 'cart' };
    await write(
      this.#knex,
      DEPLOYMENTS,
      [
        factsOf(
          workloadFact({
            name: 'cart',
            labels,
            health,
            settled: deployed.settled ?? true,
            version: tag,
            images: [
              {
                container: 'web',
                repository: 'ghcr.io/shop/cart',
                tag,
                ...(deployed.isByTag ? {} : { digest: digestOf(tag) }),
              },
            ],
            templateRevision: tag,
            ...deployed.takes,
          }),
        ),
      ],
      { observer: cluster, now: this.now },
    );
    const revision = { type: 'commit' as const, value: commit };
    const set = this.#setOf?.(cluster);
    await write(
      this.#knex,
      APPLICATIONS,
      [
        factsOf(
          deliveryFact({
            ...(set === undefined
              ? { name: 'cart' }
              : {
                  name: `cart-${cluster}`,
                  subject: { type: 'reference', server: `https://${cluster}` },
                  parent: {
                    kind: 'ApplicationSet',
                    namespace: 'argocd',
                    name: set,
                  },
                }),
            labels,
            health,
            sync,
            desiredRevision: revision,
            appliedRevision: revision,
            targetNamespace: 'shop',
            sources: [
              {
                repository: REPOSITORY,
                path: deployed.path ?? `apps/overlays/${cluster}/cart`,
                targetRevision: 'main',
              },
            ],
            history: [
              {
                id: 1,
                revision,
                deployedAt: new Date(deployed.appliedAt).toISOString(),
              },
            ],
            brings: {
              resources: [
                {
                  group: 'apps',
                  kind: 'Deployment',
                  namespace: 'shop',
                  name: 'cart',
                  sync,
                },
              ],
              total: 1,
            },
          }),
        ),
      ],
      {
        observer: set === undefined ? cluster : HUB,
        resolver: RESOLVER,
        now: this.now,
      },
    );
    await this.#derive(cluster);
  }

  /**
   * From now on the Argo CD of a hub brings the component everywhere, by ApplicationSets.
   *
   * @param setOf - the name of the one that makes the delivery of a cluster
   */
  async bringByHub(
    setOf: (cluster: string) => string = () => 'cart',
  ): Promise<void> {
    await insertCluster(this.#knex, HUB, {
      name: HUB,
      coverage_asked: 2,
      coverage_current: 2,
      coverage_state: 'current',
    });
    for (const kind of [APPLICATIONS, APPLICATION_SETS]) {
      await insertCoverage(this.#knex, HUB, kind.key, {
        confirmed_at: this.now,
      });
    }
    this.#setOf = setOf;
    for (const [cluster, { appliedAt }] of this.#deployed) {
      await write(
        this.#knex,
        APPLICATIONS,
        [{ type: 'deleted', uid: deliveryFact({ name: 'cart' }).source.uid }],
        { observer: cluster, now: this.now },
      );
      await this.deploy(cluster, { appliedAt });
    }
  }

  /** What an ApplicationSet of the hub says: a rolling one whose deliveries are in the steps of clusters. */
  async tellSteps(
    steps: Record<string, string>,
    over: Partial<PlacementFact> = {},
  ): Promise<void> {
    await write(
      this.#knex,
      APPLICATION_SETS,
      [
        factsOf(
          placementFact({
            engine: 'argocd',
            kind: 'ApplicationSet',
            name: 'cart',
            strategy: 'rolling',
            steps: ['env In staging', 'env In production'],
            deliveries: Object.entries(steps).map(([cluster, step]) => ({
              namespace: 'argocd',
              name: `cart-${cluster}`,
              step,
            })),
            total: Object.keys(steps).length,
            ...over,
          }),
        ),
      ],
      { observer: HUB, now: this.now },
    );
  }

  /** What the pods of a cluster are told to run, as it was read now unless told otherwise. */
  async readPods(
    cluster: string,
    over: {
      digests?: string[];
      templateRevision?: string;
      readAt?: number;
    } = {},
  ): Promise<void> {
    const { tag = '' } = this.#deployed.get(cluster) ?? {};
    const { digests = [digestOf(tag)], readAt = this.now } = over;
    await write(
      this.#knex,
      RUNNING,
      [
        factsOf(
          runningFact({
            name: 'cart',
            readAt: new Date(readAt).toISOString(),
            templateRevision: over.templateRevision ?? tag,
            images: [
              {
                container: 'web',
                repository: 'ghcr.io/shop/cart',
                tag,
                digests,
              },
            ],
          }),
        ),
      ],
      { observer: cluster, now: this.now },
    );
  }

  /** What a rollout remembers of an instance that was seen healthy with a version since now. */
  async rollOut(cluster: string, version: string): Promise<void> {
    const [instance] = await this.#knex('instance')
      .where({ cluster_id: cluster, entity_ref: CART })
      .select('id');
    const id = `${version}-on-${cluster}`;
    await this.#knex('rollout').insert({
      id,
      entity_ref: CART,
      release_order: 1,
      version,
      life_cycle: 'completed',
      began_at: this.now,
      members: 1,
      hash: 'hash',
      data: JSON.stringify({
        revisions: {},
        beganIsLowerBound: false,
        waves: [],
      }),
    });
    await this.#knex('rollout_member').insert({
      rollout_id: id,
      instance_id: instance.id,
      cluster_id: cluster,
      namespace: 'shop',
      entity_ref: CART,
      state: 'succeeded',
      since: this.now,
      hash: 'hash',
      data: JSON.stringify({
        healthySince: this.now,
        movement: '',
        movedAt: this.now,
      }),
    });
  }

  /** Time passes, in which clusters that are not lost are confirmed. */
  async pass(ms: number): Promise<void> {
    this.now += ms;
    await this.#knex('coverage')
      .whereNotIn('cluster_id', [...this.#lost])
      .update({ confirmed_at: this.now });
  }

  /** From now on a cluster does not answer. */
  async lose(cluster: string): Promise<void> {
    this.#lost.add(cluster);
    await this.#knex('cluster').where({ id: cluster }).update({
      reachability: 'unreachable',
      reachability_reason: 'connection refused',
      coverage_current: 0,
    });
    await this.#knex('instance')
      .where({ cluster_id: cluster })
      .update({ stale: true });
  }

  async #derive(cluster: string): Promise<void> {
    const environment = CLUSTERS[cluster];
    const config: FleetConfig = {
      ...NO_CONFIG,
      attributes: [{ cluster, values: { environment }, key: 'attributes[0]' }],
    };
    const known: Partial<KnownCluster> = {
      id: cluster,
      name: cluster,
      names: [cluster],
    };
    await deriveTestCluster(this.#knex, {
      cluster: known,
      config,
      entities: [...this.entities.byRef.values()],
      now: this.now,
    });
  }
}

import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type {
  ComponentFleet,
  PromotionCostAnswer,
  StatementPage,
  UnboundPage,
} from '@fleetview/backstage-plugin-fleet-common';
import type express from 'express';
import type { Knex } from 'knex';
import request from 'supertest';
import { startEngine } from '../__testUtils__/engine';
import { insertPromotion } from '../__testUtils__/insertPromotion';
import { promotionConfigOf } from '../__testUtils__/promotions';
import { policyOf, serveRoutes } from '../__testUtils__/router';
import { randomOf, type Random } from '../__faults__/random';
import type { FleetEngine } from '../FleetEngine';
import type { DerivedInstance } from '../derive/DerivedInstance';
import { deriveCompliance } from '../derive/compliance';
import { instanceId } from '../derive/instanceRow';
import { keepComplianceDay } from '../history/compliance';
import { EntityIndex } from '../mapping/EntityIndex';
import {
  takeSnapshot,
  type FleetSnapshot,
  type FleetSnapshots,
} from '../read/fleet';
import { readSigningKey } from '../store/readSigningKey';
import { SIGNATURE_LENGTH } from '../read/cursor';
import {
  buildWorld,
  CLUSTERS,
  NAMESPACES,
  REGIONS,
  RUNS,
  type World,
} from './buildWorld';
import { insertCosts } from './insertCosts';
import { insertDrift } from './insertDrift';
import { insertPast } from './insertPast';
import { randomPolicy, type Policy } from './randomPolicy';
import { NO_THINGS, Store } from './Store';

const NOW = 100_000;

/** Of the episodes of drift, so many are asked for one by one. */
const EPISODES = 12;

/** Components that releases are promoted of, and one that is nowhere. */
const PROMOTED = ['cart', 'ledger', 'search', 'nothing'];
/** So many promotions there are, and are asked for one by one. */
const PROMOTIONS = 8;

/** From one region to the other. */
const PROMOTION_CONFIG = promotionConfigOf([
  { name: 'eu', region: ['eu'] },
  {
    name: 'us',
    region: ['us'],
    waves: [{ name: 'canary', clusters: ['name-of-c-1'] }, { name: 'rest' }],
  },
]);

/** Before anybody watched, between both times that all was derived, and after. */
const THEN = [5, 12, 90].map(
  seconds => `at=${new Date(seconds * 1_000).toISOString()}`,
);

/** A question, and the cluster that it is about, or all that it names. */
type Question = { path: string; cluster?: string; named?: readonly string[] };

const ofCluster = (list: string): Question[] =>
  CLUSTERS.flatMap(cluster =>
    ['', '?state=degraded', '?limit=2'].map(query => ({
      path: `/clusters/${cluster}/${list}${query}`,
      cluster,
    })),
  );

/** Of a few clusters, the hub among them, which speaks of all. */
const ofThings = (list: string, queries: string[]): Question[] =>
  ['c-1', 'c-3', 'hub'].flatMap(cluster =>
    queries.map(query => ({
      path: `/clusters/${cluster}/${list}${query}`,
      cluster,
    })),
  );

const ofComponents = (list = ''): Question[] =>
  ['cart', 'ledger', 'search'].flatMap(name => [
    { path: `/components/component/default/${name}${list}` },
    { path: `/components/component/default/${name}${list}?limit=1` },
  ]);

const ofInstances = (list: string): Question[] =>
  CLUSTERS.flatMap(cluster =>
    ['cart', 'ledger'].map(name => {
      const id = instanceId(cluster, {
        namespace: 'shop',
        entityRef: `component:default/${name}`,
      } as DerivedInstance);
      return { path: `/instances/${id}/${list}`, cluster };
    }),
  );

/**
 * What is asked, by operation. An operation that is not here fails the test: what
 * is compared with nothing may show anything.
 */
export const questions: Record<
  string,
  {
    about:
      | 'clusters'
      | 'instances'
      | 'reasons'
      | 'matrix'
      | 'things'
      | 'priced'
      | 'drift'
      | 'promotions'
      | 'all'
      | 'revision'
      | 'nobody'
      | 'audit';
    ask: Question[];
  }
> = {
  getOverview: {
    about: 'clusters',
    ask: [
      { path: '/overview' },
      { path: '/overview?groupBy=owner' },
      { path: `/overview?groupBy=environment&region=${REGIONS[0]}` },
      { path: '/overview?instances=degraded' },
    ],
  },
  listClusters: {
    about: 'clusters',
    ask: [
      { path: '/clusters' },
      { path: '/clusters?limit=2' },
      { path: '/clusters?sort=-degraded&limit=2' },
      { path: '/clusters?instances=degraded&sort=version' },
      { path: '/clusters?deliveries=out-of-sync&text=c-' },
    ],
  },
  getCluster: {
    about: 'clusters',
    ask: CLUSTERS.map(cluster => ({ path: `/clusters/${cluster}`, cluster })),
  },
  getChanges: { about: 'revision', ask: [{ path: '/changes' }] },
  getHealth: { about: 'all', ask: [{ path: '/health' }] },
  // For other back ends alone.
  listConnections: { about: 'nobody', ask: [{ path: '/connections' }] },
  // Of these a permission of its own decides, as a whole.
  listAudit: { about: 'audit', ask: [{ path: '/audit' }] },
  exportAudit: { about: 'audit', ask: [{ path: '/audit/export' }] },
  getAuditChain: { about: 'audit', ask: [{ path: '/audit/chain' }] },
  listClusterInstances: { about: 'instances', ask: ofCluster('instances') },
  listClusterWorkloads: { about: 'instances', ask: ofCluster('workloads') },
  listClusterDeliveries: { about: 'instances', ask: ofCluster('deliveries') },
  listClusterStatements: {
    about: 'instances',
    ask: CLUSTERS.flatMap(cluster =>
      [
        '',
        '?limit=3',
        '?role=about',
        '?type=placement&type=freeze',
        '?text=m-c&limit=2',
      ].map(query => ({
        path: `/clusters/${cluster}/statements${query}`,
        cluster,
      })),
    ),
  },
  listClusterFindings: {
    about: 'things',
    ask: ofThings('findings', [
      '',
      '?limit=3',
      '?result=fail&result=error',
      '?namespace=shop&text=car',
      '?severity=high&limit=2',
      '?repeated=true&limit=3',
    ]),
  },
  getCompliance: {
    about: 'things',
    ask: [
      '',
      '?rows=owner',
      '?rows=component&severity=high',
      '?rows=region&owner=group%3Adefault%2Fshop',
      '?system=system%3Adefault%2Fbank&rows=system',
      '?component=component%3Adefault%2Fcart',
      `?cluster=${CLUSTERS[0]}&cluster=${CLUSTERS[1]}`,
      '?columns=control',
      '?columns=standard&rows=owner',
      '?columns=severity&rows=component',
    ].map(query => ({ path: `/compliance${query}` })),
  },
  getCost: {
    about: 'things',
    ask: [
      '',
      '?by=owner',
      '?by=cluster&days=7',
      '?by=namespace&owner=group%3Adefault%2Fshop',
      `?by=system&region=${REGIONS[0]}`,
      '?component=component%3Adefault%2Fcart',
      `?cluster=${CLUSTERS[0]}&cluster=${CLUSTERS[1]}&by=environment`,
    ].map(query => ({ path: `/cost${query}` })),
  },
  getCostHours: {
    about: 'things',
    ask: [
      '',
      '?owner=group%3Adefault%2Fshop',
      `?region=${REGIONS[0]}`,
      '?component=component%3Adefault%2Fcart',
      `?cluster=${CLUSTERS[0]}&cluster=${CLUSTERS[1]}`,
    ].map(query => ({ path: `/cost/hours${query}` })),
  },
  // What may be seen of clusters alone. That something else is not there is not told to who
  // may not see all: `read/skew/skew.test.ts`.
  listSkew: {
    about: 'clusters',
    ask: ['', '&limit=1', `&region=${REGIONS[0]}`].map(query => ({
      path: `/skew?aspect=kubernetes${query}`,
    })),
  },
  compareSkew: {
    about: 'clusters',
    ask: [
      ...CLUSTERS.slice(0, 3).map(cluster => ({
        path: `/skew/compare?aspect=kubernetes&cluster=${cluster}`,
        cluster,
      })),
      {
        path: `/skew/compare?aspect=kubernetes&cluster=${CLUSTERS[0]}&cluster=${CLUSTERS[1]}`,
        named: CLUSTERS.slice(0, 2),
      },
    ],
  },
  // Whoever sees a part of the costs is told no prices: `routes/authorize.test.ts`.
  getPrices: { about: 'all', ask: [{ path: '/cost/prices' }] },
  changePrices: { about: 'nobody', ask: [] },
  getRightSizing: {
    about: 'things',
    ask: [
      '',
      '?days=7&owner=group%3Adefault%2Fshop',
      '?component=component%3Adefault%2Fcart',
      `?cluster=${CLUSTERS[0]}&cluster=${CLUSTERS[1]}&region=${REGIONS[0]}`,
    ].map(query => ({ path: `/cost/right-sizing${query}` })),
  },
  // Of what runs and of what costs only what may be seen.
  getReleaseCosts: {
    about: 'priced',
    ask: ['cart', 'ledger', 'nothing'].map(name => ({
      path: `/cost/releases?component=component%3Adefault%2F${name}`,
    })),
  },
  getPromotionCost: {
    about: 'priced',
    ask: [
      { query: '' },
      { query: '&environment=production&limit=5' },
      {
        query: `&to=${CLUSTERS[0]}&to=${CLUSTERS[1]}&from=${CLUSTERS[2]}`,
        named: CLUSTERS.slice(0, 3),
      },
    ].map(({ query, named }) => ({
      path: `/cost/promotion?component=component%3Adefault%2Fcart${query}`,
      ...(named && { named }),
    })),
  },
  getComplianceTrend: {
    about: 'things',
    ask: [
      '',
      '?severity=high',
      '?region=eu&owner=group%3Adefault%2Fshop',
      '?system=system%3Adefault%2Fbank',
      '?component=component%3Adefault%2Fcart&from=1970-01-01',
      `?cluster=${CLUSTERS[0]}&cluster=${CLUSTERS[1]}`,
    ].map(query => ({ path: `/compliance/trend${query}` })),
  },
  listDrift: {
    about: 'drift',
    ask: [
      '',
      '?limit=2',
      '?order=newest&limit=3&state=all',
      '?class=human&class=missing',
      '?owner=group%3Adefault%2Fshop',
      '?component=component%3Adefault%2Fcart',
      `?region=${REGIONS[0]}&state=ended`,
      `?cluster=${CLUSTERS[0]}&cluster=${CLUSTERS[1]}`,
    ].map(query => ({ path: `/drift${query}` })),
  },
  listDriftGroups: {
    about: 'drift',
    ask: [
      '?by=same',
      '?by=same&limit=1&state=all',
      '?by=class&owner=group%3Adefault%2Fshop',
      '?by=owner',
      '?by=cluster&limit=2',
      '?by=component&class=human',
    ].map(query => ({ path: `/drift/groups${query}` })),
  },
  getDriftEpisode: {
    about: 'drift',
    ask: Array.from({ length: EPISODES }, (_, number) => ({
      path: `/drift/drift-${number}`,
    })),
  },
  // It is asked for what is to be hidden: `drift.test.ts`.
  previewDriftIgnored: { about: 'instances', ask: [] },
  // Which entries of the ledger somebody may see is in `exceptions.test.ts`.
  listExceptions: { about: 'things', ask: [{ path: '/exceptions' }] },
  getException: { about: 'things', ask: [{ path: '/exceptions/nobody' }] },
  listAppliedExceptions: {
    about: 'things',
    ask: [
      '',
      '?limit=2',
      '?engine=kyverno',
      '?alert=not-in-ledger&limit=3',
      `?cluster=${CLUSTERS[0]}&cluster=${CLUSTERS[1]}`,
    ].map(query => ({ path: `/applied-exceptions${query}` })),
  },
  getClusterPodSecurity: {
    about: 'things',
    ask: ofThings('pod-security', ['', '?text=sho']),
  },
  listClusterPolicies: {
    about: 'things',
    ask: ofThings('policies', [
      '',
      '?limit=2',
      '?type=exception',
      '?text=lim',
      '?enforcement=audit&enforcement=deny&engine=kyverno&limit=2',
      '?state=healthy&severity=high',
    ]),
  },
  listClusterAlerts: {
    about: 'instances',
    ask: ofThings('alerts', [
      '',
      '?limit=2',
      '?severity=critical&severity=medium',
      '?namespace=shop&text=crash',
    ]),
  },
  listClusterAllocations: {
    about: 'things',
    ask: ofThings('allocations', [
      '',
      '?limit=3',
      '?share=idle',
      '?namespace=shop&namespace=pay&limit=2',
    ]),
  },
  listClusterBudgets: {
    about: 'things',
    ask: ofThings('budgets', ['', '?text=hub']),
  },
  listClusterTransitions: {
    about: 'instances',
    ask: CLUSTERS.flatMap(cluster =>
      [
        '',
        '?limit=3',
        '?namespace=shop',
        '?field=health&field=reachability&limit=2',
        '?from=1970-01-01T00:00:05Z&to=1970-01-01T00:00:16Z',
      ].map(query => ({
        path: `/clusters/${cluster}/transitions${query}`,
        cluster,
      })),
    ),
  },
  getComponent: { about: 'instances', ask: ofComponents() },
  listUnbound: {
    about: 'instances',
    ask: [
      { path: '/unbound' },
      { path: '/unbound?limit=3' },
      { path: '/unbound?problem=unbound&problem=ambiguous' },
      { path: `/unbound?cluster=${CLUSTERS[0]}` },
      { path: '/unbound?namespace=shop&text=cart' },
      { path: '/unbound?engine=argocd&limit=2' },
    ],
  },
  listRollouts: {
    about: 'instances',
    ask: [
      { path: '/rollouts' },
      { path: '/rollouts?limit=2' },
      { path: '/rollouts?lifeCycle=running' },
      { path: '/rollouts?component=component%3Adefault%2Fcart' },
      { path: '/rollouts?owner=group%3Adefault%2Fpay&limit=1' },
      { path: '/rollouts?system=system%3Adefault%2Fbank' },
    ],
  },
  getRollout: {
    about: 'instances',
    ask: [0, 1, 2, 3, 4].flatMap(index =>
      [1, 2].map(order => ({ path: `/rollouts/rollout-${index}-${order}` })),
    ),
  },
  // What an instance's chain says goes by more than may be seen: it is told without their words.
  getReasons: {
    about: 'reasons',
    ask: CLUSTERS.map(cluster => ({
      path: `/components/component/default/cart/clusters/${cluster}/reasons`,
      cluster,
    })),
  },
  getMatrixAxes: {
    about: 'matrix',
    ask: [
      '',
      '?groupBy=owner&sort=state&columnSort=state',
      `?region=${REGIONS[0]}&groupBy=environment`,
      '?state=degraded&state=stale',
      '?owner=group:default/shop&placed=true',
      '?system=system:default/store&provider=unassigned&tier=unassigned',
      '?text=c-1&groupBy=none',
      '?text=ledger&sort=state',
      ...THEN.flatMap(at => [`?${at}`, `?${at}&groupBy=owner&sort=state`]),
      '?groupBy=wave&component=component:default/cart',
      '?groupBy=wave&rollout=rollout-1-1',
      '?component=component:default/ledger',
    ].map(query => ({ path: `/matrix/axes${query}` })),
  },
  getMatrixTile: {
    about: 'matrix',
    ask: [
      '',
      '?rows=1-3&columns=0-2',
      '?groupBy=none&sort=state&rows=0-2',
      '?state=progressing&state=out-of-sync',
      ...THEN.map(at => `?${at}`),
      '?groupBy=wave&component=component:default/ledger',
    ].map(query => ({ path: `/matrix/tiles${query}` })),
  },
  getMatrixRollups: {
    about: 'matrix',
    ask: [
      '',
      '?groupBy=owner&columnSort=state',
      '?groups=0-1&columns=1-4',
      ...THEN.map(at => `?${at}`),
    ].map(query => ({ path: `/matrix/rollups${query}` })),
  },
  getPast: {
    about: 'instances',
    ask: CLUSTERS.flatMap(cluster =>
      THEN.map(at => ({
        path: `/components/component/default/cart/clusters/${cluster}/past?${at}`,
        cluster,
      })),
    ),
  },
  listComponentTransitions: {
    about: 'instances',
    ask: [
      ...ofComponents('/transitions'),
      ...CLUSTERS.slice(0, 3).map(cluster => ({
        path: `/components/component/default/cart/transitions?cluster=${cluster}`,
      })),
    ],
  },
  listActions: { about: 'instances', ask: ofInstances('actions') },
  listRuns: {
    about: 'instances',
    ask: [...ofInstances('runs'), ...ofInstances('runs?limit=1')],
  },
  getRun: {
    about: 'instances',
    ask: [
      { path: '/actions/nobody' },
      ...Array.from({ length: RUNS }, (_, number) => ({
        path: `/actions/run-${number}`,
      })),
    ],
  },
  listComponentRuns: {
    about: 'instances',
    ask: [
      ...ofComponents('/runs'),
      ...CLUSTERS.slice(0, 3).map(cluster => ({
        path: `/components/component/default/cart/runs?cluster=${cluster}`,
      })),
    ],
  },
  // They ask clusters: `verifyCluster.test.ts` and `checkPreflight.test.ts`.
  verifyCluster: { about: 'clusters', ask: [] },
  verifyCandidate: { about: 'nobody', ask: [] },
  checkPreflight: { about: 'instances', ask: [] },
  // `askPreflight.test.ts`.
  askPromotionPreflight: { about: 'promotions', ask: [] },
  // What is no question: `actions.test.ts` has who may do them.
  planAction: { about: 'instances', ask: [] },
  startAction: { about: 'instances', ask: [] },
  tellDriftOwner: { about: 'instances', ask: [] },
  listPromotions: {
    about: 'promotions',
    ask: [
      '',
      '?limit=2',
      '?component=component%3Adefault%2Fcart&limit=1',
      '?stage=us&state=planned',
    ].map(query => ({ path: `/promotions${query}` })),
  },
  getPipeline: {
    about: 'promotions',
    ask: PROMOTED.map(name => ({
      path: `/promotions/pipeline?component=component%3Adefault%2F${name}`,
    })),
  },
  getPromotionPlan: {
    about: 'promotions',
    ask: PROMOTED.map(name => ({
      path: `/promotions/plan?component=component%3Adefault%2F${name}&from=eu&to=us`,
    })),
  },
  getPromotion: {
    about: 'promotions',
    ask: Array.from({ length: PROMOTIONS }, (_, number) => ({
      path: `/promotions/promotion-${number}`,
    })),
  },
  getPromotionChanges: {
    about: 'promotions',
    ask: Array.from({ length: PROMOTIONS }, (_, number) => ({
      path: `/promotions/promotion-${number}/changes?wave=us%2Fall%2F1`,
    })),
  },
  // What is no question: `promotions.test.ts` has who may do them.
  requestPromotion: { about: 'promotions', ask: [] },
  approvePromotion: { about: 'promotions', ask: [] },
  overridePromotionGate: { about: 'promotions', ask: [] },
  stopPromotion: { about: 'promotions', ask: [] },
  rollBackPromotion: { about: 'promotions', ask: [] },
  notePromotionChange: { about: 'promotions', ask: [] },
  requestException: { about: 'things', ask: [] },
  approveException: { about: 'things', ask: [] },
  withdrawException: { about: 'things', ask: [] },
  renewException: { about: 'things', ask: [] },
};

type Answer = { status: number; body: unknown };

type Asked = Question & {
  operation: string;
  about: (typeof questions)[string]['about'];
};

type Answered = {
  number: number;
  policy: Policy;
  asked: Asked[];
  got: Answer[];
};

/**
 * Asks every question twice: of the whole store as somebody who may not see all,
 * and as somebody who may of a store in which the oracle left only what the first
 * may see. Both have to get the same, page by page.
 */
export class DifferentialRun {
  readonly compared = {
    questions: 0,
    differentFromWhole: 0,
    notEmpty: 0,
    /** Deliveries that were shown in part. */
    parts: 0,
    /** Answers with runs to who may not see all of them. */
    runs: 0,
  };
  readonly #store: Store;
  readonly #engine: FleetEngine;
  readonly #seed: string;
  readonly #replicas: express.Express[];
  readonly #whole: express.Express;
  readonly #ofWhole = new Map<string, string>();
  #policy: Policy | undefined;
  #turn = 0;

  /** @param replicas - how many serve who may not see all, each page another one */
  static async start(
    knex: Knex,
    seed: string,
    replicas = 1,
  ): Promise<DifferentialRun> {
    const { engine } = await startEngine(knex, []);
    await engine.stop();
    const world = await buildWorld(knex, seed);
    for (const clusterId of CLUSTERS) {
      await deriveCompliance({ knex, clusterId, now: NOW });
    }
    // Who may see a part of the findings is told nothing of where policies are.
    await knex('policy_place').delete();
    await insertCosts(knex, randomOf(`${seed}/costs`), CLUSTERS);
    await insertDrift(knex, randomOf(`${seed}/drift`), {
      clusterIds: CLUSTERS,
      now: NOW,
    });
    await insertPromotions(knex, randomOf(`${seed}/promotions`));
    await keepComplianceDay({ knex, now: NOW });
    await knex('compliance_span').where('about', '<>', 'result').delete();
    const past = await insertPast(knex, randomOf(`${seed}/past`), {
      into: CLUSTERS[0],
      subjects: world.subjects,
    });
    const store = await Store.of(knex, world.subjects, past, world.entities);
    const index = new EntityIndex(world.entities);
    const serving = {
      adapters: engine.adapters,
      problems: engine.problems,
      registry: engine.registry,
      mirror: { index: () => index } as FleetEngine['mirror'],
      rollouts: engine.rollouts,
      costs: engine.costs,
      configuredPrices: engine.configuredPrices,
      promotions: PROMOTION_CONFIG,
    };
    const run: { current?: DifferentialRun } = {};
    const common = async () => ({
      now: () => NOW,
      cursorKey: await readSigningKey({ knex, name: 'cursor' }),
      // What was becomes another here, whenever the store does.
      past: { heldMs: 0 },
      namesOf: namesIn(world),
    });
    // What is held is read anew whenever the store is another.
    const snapshots = () => {
      let held: { changes: number; latest: Promise<FleetSnapshot> } | undefined;
      return {
        latest: () => {
          if (held?.changes !== store.changes) {
            held = {
              changes: store.changes,
              latest: takeSnapshot({ knex, entities: index, now: NOW }),
            };
          }
          return held.latest;
        },
      } as FleetSnapshots;
    };
    const limited: express.Express[] = [];
    while (limited.length < replicas) {
      limited.push(
        await serveRoutes(knex, serving, {
          ...(await common()),
          snapshots: snapshots(),
          catalog: {
            getEntityByRef: async () => ({} as never),
            getEntitiesByRefs: async ({ entityRefs }) => ({
              items: entityRefs.map(() => ({} as never)),
            }),
          },
          permissions: policyOf(permission => {
            const policy = run.current?.policy as Policy;
            if (permission === 'fleet.audit.read') {
              return { result: AuthorizeResult.DENY };
            }
            return permission === 'fleet.cluster.read'
              ? policy.clusters
              : policy.instances;
          }),
        }),
      );
    }
    const whole = await serveRoutes(knex, serving, {
      ...(await common()),
      snapshots: snapshots(),
    });
    run.current = new DifferentialRun(store, engine, seed, limited, whole);
    return run.current;
  }

  private constructor(
    store: Store,
    engine: FleetEngine,
    seed: string,
    replicas: express.Express[],
    whole: express.Express,
  ) {
    this.#store = store;
    this.#engine = engine;
    this.#seed = seed;
    this.#replicas = replicas;
    this.#whole = whole;
  }

  get policy(): Policy | undefined {
    return this.#policy;
  }

  async stop(): Promise<void> {
    await this.#engine.stop();
  }

  /**
   * @param numbers - of policies; to make the store whole takes long, so that is done
   *   once for all of them
   * @throws Error that names the policy, the question and both answers
   */
  async compare(numbers: readonly number[]): Promise<void> {
    await this.#store.whole();
    const answered: Answered[] = [];
    for (const number of numbers) answered.push(await this.#ask(number));
    for (const each of answered) await this.#judge(each);
  }

  /** What somebody gets of the whole store. */
  async #ask(number: number): Promise<Answered> {
    const random = randomOf(`${this.#seed}-${number}`);
    const policy = randomPolicy(random);
    this.#policy = policy;
    // A few of the questions each time: all of them are asked many times over.
    const asked = Object.entries(questions).flatMap(
      ([operation, { about, ask }]) =>
        ask
          .filter(() => random.chance(0.2))
          .map(question => ({ operation, about, ...question })),
    );
    const got: Answer[] = [];
    for (const { path, about } of asked) {
      got.push(await pagesOf(this.#next, path));
      if (!this.#ofWhole.has(path)) {
        this.#ofWhole.set(path, textOf(await pagesOf(() => this.#whole, path)));
      }
      if (about === 'revision') await this.#sameRevision(number, path);
    }
    return { number, policy, asked, got };
  }

  /** Holds it against what is left of the store to who may see no more. */
  async #judge({ number, policy, asked, got }: Answered): Promise<void> {
    this.#policy = policy;
    const clusters = this.#store.clustersOf(policy);
    const cells = this.#store.cellsOf(policy);
    for (const about of [
      'clusters',
      'instances',
      'matrix',
      'things',
      'priced',
      'drift',
      'promotions',
    ] as const) {
      if (!asked.some(question => question.about === about)) continue;
      if (about === 'matrix') {
        const isAll = policy.instances.result === 'ALLOW';
        await this.#store.onlyMatrix(clusters, cells, isAll);
      } else if (about === 'things') {
        const { fact, ...things } = this.#store.thingsOf(policy);
        await this.#store.only(clusters, [], fact, clusters, false, things);
      } else if (about === 'priced') {
        const { fact: _, ...things } = this.#store.thingsOf(policy);
        await this.#store.only(
          new Set(CLUSTERS),
          cells,
          this.#store.factsOf(policy),
          clusters,
          policy.instances.result === 'ALLOW',
          things,
        );
      } else if (about === 'drift') {
        const { fact: _, ...things } = this.#store.thingsOf(policy);
        await this.#store.only(
          clusters,
          cells,
          this.#store.factsOf(policy),
          clusters,
          policy.instances.result === 'ALLOW',
          things,
        );
      } else if (about === 'promotions') {
        const { fact: _, ...things } = this.#store.thingsOf(policy);
        await this.#store.only(
          clusters,
          cells,
          this.#store.factsOf(policy),
          clusters,
          policy.instances.result === 'ALLOW',
          things,
          {
            // Whose instance may be seen, of that it may be seen who brings it there.
            deliveriesOf: new Set(CLUSTERS),
            // What brings something of others as well is no part of a plan.
            inPart: false,
          },
        );
      } else if (about === 'clusters') {
        // Who may see a cluster is told in short what hubs say of it.
        const words = this.#store.content.fact.filter(
          row => row.type === 'cluster' && clusters.has(row.subject),
        );
        await this.#store.only(clusters, cells, words);
      } else {
        await this.#store.only(
          new Set(CLUSTERS),
          cells,
          this.#store.factsOf(policy),
          clusters,
          policy.instances.result === 'ALLOW',
          { ...NO_THINGS, alert: this.#store.alertsOf(policy) },
        );
      }
      for (const [index, question] of asked.entries()) {
        if (question.about !== about) continue;
        const expected = await this.#expected(question, { clusters, cells });
        if (question.about === 'drift') {
          expected.body = withoutWatched(expected.body, question.path);
          got[index].body = withoutWatched(got[index].body, question.path);
        }
        if (question.operation === 'getPromotionCost') {
          expected.body = asSeenInPart(expected.body, got[index].body);
        }
        if (question.about === 'promotions') {
          expected.body = withoutAllowed(expected.body);
          got[index].body = withoutAllowed(got[index].body);
        }
        this.#check(number, question, got[index], expected);
      }
    }
    for (const [index, { about, path }] of asked.entries()) {
      const isWhole =
        policy.clusters.result === 'ALLOW' &&
        policy.instances.result === 'ALLOW';
      if (about === 'all' && !isWhole && got[index].status !== 403) {
        throw new Error(`${this.#seed}-${number}: ${path} is for all to see`);
      }
      if (about === 'reasons') {
        this.#checkReasons(number, path, got[index], { clusters, cells });
      }
      if (about === 'nobody' && got[index].status !== 403) {
        throw new Error(`${this.#seed}-${number}: ${path} answers a person`);
      }
      if (about === 'audit' && got[index].status !== 403) {
        throw new Error(
          `${
            this.#seed
          }-${number}: ${path} follows another permission than its own`,
        );
      }
    }
  }

  /** Who may not see all is told which link fails, and nobody's words but those of what runs there. */
  #checkReasons(
    number: number,
    path: string,
    got: Answer,
    visible: { clusters: Set<string>; cells: { cluster_id?: string }[] },
  ): void {
    const policy = this.#policy as Policy;
    const cluster = path.split('/').at(-2) as string;
    const isFound =
      policy.instances.result === 'ALLOW' ||
      visible.clusters.has(cluster) ||
      visible.cells.some(({ cluster_id }) => cluster_id === cluster);
    const found = isFound ? 200 : 404;
    const expected = policy.instances.result === 'DENY' ? 403 : found;
    // Where a place is that may be seen is no word of anybody.
    const text = JSON.stringify(got.body ?? '').replaceAll(
      '"namespace":"argocd"',
      '',
    );
    const isTelling =
      policy.instances.result !== 'ALLOW' &&
      /umbrella|waits for Deployment|cannot read/.test(text);
    if (got.status !== expected || isTelling) {
      throw new Error(
        `${this.#seed}-${number}: ${path} answers ${
          got.status
        } in place of ${expected}: ${text}`,
      );
    }
  }

  /** Requests, and the pages of one answer, go to the replicas in turn. */
  readonly #next = (): express.Express => {
    this.#turn = (this.#turn + 1) % this.#replicas.length;
    return this.#replicas[this.#turn];
  };

  /** A page that asks another replica must not take it for news. */
  async #sameRevision(number: number, path: string): Promise<void> {
    const told = new Set<unknown>();
    for (const replica of this.#replicas) {
      const { body } = await request(replica).get(path);
      told.add(body.revision);
    }
    if (told.size > 1) {
      throw new Error(
        `${this.#seed}-${number}: replicas tell different revisions: ${[
          ...told,
        ].join(', ')}`,
      );
    }
  }

  async #expected(
    question: Question & { about: string },
    visible: { clusters: Set<string>; cells: { cluster_id?: string }[] },
  ): Promise<Answer> {
    const { path, about, cluster, named = [] } = question;
    const policy = this.#policy as Policy;
    const decision = about === 'clusters' ? policy.clusters : policy.instances;
    if (decision.result === 'DENY') return { status: 403, body: undefined };
    const isFound = [
      ...(cluster === undefined ? [] : [cluster]),
      ...named,
    ].every(
      id =>
        visible.clusters.has(id) ||
        ((about === 'instances' || about === 'priced') &&
          (decision.result === 'ALLOW' ||
            visible.cells.some(({ cluster_id }) => cluster_id === id))),
    );
    if (!isFound) return { status: 404, body: undefined };
    const { status, body } = await pagesOf(() => this.#whole, path);
    const answer: Answer = { status, body: this.#inPart(body) };
    if (answer.status === 200 && path.includes('/statements')) {
      answer.body = this.#withClusters(answer.body as StatementPage[]);
    }
    const isComponent =
      path.startsWith('/components') && !/\/(transitions|past|runs)/.test(path);
    if (answer.status === 200 && path.startsWith('/unbound')) {
      answer.body = coveredBy(answer.body as UnboundPage[], visible.clusters);
    }
    if (answer.status === 200 && isComponent) {
      answer.body = onClusters(
        answer.body as ComponentFleet[],
        visible.clusters,
      );
    }
    return answer;
  }

  /** An answer in which the parts of deliveries are called as those are, and said to be parts. */
  #inPart(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(each => this.#inPart(each));
    if (typeof value !== 'object' || value === null) return value;
    const answer: Record<string, unknown> = Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, this.#inPart(inner)]),
    );
    const id = this.#store.parts.get(String(answer.id));
    if (id === undefined) return answer;
    this.compared.parts += 1;
    return { ...answer, id, partial: true };
  }

  /**
   * The pages of statements, with which clusters are meant: the objects of hubs that
   * tell it may themselves be hidden.
   */
  #withClusters(pages: StatementPage[]): StatementPage[] {
    const names = new Map(
      this.#store.content.cluster.map(row => [`m-${row.id}`, row]),
    );
    return pages.map(page => ({
      ...page,
      items: page.items.map(item => {
        const { detail } = item;
        if (detail.type !== 'placement' || !detail.clusters) return item;
        if (item.observer.id !== 'hub') return item;
        const clusters = detail.clusters.map(
          ({ name, cluster: _, ...rest }) => {
            const row = names.get(name);
            return {
              name,
              ...(row ? { cluster: { id: row.id, name: row.name } } : {}),
              ...rest,
            };
          },
        );
        return { ...item, detail: { ...detail, clusters } };
      }),
    }));
  }

  #check(
    number: number,
    { path, operation }: { path: string; operation: string },
    got: Answer,
    expected: Answer,
  ): void {
    this.compared.questions += 1;
    const [left, right] = [textOf(got), textOf(expected)];
    if (left !== this.#ofWhole.get(path)) this.compared.differentFromWhole += 1;
    if (got.status === 200 && JSON.stringify(got.body).length > 600) {
      this.compared.notEmpty += 1;
    }
    const isOfRuns = operation === 'listRuns' || operation === 'getRun';
    if (isOfRuns && /"requestedBy"/.test(left)) {
      const isLimited = this.#policy?.instances.result === 'CONDITIONAL';
      if (isLimited) this.compared.runs += 1;
    }
    if (left === right) return;
    throw new Error(
      [
        `${operation} tells something else than it may. FLEET_POLICIES_SEED=${
          this.#seed
        }, policy ${number}, ${path}`,
        `policy: ${JSON.stringify(this.#policy)}`,
        `got:      ${aroundDifference(left, right)}`,
        `expected: ${aroundDifference(right, left)}`,
      ].join('\n'),
    );
  }
}

function namesIn(world: World) {
  return (id: string) => world.subjects.get(id)?.cluster.slice(1) ?? [];
}

/** All pages of an answer, one after the other. */
async function pagesOf(
  next: () => express.Express,
  path: string,
): Promise<Answer> {
  const pages = [];
  let cursor: string | undefined;
  do {
    const response = await request(next()).get(
      cursor ? `${path}&cursor=${cursor}` : path,
    );
    if (response.status !== 200) {
      return { status: response.status, body: undefined };
    }
    pages.push(response.body);
    cursor = path.includes('limit=') ? response.body.nextCursor : undefined;
  } while (cursor && pages.length < 50);
  return { status: 200, body: pages };
}

/** Of how many deliveries it is not known whether anything drifts is told of a component, else to who may see all. */
function withoutWatched(body: unknown, path: string): unknown {
  if (path.includes('component=') || !Array.isArray(body)) return body;
  return body.map(({ watched: _, unwatched: __, ...page }) => page);
}

/** Whether who asks may promote is decided by permissions that who may see all has: `promotions.test.ts`. */
function withoutAllowed(body: unknown): unknown {
  return body === undefined
    ? undefined
    : JSON.parse(
        JSON.stringify(body, (key, value) =>
          key === 'allowed' ? undefined : value,
        ),
      );
}

/** Promotions to some clusters each, of one namespace of them. */
async function insertPromotions(knex: Knex, random: Random): Promise<void> {
  for (let number = 0; number < PROMOTIONS; number += 1) {
    const some = CLUSTERS.filter(() => random.chance(0.3));
    await insertPromotion(knex, {
      id: `promotion-${number}`,
      clusters: some.length > 0 ? some : [random.pick(CLUSTERS)],
      namespace: random.pick(NAMESPACES),
      entityRef: `component:default/${random.pick(PROMOTED.slice(0, 3))}`,
      from: 'eu',
      to: 'us',
      beganAt: 1_000 + number,
    });
  }
}

/** What is compared of an answer: all but when it was made, and that it is limited. */
function textOf({ status, body }: Answer): string {
  return JSON.stringify([status, body], (key, value) => {
    if (['asOf', 'revision', 'limited'].includes(key)) return undefined;
    // What is configured of clusters that there are not is for who may see all.
    if (key === 'expectationsOfNoCluster') return undefined;
    // How much is named that is not told is not for all.
    if (/^(clusters|deliveries|named)Total$/.test(key)) return undefined;
    // Its signature is of who asks; what it says is compared.
    if (key === 'nextCursor' && typeof value === 'string') {
      return value.slice(0, -SIGNATURE_LENGTH);
    }
    // Of kinds it is told how they are read, and not how many there are.
    if (key === 'coverage' && Array.isArray(value)) {
      return value.map(({ objects: _, skipped: __, ...kind }) => kind);
    }
    return key === 'detail' && typeof value === 'string'
      ? value.replace('that you may see ', '')
      : value;
  });
}

function aroundDifference(text: string, other: string): string {
  let at = 0;
  while (at < text.length && text[at] === other[at]) at += 1;
  return text.slice(Math.max(0, at - 150), at + 250);
}

/** What a promotion costs, as who sees some of the instances only is told of the gate. */
function asSeenInPart(expected: unknown, got: unknown): unknown {
  const [answer] = (expected ?? []) as PromotionCostAnswer[];
  const [told] = (got ?? []) as PromotionCostAnswer[];
  const isInPart = told?.limited?.includes('instances');
  if (!answer || !isInPart) return expected;
  if (answer.verdict !== 'within' && answer.why !== 'no-target') {
    return expected;
  }
  const { asOf, component, version, money, ...rest } = answer;
  const { verdict: _, why: __, ...others } = rest;
  // In the order that an answer has.
  return [
    {
      ...{ asOf, component, version, money },
      ...{ verdict: 'unknown', why: 'seen-in-part' },
      ...others,
    },
  ];
}

/** The pages of what is bound to nothing, with the coverage of the clusters that may be seen alone. */
function coveredBy(
  pages: UnboundPage[],
  clusters: ReadonlySet<string>,
): UnboundPage[] {
  return pages.map(page => {
    const gaps = page.coverage.gaps.filter(({ cluster }) =>
      clusters.has(cluster.id),
    );
    return {
      ...page,
      coverage: {
        clusters: clusters.size,
        complete: clusters.size - gaps.length,
        gaps,
        gapsTotal: gaps.length,
      },
    };
  });
}

/** The pages of a component where only some clusters, and those that it is on, are spoken of. */
function onClusters(
  pages: ComponentFleet[],
  clusters: ReadonlySet<string>,
): ComponentFleet[] {
  const here = pages.flatMap(({ instances }) =>
    instances.map(({ cluster }) => cluster.id),
  );
  const told = new Set([...clusters, ...here]);
  const isTold = ({ cluster }: { cluster: { id: string } }) =>
    told.has(cluster.id);
  return pages.map(page => {
    const notHere = page.notHere.filter(isTold);
    const gaps = page.coverage.gaps.filter(isTold);
    return {
      ...page,
      notHere,
      notHereTotal: notHere.length,
      coverage: {
        clusters: told.size,
        complete: told.size - gaps.length,
        gaps,
        gapsTotal: gaps.length,
      },
    };
  });
}

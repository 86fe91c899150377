import { toMicroTimestamp, toTimestamp } from '../../../clock';
import type { SimulatedCluster } from '../../../SimulatedCluster';
import { buildLease, buildNamespace } from '../../builders/cluster';
import { setCondition } from '../../conditions';
import type { Scenario, ScenarioCluster } from '../../scenario/scenarioSchema';
import type { WorldSystem, WorldSystemContext } from '../WorldSystem';
import { ADD_ONS, type AddOn, addOnCondition, buildAddOn } from './addOns';
import { isAvailable, setAvailability, SILENCE_MS } from './availability';
import { HUB_NAMESPACE } from './baseline';
import { WORK_NAME } from './works';
import { buildManagedCluster, buildUnacceptedCluster } from './managedClusters';
import {
  buildPlacement,
  type PlacementOptions,
  PlacementScheduler,
} from './Placements';
import { type Agent, buildReplicaSet, Rollout } from './Rollout';
import { ADDON_GROUP, CLUSTER_GROUP, type ManagedCluster } from './types';

const DAY_MS = 86_400_000;
const LEASE_RENEWAL_MS = 10_000;
const UNREACHABLE = 'cluster.open-cluster-management.io/unreachable';
const REGISTRATION = {
  manager: 'registration',
  operation: 'Update' as const,
};
/** Somebody took a right from this one's agent that the new baseline needs. */
const REFUSED = 1;
const AWAY = ['refuse', 'hang', 'half-open'];

type Managed = { spec: ScenarioCluster; cluster: SimulatedCluster };

/** The wave of the first rollout that has the cluster in one. */
function waveOf({ rollouts }: Scenario, cluster: string): string | undefined {
  return rollouts
    .flatMap(({ waves }) => waves)
    .find(({ clusters }) => clusters.includes(cluster))?.name;
}

function clusterReference(name: string) {
  return { apiVersion: `${CLUSTER_GROUP}/v1`, kind: 'ManagedCluster', name };
}

/**
 * A hub: it manages the clusters that it delivers to, and one more that nobody has
 * let in. A cluster that cannot be reached is given up after five minutes, and what
 * the hub says of its works stays as it was.
 */
export class Hub implements WorldSystem {
  readonly #context: WorldSystemContext;
  readonly #managed: Managed[];
  /** A hub that brings components has no baseline of its own to bring. */
  readonly #hasBaseline: boolean;
  readonly #placements: PlacementOptions[];
  readonly #schedulers: PlacementScheduler[];
  readonly #rollout: Rollout;
  /** When each silent agent was last heard of. */
  readonly #silentSince = new Map<string, number>();

  constructor(context: WorldSystemContext) {
    this.#context = context;
    const { clusters, spec, cluster, clock } = context;
    this.#managed = [...clusters.values()].filter(
      ({ spec: { delivery, name } }) =>
        'hub' in delivery && delivery.hub === spec.name && name !== spec.name,
    );
    this.#hasBaseline = !this.#managed.some(
      ({ spec: { delivery } }) => delivery.engine === 'ocm',
    );
    const set = this.#set;
    const { store } = cluster;
    this.#placements = [
      {
        name: WORK_NAME,
        set,
        labels: { environment: ['production', 'staging'] },
        canary: ({ metadata }: ManagedCluster) =>
          metadata.labels?.environment === 'staging',
        // What is out of reach keeps what it has.
        tolerations: [UNREACHABLE],
      },
      {
        name: 'europe',
        set,
        labels: { region: ['eu-west-1'], environment: ['production'] },
        // There is only one.
        numberOfClusters: 2,
        canary: () => false,
        tolerations: [],
      },
    ];
    this.#schedulers = this.#placements.map(
      options => new PlacementScheduler(store, clock, options),
    );
    this.#rollout = new Rollout(
      store,
      clock,
      name => clusters.get(name)?.cluster.store,
    );
  }

  get #set(): string {
    return this.#context.scenario.name;
  }

  load(): void {
    const { clock, bornAt } = this.#context;
    const now = clock.now();
    clock.at(bornAt + DAY_MS, () => {
      if (this.#hasBaseline) {
        this.#context.cluster.store.create(
          buildNamespace({
            name: HUB_NAMESPACE,
            labels: { team: 'platform' },
            createdAt: bornAt + DAY_MS,
          }),
        );
      }
      this.#createSets();
      if (!this.#hasBaseline) return;
      for (const options of this.#placements) {
        this.#context.cluster.store.create(buildPlacement(options), {
          manager: 'kubectl-client-side-apply',
          operation: 'Update',
        });
      }
    });
    this.#managed.forEach((managed, index) => {
      const registeredAt = bornAt + (index + 2) * DAY_MS;
      clock.at(registeredAt, () => this.#register(managed, registeredAt));
    });
    clock.at(now - 6 * DAY_MS, () => this.#announce(now - 6 * DAY_MS));
    if (this.#hasBaseline) {
      clock.at(now - 30 * DAY_MS, () => {
        this.#schedule();
        for (const name of this.#schedulers[0].chosen()) {
          this.#rollout.place(name, 7);
        }
      });
    }
    for (const { spec } of this.#managed) this.#loseAtLoad(spec, now);
    if (this.#hasBaseline) this.#loadBaseline(now);
  }

  #loadBaseline(now: number): void {
    const { clock } = this.#context;
    const silent = this.#managed[REFUSED]?.spec.name;
    if (silent) {
      clock.at(now - 23 * 60_000, () =>
        this.#setAddOn('cluster-proxy', silent, 'silent'),
      );
    }
    clock.at(now - 60_000, () => {
      this.#context.cluster.store.create(buildReplicaSet(8), {
        manager: 'kubectl-client-side-apply',
        operation: 'Update',
      });
    });
    // The canary is done, the next cluster has just begun.
    for (let step = 8; step > 0; step--) {
      clock.at(now - step * 3000, () => this.#work());
    }
  }

  tick(): void {
    this.#updateAddresses();
    this.#listen();
    this.#stampTaints();
    if (!this.#hasBaseline) return;
    this.#schedule();
    this.#work();
  }

  #createSets(): void {
    const { store } = this.#context.cluster;
    const count = this.#managed.length;
    const time = toTimestamp(this.#context.clock.now());
    const selected = (total: number) => ({
      conditions: [
        {
          type: 'ClusterSetEmpty',
          status: total ? 'False' : 'True',
          reason: total ? 'ClustersSelected' : 'NoClusterMatched',
          message: total
            ? `${total} ManagedClusters selected`
            : 'No ManagedCluster selected',
          lastTransitionTime: time,
        },
      ],
    });
    const exclusive = {
      clusterSelector: { selectorType: 'ExclusiveClusterSetLabel' },
    };
    for (const [name, total, spec] of [
      [this.#set, count, exclusive],
      ['default', 0, exclusive],
      [
        'global',
        count + 1,
        {
          clusterSelector: { selectorType: 'LabelSelector', labelSelector: {} },
        },
      ],
    ] as const) {
      store.create(
        {
          apiVersion: `${CLUSTER_GROUP}/v1beta2`,
          kind: 'ManagedClusterSet',
          metadata: { name },
          spec,
          status: selected(total),
        },
        REGISTRATION,
      );
    }
  }

  #register({ spec, cluster }: Managed, registeredAt: number): void {
    const { store } = this.#context.cluster;
    const { name } = spec;
    store.create(
      buildNamespace({
        name,
        labels: { [`${CLUSTER_GROUP}/managedCluster`]: name },
        createdAt: registeredAt,
      }),
    );
    store.create(
      buildManagedCluster({
        spec,
        cluster,
        set: this.#set,
        registeredAt,
        wave: this.#hasBaseline
          ? undefined
          : waveOf(this.#context.scenario, name),
      }),
      REGISTRATION,
    );
    store.create(
      buildLease({
        name: 'managed-cluster-lease',
        namespace: name,
        holder: 'managed-cluster-lease',
        createdAt: registeredAt,
        renewedAt: registeredAt,
      }),
    );
    for (const addOn of ADD_ONS) {
      store.create(buildAddOn(addOn, name, registeredAt), REGISTRATION);
    }
  }

  /** A cluster of developers has asked to join, and waits. */
  #announce(registeredAt: number): void {
    const known = new Set(this.#managed.map(({ spec }) => spec.name));
    const other = [...this.#context.clusters.values()].find(
      ({ spec }) => spec.environment === 'development' && !known.has(spec.name),
    );
    if (!other) return;
    this.#context.cluster.store.create(
      buildUnacceptedCluster(other.spec, other.cluster, registeredAt),
      REGISTRATION,
    );
  }

  /** What is out of reach from the start was so a while ago. */
  #loseAtLoad(spec: ScenarioCluster, now: number): void {
    if (!spec.faults.some(({ fault }) => AWAY.includes(fault))) return;
    const lostAt = now - spec.lostMinutesAgo * 60_000;
    this.#silentSince.set(spec.name, lostAt);
    this.#renewLease(spec.name, lostAt);
    if (now - lostAt >= SILENCE_MS) {
      this.#context.clock.at(lostAt + SILENCE_MS, () =>
        this.#setAvailable(spec.name, false),
      );
    }
  }

  #managedClusters(): ManagedCluster[] {
    return this.#context.cluster.store.all<ManagedCluster>(
      `${CLUSTER_GROUP}/v1`,
      'ManagedCluster',
    );
  }

  #schedule(): void {
    const clusters = this.#managedClusters();
    for (const scheduler of this.#schedulers) scheduler.schedule(clusters);
  }

  /** Agents know their API server's address; it has one once the simulation listens. */
  #updateAddresses(): void {
    for (const { metadata, spec } of this.#managedClusters()) {
      const url = this.#context.clusters.get(metadata.name)?.cluster.url;
      const [config] = spec.managedClusterClientConfigs ?? [];
      if (!url || !config || config.url === url) continue;
      this.#context.cluster.store.update<ManagedCluster>(
        clusterReference(metadata.name),
        draft => {
          draft.spec.managedClusterClientConfigs = [{ url }];
        },
        REGISTRATION,
      );
    }
  }

  /** The hub notices who has fallen silent, and who is back. */
  #listen(): void {
    const now = this.#context.clock.now();
    for (const { spec, cluster } of this.#managed) {
      const { name } = spec;
      const current = this.#context.cluster.store.get<ManagedCluster>(
        clusterReference(name),
      );
      if (!current) continue;
      if (cluster.isReachable) {
        this.#silentSince.delete(name);
        this.#renewLease(name, now);
        if (!isAvailable(current)) this.#setAvailable(name, true);
        continue;
      }
      const since = this.#silentSince.get(name) ?? now;
      this.#silentSince.set(name, since);
      if (isAvailable(current) && now - since >= SILENCE_MS) {
        this.#setAvailable(name, false);
      }
    }
  }

  #renewLease(namespace: string, now: number): void {
    const reference = {
      apiVersion: 'coordination.k8s.io/v1',
      kind: 'Lease',
      namespace,
      name: 'managed-cluster-lease',
    };
    const { store } = this.#context.cluster;
    const spec = store.get(reference)?.spec as { renewTime: string };
    if (!spec || now - Date.parse(spec.renewTime) < LEASE_RENEWAL_MS) return;
    store.update(reference, draft => {
      (draft.spec as { renewTime: string }).renewTime = toMicroTimestamp(now);
    });
  }

  #setAvailable(name: string, isThere: boolean): void {
    const now = this.#context.clock.now();
    const { store } = this.#context.cluster;
    store.update<ManagedCluster>(
      clusterReference(name),
      draft => setAvailability(draft, isThere, now),
      REGISTRATION,
    );
    for (const addOn of ADD_ONS) {
      this.#setAddOn(addOn, name, isThere ? 'available' : 'cluster-lost');
    }
  }

  #setAddOn(
    name: string,
    namespace: string,
    state: Parameters<typeof addOnCondition>[1],
  ): void {
    const time = toTimestamp(this.#context.clock.now());
    this.#context.cluster.store.update<AddOn>(
      {
        apiVersion: `${ADDON_GROUP}/v1beta1`,
        kind: 'ManagedClusterAddOn',
        namespace,
        name,
      },
      draft => {
        draft.status.conditions = setCondition(
          draft.status.conditions,
          addOnCondition(name, state),
          time,
        );
      },
      REGISTRATION,
    );
  }

  /** The hub writes when it took a taint in. */
  #stampTaints(): void {
    const timeAdded = toTimestamp(this.#context.clock.now());
    for (const { metadata, spec } of this.#managedClusters()) {
      if (!spec.taints?.some(taint => !taint.timeAdded)) continue;
      this.#context.cluster.store.update<ManagedCluster>(
        clusterReference(metadata.name),
        draft => {
          draft.spec.taints = draft.spec.taints?.map(taint => ({
            ...taint,
            timeAdded: taint.timeAdded ?? timeAdded,
          }));
        },
        REGISTRATION,
      );
    }
  }

  #work(): void {
    const agents = new Map<string, Agent>(
      this.#managed.map(({ spec, cluster }, index) => [
        spec.name,
        {
          isThere: cluster.isReachable && !this.#silentSince.has(spec.name),
          isRefused: index === REFUSED,
        },
      ]),
    );
    this.#rollout.tick(this.#schedulers[0].chosen(), agents);
  }
}

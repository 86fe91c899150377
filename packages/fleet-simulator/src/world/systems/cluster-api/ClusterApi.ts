import { toTimestamp } from '../../../clock';
import type { KubernetesObject } from '../../../types';
import type { WorldSystem, WorldSystemContext } from '../WorldSystem';
import {
  buildClass,
  buildCluster,
  buildControlPlane,
  buildDeployment,
  buildHealthCheck,
  buildPool,
  type ClusterPlan,
} from './builders';
import { clusterStatus } from './clusterStatus';
import { stated, withConditions } from './conditions';
import { healthCheckStatus } from './healthCheckStatus';
import type { Sight } from './Machines';
import { Pools, referenceTo, versionOf } from './Pools';
import {
  CLUSTER_API_TYPES,
  CLUSTER_LABEL,
  CONTROL_PLANE,
  CORE,
  NAMESPACE,
  type Cluster,
  type HealthCheck,
  type Pool,
} from './types';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const STEP_MS = 3000;
const CONTROLLER = { manager: 'manager', operation: 'Update' as const };
const TOPOLOGY = { manager: 'capi-topology', operation: 'Apply' as const };

const MANAGED = 4;
const UPGRADING = 0;
const BROKEN = 1;
const POOLED = 2;
/** Enough of the workers that no health check replaces any. */
const BROKEN_SHARE = 0.5;
const UPGRADE_STEPS = 16;
/** With these nobody who asks a cluster gets an answer. */
const AWAY = ['refuse', 'hang', 'half-open'];

/** A cluster that is asked for and not there: its account has no room for it. */
const EXPECTED = 'prod-sae1';

function nextMinor(version: string): string {
  const [major, minor] = version.split('.').map(Number);
  return `v${major}.${minor + 1}.1`;
}

/**
 * A management cluster of Cluster API: it has made the first clusters that it
 * delivers to. One of them is being upgraded, one has lost half of its workers, so
 * that its health check has stopped, and one more is asked for and does not come.
 */
export class ClusterApi implements WorldSystem {
  readonly #context: WorldSystemContext;
  readonly #pools: Pools;
  readonly #broken = new Set<string>();
  readonly #managed: string[];
  /** Out of reach while the past is made; afterwards the cluster itself tells. */
  readonly #away = new Set<string>();
  #isChanged = true;
  #seen = '';

  constructor(context: WorldSystemContext) {
    this.#context = context;
    const { clusters, spec, cluster, clock } = context;
    this.#pools = new Pools(cluster.store, clock);
    this.#managed = [...clusters.values()]
      .filter(
        ({ spec: { delivery, name } }) =>
          delivery.engine === 'argocd' &&
          delivery.hub === spec.name &&
          name !== spec.name,
      )
      .slice(0, MANAGED)
      .map(({ spec: { name } }) => name);
  }

  load(): void {
    const { cluster, clock, bornAt, clusters } = this.#context;
    const { store } = cluster;
    const now = clock.now();
    clock.at(bornAt + DAY_MS, () => {
      store.create(buildClass(), CONTROLLER);
      this.#writeClass();
    });
    this.#managed.forEach((name, index) => {
      const spec = clusters.get(name)?.spec;
      if (!spec) return;
      const { region, environment, owner, nodes, kubernetesVersion } = spec;
      clock.at(bornAt + (index + 2) * DAY_MS, () =>
        this.#make({
          name,
          region,
          environment,
          owner,
          version: `v${kubernetesVersion}`,
          workers: nodes,
          ...(index === POOLED && { pooled: 2 }),
        }),
      );
    });
    clock.at(now - 40 * MINUTE_MS, () =>
      this.#order({
        name: EXPECTED,
        region: 'sa-east-1',
        environment: 'production',
        owner: 'platform',
        version: 'v1.35.1',
        workers: 4,
      }),
    );
    clock.at(now - 25 * MINUTE_MS, () => this.#breakWorkers());
    this.#beginUpgrade(now);
    this.#loseSight(now);
    this.#stepAll();
    this.#away.clear();
    for (const type of CLUSTER_API_TYPES) {
      store.subscribe(type, () => {
        this.#isChanged = true;
      });
    }
  }

  tick(): void {
    const seen = this.#managed
      .map(name => {
        const target = this.#context.clusters.get(name)?.cluster;
        return `${target?.url} ${target?.isReachable}`;
      })
      .join('\n');
    if (!this.#isChanged && seen === this.#seen && !this.#isMoving()) return;
    this.#seen = seen;
    this.#isChanged = false;
    const before = this.#context.cluster.store.revision;
    this.#stepAll();
    // What it wrote itself is no news, once nothing more comes of it.
    this.#isChanged = this.#context.cluster.store.revision !== before;
  }

  /** Whether time alone changes something: a machine comes up, or is drained. */
  #isMoving(): boolean {
    return this.#context.cluster.store
      .all(CORE, 'Machine')
      .some(
        ({ metadata, status }) =>
          metadata.deletionTimestamp !== undefined ||
          (status as { phase?: string } | undefined)?.phase === 'Provisioning',
      );
  }

  #writeClass(): void {
    const { cluster, clock } = this.#context;
    cluster.store.update(
      referenceTo(buildClass()),
      draft => {
        const { generation } = draft.metadata;
        draft.status = {
          observedGeneration: generation,
          conditions: withConditions(
            undefined,
            [
              stated('VariablesReady', true, '', 'VariablesReady'),
              stated('RefVersionsUpToDate', true, '', 'RefVersionsUpToDate'),
              stated('Paused', false),
            ],
            toTimestamp(clock.now()),
            generation,
          ),
        };
      },
      CONTROLLER,
    );
  }

  /** The objects that somebody who wants a cluster, and the topology's controller, make. */
  #order(plan: ClusterPlan): void {
    const { store } = this.#context.cluster;
    const cluster = store.create(buildCluster(plan), {
      manager: 'kubectl-client-side-apply',
      operation: 'Update',
    });
    store.create(buildControlPlane(cluster, plan.version), TOPOLOGY);
    store.create(
      buildDeployment(cluster, plan.version, plan.workers),
      TOPOLOGY,
    );
    store.create(buildHealthCheck(cluster), TOPOLOGY);
    if (plan.pooled) {
      store.create(buildPool(cluster, plan.version, plan.pooled), TOPOLOGY);
    }
  }

  /** A cluster with all its machines, as after its first day. */
  #make(plan: ClusterPlan): void {
    this.#order(plan);
    for (let step = 0; step < 5; step++) {
      for (const pool of this.#poolsOf(plan.name)) {
        this.#pools.step(pool, {
          isWithheld: false,
          isReachable: true,
          broken: this.#broken,
        });
      }
      this.#context.clock.pass(MINUTE_MS);
    }
    this.#step(this.#clusterObject(plan.name));
  }

  #breakWorkers(): void {
    const name = this.#managed[BROKEN];
    const deployment = name && this.#poolsOf(name)[1];
    if (!deployment) return;
    const { machines } = this.#pools.read(deployment);
    for (const { metadata } of machines.slice(
      0,
      Math.ceil(machines.length * BROKEN_SHARE),
    )) {
      this.#broken.add(metadata.name);
    }
    this.#step(this.#clusterObject(name));
  }

  #beginUpgrade(now: number): void {
    const { clock, cluster } = this.#context;
    const name = this.#managed[UPGRADING];
    if (!name) return;
    clock.at(now - UPGRADE_STEPS * STEP_MS, () => {
      cluster.store.update<Cluster>(
        referenceTo(this.#clusterObject(name)),
        draft => {
          draft.spec.topology.version = nextMinor(
            draft.spec.topology.version.slice(1),
          );
        },
        { manager: 'kubectl-edit', operation: 'Update' },
      );
    });
    for (let step = UPGRADE_STEPS; step > 0; step--) {
      clock.at(now - step * STEP_MS, () =>
        this.#step(this.#clusterObject(name)),
      );
    }
  }

  /** The scenario's lost clusters are lost since it says. */
  #loseSight(now: number): void {
    for (const name of this.#managed) {
      const spec = this.#context.clusters.get(name)?.spec;
      if (!spec?.faults.some(({ fault }) => AWAY.includes(fault))) continue;
      this.#away.add(name);
      this.#context.clock.at(now - spec.lostMinutesAgo * MINUTE_MS, () =>
        this.#step(this.#clusterObject(name)),
      );
    }
  }

  #clusterObject(name: string): Cluster {
    const found = this.#context.cluster.store.get<Cluster>({
      apiVersion: CORE,
      kind: 'Cluster',
      namespace: NAMESPACE,
      name,
    });
    if (!found) throw new Error(`there is no Cluster '${name}'`);
    return found;
  }

  /** The control plane first, as it is upgraded first. */
  #poolsOf(cluster: string): Pool[] {
    const { store } = this.#context.cluster;
    return [
      ...store.all<Pool>(CONTROL_PLANE, 'KubeadmControlPlane'),
      ...store.all<Pool>(CORE, 'MachineDeployment'),
    ].filter(({ metadata }) => metadata.labels?.[CLUSTER_LABEL] === cluster);
  }

  #stepAll(): void {
    const { store } = this.#context.cluster;
    for (const cluster of store.all<Cluster>(CORE, 'Cluster')) {
      this.#step(cluster);
    }
  }

  #step(cluster: Cluster): void {
    const { name } = cluster.metadata;
    const target = this.#context.clusters.get(name)?.cluster;
    const sight: Sight = {
      isWithheld: target === undefined,
      isReachable: (target?.isReachable ?? true) && !this.#away.has(name),
      broken: this.#broken,
    };
    if (cluster.spec.paused) {
      this.#writePaused(name);
      return;
    }
    this.#passOn(cluster);
    const [controlPlane, ...workers] = this.#poolsOf(name).map(pool =>
      this.#pools.step(pool, sight),
    );
    if (!controlPlane) return;
    this.#writeHealthChecks(name, workers[0]?.machines ?? []);
    this.#writeMachinePools(name);
    const time = toTimestamp(this.#context.clock.now());
    this.#update(cluster, draft => {
      if (target) draft.spec.controlPlaneEndpoint = endpointOf(target.url);
    });
    this.#update(cluster, draft => {
      draft.status = clusterStatus(
        draft,
        {
          controlPlane,
          workers,
          isReachable: sight.isReachable,
          ...(sight.isWithheld && {
            withheld:
              'AWSCluster: AddressLimitExceeded: The maximum number of addresses has been reached',
          }),
        },
        time,
      );
    });
  }

  /** The topology's version goes to the control plane, and to the workers once that is done. */
  #passOn(cluster: Cluster): void {
    const { version } = cluster.spec.topology;
    const [controlPlane, ...workers] = this.#poolsOf(cluster.metadata.name);
    const isDone = (pool: Pool) =>
      versionOf(pool) === version &&
      this.#pools
        .read(pool)
        .machines.every(
          ({ spec, metadata }) =>
            spec.version === version && !metadata.deletionTimestamp,
        );
    for (const pool of controlPlane ? [controlPlane, ...workers] : []) {
      if (versionOf(pool) !== version) {
        this.#context.cluster.store.update<Pool>(
          referenceTo(pool),
          draft => {
            if (draft.spec.template) draft.spec.template.spec.version = version;
            else draft.spec.version = version;
          },
          TOPOLOGY,
        );
        return;
      }
      if (!isDone(pool)) return;
    }
  }

  #writePaused(cluster: string): void {
    const time = toTimestamp(this.#context.clock.now());
    const paused = stated(
      'Paused',
      true,
      'Cluster spec.paused is set to true',
      'Paused',
    );
    for (const object of [
      this.#clusterObject(cluster),
      ...this.#poolsOf(cluster),
    ]) {
      this.#update(object, draft => {
        draft.status = {
          ...draft.status,
          conditions: withConditions(
            draft.status?.conditions,
            [paused],
            time,
            draft.metadata.generation,
          ),
        };
      });
    }
  }

  #writeHealthChecks(
    cluster: string,
    machines: Parameters<typeof healthCheckStatus>[1],
  ): void {
    const { store } = this.#context.cluster;
    const time = toTimestamp(this.#context.clock.now());
    for (const check of store.all<HealthCheck>(CORE, 'MachineHealthCheck')) {
      if (check.metadata.labels?.[CLUSTER_LABEL] !== cluster) continue;
      this.#update(check, draft => {
        draft.status = healthCheckStatus(draft as HealthCheck, machines, time);
      });
    }
  }

  /** The provider looks after their machines: there are always as many as are wanted. */
  #writeMachinePools(cluster: string): void {
    const { store } = this.#context.cluster;
    const time = toTimestamp(this.#context.clock.now());
    for (const pool of store.all<Pool>(CORE, 'MachinePool')) {
      if (pool.metadata.labels?.[CLUSTER_LABEL] !== cluster) continue;
      const { replicas } = pool.spec;
      this.#update(pool, draft => {
        draft.status = {
          observedGeneration: draft.metadata.generation,
          phase: 'Running',
          replicas,
          readyReplicas: replicas,
          availableReplicas: replicas,
          upToDateReplicas: replicas,
          versions: [{ version: versionOf(pool), replicas }],
          conditions: withConditions(
            draft.status?.conditions,
            [stated('Paused', false)],
            time,
            draft.metadata.generation,
          ),
        };
      });
    }
  }

  #update(
    object: KubernetesObject,
    change: (draft: Cluster & Pool) => void,
  ): void {
    this.#context.cluster.store.update<Cluster & Pool>(
      referenceTo(object),
      change,
      CONTROLLER,
    );
  }
}

/** Host and port of a cluster's API, as its infrastructure provider writes them down. */
function endpointOf(url: string): { host: string; port: number } {
  const { hostname, port } = new URL(url);
  return { host: hostname, port: Number(port) || 6443 };
}

import { toTimestamp } from '../../../clock';
import type { SimulatedCluster } from '../../../SimulatedCluster';
import type { Condition } from '../../../types';
import { buildNamespace } from '../../builders/cluster';
import { setCondition } from '../../conditions';
import type { ScenarioCluster } from '../../scenario/scenarioSchema';
import type { WorldSystem, WorldSystemContext } from '../WorldSystem';
import { type ClusterProfile, GROUP } from './types';

const INVENTORY_NAMESPACE = 'fleet-inventory';

const DAY_MS = 86_400_000;
const MANAGER = 'open-cluster-management';
const WRITER = { manager: 'cluster-inventory', operation: 'Update' as const };
const AWAY = ['refuse', 'hang', 'half-open'];

type Listed = { spec: ScenarioCluster; cluster: SimulatedCluster };

function healthOf(isThere: boolean): Condition {
  return isThere
    ? {
        type: 'ControlPlaneHealthy',
        status: 'True',
        reason: 'ManagedClusterAvailable',
        message: 'Managed cluster is available',
      }
    : {
        type: 'ControlPlaneHealthy',
        status: 'Unknown',
        reason: 'ManagedClusterLeaseUpdateStopped',
        message: 'Registration agent stopped updating its lease.',
      };
}

/** A management cluster's inventory: a profile of each cluster that it delivers to. */
export class Inventory implements WorldSystem {
  readonly #context: WorldSystemContext;
  readonly #listed: Listed[];

  constructor(context: WorldSystemContext) {
    this.#context = context;
    this.#listed = [...context.clusters.values()].filter(
      ({ spec: { delivery, name } }) =>
        delivery.engine === 'argocd' &&
        delivery.hub === context.spec.name &&
        name !== context.spec.name,
    );
  }

  load(): void {
    const { clock, bornAt, cluster } = this.#context;
    const now = clock.now();
    cluster.store.create(
      buildNamespace({
        name: INVENTORY_NAMESPACE,
        labels: { team: 'platform' },
        createdAt: bornAt + DAY_MS,
      }),
    );
    this.#listed.forEach((listed, index) => {
      const time = bornAt + (index + 3) * DAY_MS;
      clock.at(time, () => {
        cluster.store.create(this.#profileOf(listed, time), WRITER);
      });
      const { faults, lostMinutesAgo, name } = listed.spec;
      if (faults.some(({ fault }) => AWAY.includes(fault))) {
        clock.at(now - lostMinutesAgo * 60_000, () =>
          this.#setHealth(name, false),
        );
      }
    });
  }

  tick(): void {
    for (const { spec, cluster } of this.#listed) {
      this.#setHealth(spec.name, cluster.isReachable);
      this.#setAddress(spec.name, cluster.url);
    }
  }

  #reference(name: string) {
    return {
      apiVersion: `${GROUP}/v1alpha1`,
      kind: 'ClusterProfile',
      namespace: INVENTORY_NAMESPACE,
      name,
    };
  }

  #profileOf({ spec, cluster }: Listed, time: number): ClusterProfile {
    const { name, region, kubernetesVersion } = spec;
    const set = this.#context.scenario.name;
    const uid = cluster.store.get({
      apiVersion: 'v1',
      kind: 'Namespace',
      name: 'kube-system',
    })?.metadata.uid;
    return {
      apiVersion: `${GROUP}/v1alpha1`,
      kind: 'ClusterProfile',
      metadata: {
        name,
        namespace: INVENTORY_NAMESPACE,
        labels: {
          'x-k8s.io/cluster-manager': MANAGER,
          [`${GROUP}/clusterset`]: set,
        },
      },
      spec: {
        displayName: spec.title ?? name,
        clusterManager: { name: MANAGER },
      },
      status: {
        version: { kubernetes: `v${kubernetesVersion}` },
        properties: [
          { name: 'cluster.clusterset.k8s.io', value: uid ?? name },
          { name: 'clusterset.k8s.io', value: set },
          { name: 'location', value: region },
        ],
        accessProviders: [{ name: MANAGER, cluster: { server: cluster.url } }],
        conditions: setCondition([], healthOf(true), toTimestamp(time)),
      } as ClusterProfile['status'],
    };
  }

  #setHealth(name: string, isThere: boolean): void {
    const { cluster, clock } = this.#context;
    const { status } =
      cluster.store.get<ClusterProfile>(this.#reference(name)) ?? {};
    const wanted = healthOf(isThere);
    if (status?.conditions.some(({ reason }) => reason === wanted.reason)) {
      return;
    }
    cluster.store.update<ClusterProfile>(
      this.#reference(name),
      draft => {
        if (!draft.status) return;
        draft.status.conditions = setCondition(
          draft.status.conditions,
          wanted,
          toTimestamp(clock.now()),
        );
      },
      WRITER,
    );
  }

  #setAddress(name: string, server: string): void {
    const { store } = this.#context.cluster;
    const known = JSON.stringify(
      store.get<ClusterProfile>(this.#reference(name))?.status?.accessProviders,
    );
    if (!known || known.includes(`"${server}"`)) return;
    store.update<ClusterProfile>(
      this.#reference(name),
      draft => {
        if (draft.status) {
          draft.status.accessProviders = [
            { name: MANAGER, cluster: { server } },
          ];
        }
      },
      WRITER,
    );
  }
}

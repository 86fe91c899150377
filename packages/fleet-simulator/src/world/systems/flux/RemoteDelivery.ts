import { toTimestamp } from '../../../clock';
import { SimulatedCluster } from '../../../SimulatedCluster';
import { KubernetesObject } from '../../../types';
import { buildKustomization, fluxCondition } from '../../builders/flux';
import { setCondition, withoutConditions } from '../../conditions';
import { FluxSource, Kustomization } from '../../kinds';
import type { WorldSystemContext } from '../WorldSystem';

const DAY_MS = 86_400_000;

const REFERENCE = {
  apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
  kind: 'Kustomization',
  namespace: 'flux-system',
};

/** One Kustomization that goes to another cluster by the Secret `<cluster>-kubeconfig`. */
export class RemoteDelivery {
  readonly #context: WorldSystemContext;
  readonly #target: SimulatedCluster | undefined;
  #wasReachable = true;

  constructor(context: WorldSystemContext) {
    this.#context = context;
    const { spec, clusters } = context;
    // Of the same kind, so that it is no test cluster that a production one delivers to.
    this.#target = [...clusters.values()].find(
      other =>
        other.spec.name !== spec.name &&
        other.spec.delivery.engine === 'flux' &&
        other.spec.environment === spec.environment,
    )?.cluster;
  }

  get #name(): string {
    return `node-tuning-${this.#target?.name}`;
  }

  load(): void {
    const target = this.#target;
    if (!target) return;
    const { cluster, clock, bornAt } = this.#context;
    const createdAt = bornAt + 20 * DAY_MS;
    const brought: KubernetesObject = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: {
        name: 'node-tuning',
        namespace: 'kube-system',
        labels: {
          'kustomize.toolkit.fluxcd.io/name': this.#name,
          'kustomize.toolkit.fluxcd.io/namespace': 'flux-system',
        },
      },
      data: { 'sysctl.conf': 'net.core.somaxconn=4096\n' },
    };
    const source = cluster.store.get<FluxSource>({
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: 'GitRepository',
      namespace: 'flux-system',
      name: 'flux-system',
    });
    clock.at(createdAt, () => {
      target.store.create(brought, {
        manager: 'kustomize-controller',
        operation: 'Apply',
      });
      const kustomization = buildKustomization({
        name: this.#name,
        sourceName: 'flux-system',
        path: './node-tuning',
        revision: source?.status?.artifact?.revision,
        inventory: [brought],
        labels: {
          'kustomize.toolkit.fluxcd.io/name': 'flux-system',
          'kustomize.toolkit.fluxcd.io/namespace': 'flux-system',
        },
        createdAt,
        updatedAt: clock.now(),
      }) as Kustomization;
      kustomization.spec.kubeConfig = {
        secretRef: { name: `${target.name}-kubeconfig` },
      };
      cluster.store.create(kustomization, {
        manager: 'kustomize-controller',
        operation: 'Update',
      });
    });
  }

  /** Flux goes there with every run: it fails once the target is out of reach. */
  tick(): void {
    const target = this.#target;
    if (!target || target.isReachable === this.#wasReachable) return;
    const { cluster, clock } = this.#context;
    const reference = { ...REFERENCE, name: this.#name };
    const kustomization = cluster.store.get<Kustomization>(reference);
    if (!kustomization || kustomization.spec.suspend) return;
    this.#wasReachable = target.isReachable;
    const time = toTimestamp(clock.now());
    const { host } = new URL(target.url);
    const gone = `failed to initialise Kubernetes client: Get "${target.url}/api": dial tcp ${host}: connect: connection refused`;
    cluster.store.update<Kustomization>(
      reference,
      draft => {
        const { status = {} } = draft;
        const { generation = 1 } = draft.metadata;
        const others = withoutConditions(
          status.conditions,
          'Reconciling',
          'Healthy',
        );
        const ready = this.#wasReachable
          ? fluxCondition(
              'Ready',
              'True',
              'ReconciliationSucceeded',
              `Applied revision: ${status.lastAppliedRevision}`,
              time,
              generation,
            )
          : fluxCondition(
              'Ready',
              'False',
              'ReconciliationFailed',
              gone,
              time,
              generation,
            );
        const conditions = setCondition(others, ready, time);
        draft.status = {
          ...status,
          conditions: this.#wasReachable
            ? conditions
            : [
                fluxCondition(
                  'Reconciling',
                  'True',
                  'ProgressingWithRetry',
                  gone,
                  time,
                  generation,
                ),
                ...conditions,
              ],
        };
      },
      {
        manager: 'kustomize-controller',
        operation: 'Update',
        subresource: 'status',
      },
    );
  }
}

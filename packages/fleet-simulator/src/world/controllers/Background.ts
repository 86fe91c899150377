import { Clock, toMicroTimestamp, toTimestamp } from '../../clock';
import { Random } from '../../random';
import { FieldManager } from '../../store/managedFields';
import { ObjectStore } from '../../store/ObjectStore';
import { Condition, KubernetesObject } from '../../types';
import { findCondition } from '../conditions';
import { Deployment, Node, Pod } from '../kinds';
import { isNodeReady, isPodReady, Pods } from './Pods';

const HEARTBEAT_MS = 300_000;
const LEASE_RENEWAL_MS = 10_000;

const KUBELET_STATUS: FieldManager = {
  manager: 'kubelet',
  operation: 'Update',
  subresource: 'status',
};
const KUBELET: FieldManager = { manager: 'kubelet', operation: 'Update' };
const SCALER: FieldManager = {
  manager: 'kube-controller-manager',
  operation: 'Update',
  subresource: 'scale',
};
const CONTROLLER_STATUS: FieldManager = {
  manager: 'kube-controller-manager',
  operation: 'Update',
  subresource: 'status',
};

type Autoscaler = KubernetesObject & {
  spec: {
    scaleTargetRef: { kind: string; name: string };
    minReplicas: number;
    maxReplicas: number;
  };
  status?: { conditions?: Condition[] };
};

type Lease = KubernetesObject & {
  spec: { renewTime: string; holderIdentity: string };
};

function referenceOf({ apiVersion, kind, metadata }: KubernetesObject) {
  return {
    apiVersion,
    kind,
    namespace: metadata.namespace,
    name: metadata.name,
  };
}

/** The small changes of a cluster that nobody asked for. */
export class Background {
  readonly #store: ObjectStore;
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #pods: Pods;

  constructor(store: ObjectStore, clock: Clock, random: Random, pods: Pods) {
    this.#store = store;
    this.#clock = clock;
    this.#random = random;
    this.#pods = pods;
  }

  /**
   * One step.
   *
   * @param isQuiet - whether only what has to go on goes on
   */
  tick(isQuiet = false): void {
    this.#heartbeats();
    this.#renewLeases();
    if (isQuiet) return;
    if (this.#random.next() < 0.04) this.#restartPod();
    if (this.#random.next() < 0.06) this.#autoscale();
  }

  #heartbeats(): void {
    const now = this.#clock.now();
    for (const node of this.#store.all<Node>('v1', 'Node')) {
      const [first] = node.status.conditions;
      const last = Date.parse(first?.lastHeartbeatTime ?? '');
      if (!isNodeReady(node) || now - last < HEARTBEAT_MS) continue;
      this.#store.update<Node>(
        referenceOf(node),
        draft => {
          for (const condition of draft.status.conditions) {
            condition.lastHeartbeatTime = toTimestamp(now);
          }
        },
        KUBELET_STATUS,
      );
    }
  }

  #renewLeases(): void {
    const now = this.#clock.now();
    const ready = new Set(
      this.#store
        .all('v1', 'Node')
        .filter(isNodeReady)
        .map(({ metadata }) => metadata.name),
    );
    for (const lease of this.#store.all<Lease>(
      'coordination.k8s.io/v1',
      'Lease',
    )) {
      // Leases of systems that run beside are theirs to renew.
      if (!lease.metadata.namespace?.startsWith('kube-')) continue;
      const isNodeLease = lease.metadata.namespace === 'kube-node-lease';
      if (isNodeLease && !ready.has(lease.metadata.name)) continue;
      if (now - Date.parse(lease.spec.renewTime) < LEASE_RENEWAL_MS) continue;
      this.#store.update<Lease>(
        referenceOf(lease),
        draft => {
          draft.spec.renewTime = toMicroTimestamp(now);
        },
        KUBELET,
      );
    }
  }

  #restartPod(): void {
    const candidates = this.#store
      .all<Pod>('v1', 'Pod')
      .filter(
        pod =>
          isPodReady(pod) &&
          pod.metadata.ownerReferences?.[0]?.kind === 'ReplicaSet',
      );
    if (candidates.length > 0) {
      this.#pods.restart(this.#random.pick(candidates));
    }
  }

  #autoscale(): void {
    const scalers = this.#store.all<Autoscaler>(
      'autoscaling/v2',
      'HorizontalPodAutoscaler',
    );
    if (scalers.length === 0) return;
    const scaler = this.#random.pick(scalers);
    // Without metrics it decides nothing.
    const active = findCondition(scaler.status?.conditions, 'ScalingActive');
    if (active?.status === 'False') return;
    const { minReplicas, maxReplicas, scaleTargetRef } = scaler.spec;
    const target = this.#store.get<Deployment>({
      apiVersion: 'apps/v1',
      kind: scaleTargetRef.kind,
      namespace: scaler.metadata.namespace,
      name: scaleTargetRef.name,
    });
    if (!target) return;
    const current = target.spec.replicas ?? 1;
    const wanted = this.#random.integer(
      Math.max(minReplicas, current - 1),
      Math.min(maxReplicas, current + 1),
    );
    if (wanted === current) return;
    const now = toTimestamp(this.#clock.now());
    this.#store.update<Deployment>(
      referenceOf(target),
      draft => {
        draft.spec.replicas = wanted;
      },
      SCALER,
    );
    this.#store.update(
      referenceOf(scaler),
      draft => {
        draft.status = autoscalerStatus(current, wanted, now);
      },
      CONTROLLER_STATUS,
    );
  }
}

/** The status of an autoscaler that scaled. */
export function autoscalerStatus(
  current: number,
  desired: number,
  time: string,
): object {
  return {
    observedGeneration: 1,
    lastScaleTime: time,
    currentReplicas: current,
    desiredReplicas: desired,
    currentMetrics: [
      {
        type: 'Resource',
        resource: {
          name: 'cpu',
          current: { averageUtilization: 58, averageValue: '58m' },
        },
      },
    ],
    conditions: [
      {
        type: 'AbleToScale',
        status: 'True',
        reason: 'ReadyForNewScale',
        message: 'recommended size matches current size',
        lastTransitionTime: time,
      },
      {
        type: 'ScalingActive',
        status: 'True',
        reason: 'ValidMetricFound',
        message:
          'the HPA was able to successfully calculate a replica count from cpu resource utilization (percentage of request)',
        lastTransitionTime: time,
      },
    ],
  };
}

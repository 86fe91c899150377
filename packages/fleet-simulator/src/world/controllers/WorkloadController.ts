import { Clock, toTimestamp } from '../../clock';
import { nameSuffix } from '../../random';
import { FieldManager } from '../../store/managedFields';
import { ObjectStore } from '../../store/ObjectStore';
import { Condition, KubernetesObject } from '../../types';
import { buildEvent } from '../builders/cluster';
import { findCondition, setCondition, withoutConditions } from '../conditions';
import {
  DaemonSet,
  Deployment,
  Pod,
  PodTemplate,
  ReplicaSet,
  StatefulSet,
} from '../kinds';
import { OwnerIndex } from './OwnerIndex';
import { controllerReference, isPodReady, Pods } from './Pods';

const STATUS_WRITER: FieldManager = {
  manager: 'kube-controller-manager',
  operation: 'Update',
  subresource: 'status',
};
const WRITER: FieldManager = {
  manager: 'kube-controller-manager',
  operation: 'Update',
};

const REVISION = 'deployment.kubernetes.io/revision';
const TEMPLATE_GENERATION = 'deprecated.daemonset.template.generation';
const EVENT_INTERVAL_MS = 30_000;

/** Stored templates never change, so each is hashed once. */
const templateHashes = new WeakMap<PodTemplate, string>();

function templateHash(template: PodTemplate): string {
  let hash = templateHashes.get(template);
  if (!hash) {
    hash = nameSuffix(10, JSON.stringify(template));
    templateHashes.set(template, hash);
  }
  return hash;
}

/** How often the template was another one, as the API server counts it; pods have it as a label. */
function templateGeneration(
  { metadata: { annotations } }: DaemonSet,
  pods: readonly Pod[],
  hash: string,
): string {
  const generationOf = ({ metadata: { labels } }: Pod) =>
    labels?.['pod-template-generation'];
  const present = pods.find(
    ({ metadata: { labels } }) => labels?.['controller-revision-hash'] === hash,
  );
  const known = [annotations?.[TEMPLATE_GENERATION], ...pods.map(generationOf)];
  return (
    (present && generationOf(present)) ??
    String(1 + Math.max(0, ...known.map(each => Number(each ?? 0))))
  );
}

function referenceOf(object: KubernetesObject) {
  return {
    apiVersion: object.apiVersion,
    kind: object.kind,
    namespace: object.metadata.namespace,
    name: object.metadata.name,
  };
}

function countReady(pods: readonly Pod[]): number {
  return pods.filter(isPodReady).length;
}

/**
 * Moves the workloads of one cluster towards their specs, one step per tick, as
 * the controller manager would: templates become ReplicaSets, ReplicaSets become
 * pods, pods become ready, and the counts in the status follow.
 */
export class WorkloadController {
  readonly #store: ObjectStore;
  readonly #clock: Clock;
  readonly #pods: Pods;
  readonly #replicaSets: OwnerIndex<ReplicaSet>;

  constructor(store: ObjectStore, clock: Clock, pods: Pods) {
    this.#store = store;
    this.#clock = clock;
    this.#pods = pods;
    this.#replicaSets = new OwnerIndex<ReplicaSet>(
      store,
      'apps/v1',
      'ReplicaSet',
    );
  }

  /** One step for every workload. */
  tick(): void {
    for (const kind of ['Deployment', 'StatefulSet', 'DaemonSet']) {
      for (const workload of this.#store.all('apps/v1', kind)) {
        this.step(workload);
      }
    }
  }

  /** One step for one workload. */
  step(workload: KubernetesObject): void {
    switch (workload.kind) {
      case 'Deployment':
        this.#stepDeployment(workload as Deployment);
        break;
      case 'StatefulSet':
        this.#stepStatefulSet(workload as StatefulSet);
        break;
      default:
        this.#stepDaemonSet(workload as DaemonSet);
    }
  }

  /** The ReplicaSet of a Deployment's present template, if it is made already. */
  #currentReplicaSet(deployment: Deployment): ReplicaSet | undefined {
    const hash = templateHash(deployment.spec.template);
    return this.#replicaSets
      .of(deployment)
      .find(({ metadata }) => metadata.labels?.['pod-template-hash'] === hash);
  }

  #stepDeployment(deployment: Deployment): void {
    const replicas = deployment.spec.replicas ?? 1;
    const owned = this.#replicaSets.of(deployment);
    const podsBefore = owned.flatMap(set => this.#pods.of(set));
    for (const pod of podsBefore) this.#pods.advance(pod);
    if (deployment.spec.paused && owned.length > 0) {
      this.#stepPaused(deployment, owned);
      return;
    }

    const current =
      this.#currentReplicaSet(deployment) ??
      this.#createReplicaSet(deployment, owned);
    const revision = current.metadata.annotations?.[REVISION] ?? '1';
    const olderSets = owned.filter(
      ({ metadata }) => metadata.uid !== current.metadata.uid,
    );
    for (const set of olderSets) this.#pods.forgetRefusal(set);
    this.#scale(current, olderSets, replicas);

    for (const set of this.#replicaSets.of(deployment)) {
      this.#updateReplicaSet(set, this.#pods.of(set));
    }
    this.#reportRefusal(current);
    this.#cleanUp(deployment, olderSets);
    this.#updateDeployment(deployment, current, revision, replicas);
  }

  /** Of a paused Deployment what is there is kept: lost pods come back, no ReplicaSet is made or scaled. */
  #stepPaused(deployment: Deployment, owned: readonly ReplicaSet[]): void {
    for (const set of owned) {
      const missing = set.spec.replicas - this.#pods.of(set).length;
      for (let index = 0; index < missing; index++) {
        this.#pods.create(set, set.spec.template, {});
      }
      this.#updateReplicaSet(set, this.#pods.of(set));
    }
    const revisionOf = ({ metadata }: ReplicaSet) =>
      Number(metadata.annotations?.[REVISION] ?? 0);
    const newest = owned.reduce((latest, set) =>
      revisionOf(set) > revisionOf(latest) ? set : latest,
    );
    const current = this.#currentReplicaSet(deployment);
    this.#updateDeployment(
      deployment,
      current ?? newest,
      String(revisionOf(current ?? newest)),
      deployment.spec.replicas ?? 1,
      current ? this.#pods.of(current) : [],
    );
  }

  #createReplicaSet(
    deployment: Deployment,
    owned: readonly ReplicaSet[],
  ): ReplicaSet {
    const hash = templateHash(deployment.spec.template);
    const newest = Math.max(
      0,
      ...owned.map(({ metadata }) =>
        Number(metadata.annotations?.[REVISION] ?? 0),
      ),
    );
    const labels = {
      ...deployment.spec.template.metadata.labels,
      'pod-template-hash': hash,
    };
    const set: ReplicaSet = {
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: {
        name: `${deployment.metadata.name}-${hash}`,
        namespace: deployment.metadata.namespace,
        labels,
        annotations: {
          'deployment.kubernetes.io/desired-replicas': String(
            deployment.spec.replicas ?? 1,
          ),
          [REVISION]: String(newest + 1),
        },
        ownerReferences: [controllerReference(deployment)],
      },
      spec: {
        replicas: 0,
        selector: {
          matchLabels: {
            ...deployment.spec.selector.matchLabels,
            'pod-template-hash': hash,
          },
        },
        template: {
          ...deployment.spec.template,
          metadata: { ...deployment.spec.template.metadata, labels },
        },
      },
      status: { replicas: 0 },
    };
    return this.#store.create(set, WRITER) as ReplicaSet;
  }

  /** Replaces old pods by new ones within the surge and unavailability of 25 %. */
  #scale(
    current: ReplicaSet,
    older: readonly ReplicaSet[],
    replicas: number,
  ): void {
    const surge = Math.ceil(replicas * 0.25);
    const unavailable = Math.floor(replicas * 0.25);
    let newPods = this.#pods.of(current);
    const oldPods = older.flatMap(set => this.#pods.of(set));
    while (newPods.length > replicas) {
      const victim = newPods.find(pod => !isPodReady(pod)) ?? newPods[0];
      this.#pods.delete(victim);
      newPods = newPods.filter(pod => pod !== victim);
    }
    // Old pods that do not serve anyway go first.
    const oldest = [...oldPods].sort(
      (a, b) => Number(isPodReady(a)) - Number(isPodReady(b)),
    );
    let removable =
      countReady(newPods) + countReady(oldPods) - (replicas - unavailable);
    let remaining = oldPods.length;
    for (const pod of oldest) {
      if (isPodReady(pod)) {
        if (removable <= 0) continue;
        removable -= 1;
      }
      this.#pods.delete(pod);
      remaining -= 1;
    }
    const wanted = Math.min(
      replicas - newPods.length,
      replicas + surge - remaining - newPods.length,
    );
    for (let index = 0; index < wanted; index++) {
      this.#pods.create(current, current.spec.template, {});
    }
  }

  #updateReplicaSet(set: ReplicaSet, pods: readonly Pod[]): void {
    const ready = countReady(pods);
    const refusal = this.#pods.refusalOf(set);
    // Of a pod that is refused the ReplicaSet goes on wanting at least one.
    const wanted = pods.length + (refusal === undefined ? 0 : 1);
    const failure = findCondition(set.status?.conditions, 'ReplicaFailure');
    if (
      set.spec.replicas === wanted &&
      set.status?.replicas === pods.length &&
      (set.status.readyReplicas ?? 0) === ready &&
      set.status.observedGeneration === set.metadata.generation &&
      (failure !== undefined) === (refusal !== undefined)
    ) {
      return;
    }
    const scaled = this.#store.update<ReplicaSet>(
      referenceOf(set),
      draft => {
        draft.spec.replicas = wanted;
      },
      WRITER,
    );
    this.#store.update<ReplicaSet>(
      referenceOf(set),
      draft => {
        draft.status = {
          observedGeneration: scaled?.metadata.generation,
          replicas: pods.length,
          ...(pods.length > 0 && { fullyLabeledReplicas: pods.length }),
          ...(ready > 0 && { readyReplicas: ready, availableReplicas: ready }),
          ...(refusal !== undefined && {
            conditions: [this.#replicaFailure(set.status?.conditions, refusal)],
          }),
        };
      },
      STATUS_WRITER,
    );
  }

  #replicaFailure(
    conditions: readonly Condition[] | undefined,
    message: string,
  ): Condition {
    const [failure] = setCondition(
      conditions?.filter(({ type }) => type === 'ReplicaFailure'),
      {
        type: 'ReplicaFailure',
        status: 'True',
        reason: 'FailedCreate',
        message,
      },
      toTimestamp(this.#clock.now()),
    );
    return failure;
  }

  /** The ReplicaSet's controller tells with an Event why a pod was not let in. */
  #reportRefusal(set: ReplicaSet): void {
    const refusal = this.#pods.refusalOf(set);
    if (refusal === undefined) return;
    const message = `Error creating: ${refusal}`;
    const known = this.#store
      .all('v1', 'Event')
      .find(
        ({ involvedObject, reason }) =>
          reason === 'FailedCreate' &&
          (involvedObject as { uid?: string }).uid === set.metadata.uid,
      );
    // It is tried again later and later; twice a minute is told here.
    const last = Date.parse(String(known?.lastTimestamp ?? '1970-01-01'));
    const now = this.#clock.now();
    if (now - last < EVENT_INTERVAL_MS) return;
    const event = buildEvent({
      about: set,
      reason: 'FailedCreate',
      message,
      type: 'Warning',
      component: 'replicaset-controller',
      time: now,
      count: Number(known?.count ?? 0) + 1,
    });
    this.#store.apply({
      ...event,
      firstTimestamp: known?.firstTimestamp ?? event.firstTimestamp,
    });
  }

  /** Keeps as many empty ReplicaSets as the history limit allows. */
  #cleanUp(deployment: Deployment, older: readonly ReplicaSet[]): void {
    const limit = Number(deployment.spec.revisionHistoryLimit ?? 10);
    const empty = older
      .filter(set => this.#pods.of(set).length === 0)
      .sort(
        (a, b) =>
          Number(a.metadata.annotations?.[REVISION] ?? 0) -
          Number(b.metadata.annotations?.[REVISION] ?? 0),
      );
    for (const set of empty.slice(0, Math.max(0, empty.length - limit))) {
      this.#store.delete(referenceOf(set));
    }
  }

  #updateDeployment(
    deployment: Deployment,
    current: ReplicaSet,
    revision: string,
    replicas: number,
    newPods: readonly Pod[] = this.#pods.of(current),
  ): void {
    const time = toTimestamp(this.#clock.now());
    const allPods = this.#replicaSets
      .of(deployment)
      .flatMap(set => this.#pods.of(set));
    const ready = countReady(allPods);
    const counts = {
      observedGeneration: deployment.metadata.generation,
      replicas: allPods.length,
      updatedReplicas: newPods.length,
      readyReplicas: ready,
      availableReplicas: ready,
      unavailableReplicas: Math.max(0, replicas - ready),
    };
    const { status } = deployment;
    const hasMoved =
      status?.observedGeneration !== counts.observedGeneration ||
      (status?.replicas ?? 0) !== counts.replicas ||
      (status?.updatedReplicas ?? 0) !== counts.updatedReplicas ||
      (status?.readyReplicas ?? 0) !== counts.readyReplicas;
    const progressing = this.#progressing(
      deployment,
      current,
      hasMoved,
      newPods.length === replicas &&
        allPods.length === replicas &&
        countReady(newPods) === replicas,
    );
    const isAvailable = ready >= replicas - Math.floor(replicas * 0.25);
    const refusal = this.#pods.refusalOf(current);
    const isUnchanged =
      !hasMoved &&
      findCondition(status?.conditions, 'ReplicaFailure')?.message ===
        refusal &&
      deployment.metadata.annotations?.[REVISION] === revision &&
      findCondition(status?.conditions, 'Progressing')?.reason ===
        progressing.reason;
    if (isUnchanged) return;
    this.#store.update<Deployment>(
      referenceOf(deployment),
      draft => {
        draft.metadata.annotations = {
          ...draft.metadata.annotations,
          [REVISION]: revision,
        };
        let conditions = setCondition(
          draft.status?.conditions,
          {
            type: 'Available',
            status: isAvailable ? 'True' : 'False',
            reason: isAvailable
              ? 'MinimumReplicasAvailable'
              : 'MinimumReplicasUnavailable',
            message: isAvailable
              ? 'Deployment has minimum availability.'
              : 'Deployment does not have minimum availability.',
          },
          time,
          { withUpdateTime: true },
        );
        conditions = setCondition(conditions, progressing, time, {
          withUpdateTime: true,
        });
        conditions =
          refusal === undefined
            ? withoutConditions(conditions, 'ReplicaFailure')
            : setCondition(
                conditions,
                this.#replicaFailure(conditions, refusal),
                time,
                { withUpdateTime: true },
              );
        if (hasMoved) {
          conditions = conditions.map(condition =>
            condition.type === 'Progressing'
              ? { ...condition, lastUpdateTime: time }
              : condition,
          );
        }
        draft.status = {
          observedGeneration: counts.observedGeneration,
          ...Object.fromEntries(
            Object.entries(counts).filter(([, count]) => (count ?? 0) > 0),
          ),
          conditions,
        };
      },
      STATUS_WRITER,
    );
  }

  #progressing(
    deployment: Deployment,
    current: ReplicaSet,
    hasMoved: boolean,
    isComplete: boolean,
  ): Condition {
    const { name } = current.metadata;
    const type = 'Progressing';
    if (deployment.spec.paused) {
      return {
        type,
        status: 'Unknown',
        reason: 'DeploymentPaused',
        message: 'Deployment is paused',
      };
    }
    if (isComplete) {
      return {
        type,
        status: 'True',
        reason: 'NewReplicaSetAvailable',
        message: `ReplicaSet "${name}" has successfully progressed.`,
      };
    }
    const before = findCondition(deployment.status?.conditions, type);
    const isSameTemplate =
      before?.message?.includes(`"${name}"`) &&
      before.reason !== 'NewReplicaSetAvailable';
    const since = Date.parse(before?.lastUpdateTime ?? '');
    const deadline = (deployment.spec.progressDeadlineSeconds ?? 600) * 1000;
    const isLate =
      isSameTemplate && !hasMoved && this.#clock.now() - since > deadline;
    if (isLate || (isSameTemplate && before?.status === 'False' && !hasMoved)) {
      return {
        type,
        status: 'False',
        reason: 'ProgressDeadlineExceeded',
        message: `ReplicaSet "${name}" has timed out progressing.`,
      };
    }
    return {
      type,
      status: 'True',
      reason: 'ReplicaSetUpdated',
      message: `ReplicaSet "${name}" is progressing.`,
    };
  }

  #stepStatefulSet(workload: StatefulSet): void {
    const replicas = workload.spec.replicas ?? 1;
    const { name } = workload.metadata;
    const updateRevision = `${name}-${templateHash(workload.spec.template)}`;
    for (const pod of this.#pods.of(workload)) this.#pods.advance(pod);
    const byName = new Map(
      this.#pods.of(workload).map(pod => [pod.metadata.name, pod]),
    );
    const isUpdated = (pod: Pod) =>
      pod.metadata.labels?.['controller-revision-hash'] === updateRevision;

    for (const [podName, pod] of byName) {
      const ordinal = Number(podName.slice(name.length + 1));
      if (ordinal >= replicas) {
        this.#pods.delete(pod);
        byName.delete(podName);
      }
    }
    // One pod at a time: missing ones upwards, outdated ones downwards.
    let isBusy = false;
    for (let ordinal = 0; ordinal < replicas && !isBusy; ordinal++) {
      const podName = `${name}-${ordinal}`;
      const pod = byName.get(podName);
      if (!pod) {
        this.#pods.create(workload, workload.spec.template, {
          name: podName,
          labels: {
            'apps.kubernetes.io/pod-index': String(ordinal),
            'controller-revision-hash': updateRevision,
            'statefulset.kubernetes.io/pod-name': podName,
          },
        });
        isBusy = true;
      } else if (!isPodReady(pod)) {
        isBusy = true;
      }
    }
    for (let ordinal = replicas - 1; ordinal >= 0 && !isBusy; ordinal--) {
      const pod = byName.get(`${name}-${ordinal}`);
      if (pod && !isUpdated(pod)) {
        this.#pods.delete(pod);
        isBusy = true;
      }
    }

    const pods = this.#pods.of(workload);
    const updated = pods.filter(isUpdated).length;
    const ready = countReady(pods);
    const isDone = updated === replicas && pods.length === replicas;
    this.#store.update<StatefulSet>(
      referenceOf(workload),
      draft => {
        const currentRevision =
          isDone || !draft.status?.currentRevision
            ? updateRevision
            : draft.status.currentRevision;
        draft.status = {
          observedGeneration: workload.metadata.generation,
          replicas: pods.length,
          readyReplicas: ready,
          availableReplicas: ready,
          currentReplicas: isDone ? updated : pods.length - updated,
          updatedReplicas: updated,
          currentRevision,
          updateRevision,
          collisionCount: 0,
        };
      },
      STATUS_WRITER,
    );
  }

  #stepDaemonSet(workload: DaemonSet): void {
    const hash = templateHash(workload.spec.template);
    const nodes = this.#pods.nodes();
    for (const pod of this.#pods.of(workload)) this.#pods.advance(pod);
    const byNode = new Map(
      this.#pods.of(workload).map(pod => [pod.spec.nodeName, pod]),
    );
    const isUpdated = (pod: Pod) =>
      pod.metadata.labels?.['controller-revision-hash'] === hash;
    const generation = templateGeneration(workload, [...byNode.values()], hash);
    const create = (node: string) =>
      this.#pods.create(workload, workload.spec.template, {
        node,
        labels: {
          'controller-revision-hash': hash,
          'pod-template-generation': generation,
        },
      });
    for (const { metadata } of nodes) {
      if (!byNode.has(metadata.name)) create(metadata.name);
    }
    const present = [...byNode.values()];
    const outdated = present.find(pod => !isUpdated(pod));
    if (outdated && present.length === nodes.length && outdated.spec.nodeName) {
      const othersReady = present.every(
        pod => pod === outdated || isPodReady(pod),
      );
      if (othersReady) {
        this.#pods.delete(outdated);
        create(outdated.spec.nodeName);
      }
    }

    const pods = this.#pods.of(workload);
    const ready = countReady(pods);
    this.#store.update<DaemonSet>(
      referenceOf(workload),
      draft => {
        draft.metadata.annotations = {
          ...draft.metadata.annotations,
          [TEMPLATE_GENERATION]: generation,
        };
        draft.status = {
          observedGeneration: workload.metadata.generation,
          currentNumberScheduled: pods.length,
          desiredNumberScheduled: nodes.length,
          numberMisscheduled: 0,
          numberReady: ready,
          ...(ready > 0 && { numberAvailable: ready }),
          ...(ready < nodes.length && {
            numberUnavailable: nodes.length - ready,
          }),
          updatedNumberScheduled: pods.filter(isUpdated).length,
        };
      },
      STATUS_WRITER,
    );
  }
}

import { Clock, toTimestamp } from '../../clock';
import { digestOf, parseImage } from '../../git/imageReference';
import { nameSuffix, sha256For } from '../../random';
import { FieldManager } from '../../store/managedFields';
import { ObjectStore } from '../../store/ObjectStore';
import { KubernetesObject, OwnerReference } from '../../types';
import { findCondition, setCondition } from '../conditions';
import { Container, ContainerStatus, Node, Pod, PodTemplate } from '../kinds';
import { OwnerIndex } from './OwnerIndex';

const KUBELET: FieldManager = {
  manager: 'kubelet',
  operation: 'Update',
  subresource: 'status',
};

/** Why a pod never becomes ready. */
export type Ailment = 'image-pull' | 'crash-loop' | 'out-of-memory';

/** What the kubelet waits at most before it starts a container again. */
const BACK_OFF_MS = 300_000;

/** How a container ends by each ailment. */
const ENDS = {
  'crash-loop': { exitCode: 1, reason: 'Error' },
  'out-of-memory': { exitCode: 137, reason: 'OOMKilled' },
};

/** The reference by which a controller owns an object. */
export function controllerReference(owner: KubernetesObject): OwnerReference {
  return {
    apiVersion: owner.apiVersion,
    kind: owner.kind,
    name: owner.metadata.name,
    uid: owner.metadata.uid ?? '',
    controller: true,
    blockOwnerDeletion: true,
  };
}

/** Whether a node says that it is ready. */
export function isNodeReady(node: KubernetesObject): boolean {
  return (
    findCondition((node as Node).status?.conditions, 'Ready')?.status === 'True'
  );
}

/** Whether a pod is ready. */
export function isPodReady(pod: Pod): boolean {
  return findCondition(pod.status.conditions, 'Ready')?.status === 'True';
}

/** What the kubelet calls an image that it pulled. */
function imageIdOf(image: string): string {
  return `${parseImage(image).name}@${digestOf(image)}`;
}

/** Makes, moves on and removes the pods of one cluster, as scheduler and kubelet would. */
export class Pods {
  readonly #store: ObjectStore;
  readonly #clock: Clock;
  readonly #ailmentOf: (pod: Pod) => Ailment | undefined;
  readonly #index: OwnerIndex<Pod>;
  /** By the uid of the owner. */
  readonly #refusals = new Map<string, string>();
  #created = 0;

  constructor(
    store: ObjectStore,
    clock: Clock,
    ailmentOf: (pod: Pod) => Ailment | undefined,
  ) {
    this.#store = store;
    this.#clock = clock;
    this.#ailmentOf = ailmentOf;
    this.#index = new OwnerIndex<Pod>(store, 'v1', 'Pod');
  }

  of(owner: KubernetesObject): Pod[] {
    return this.#index.of(owner);
  }

  nodes(): Node[] {
    return this.#store.all<Node>('v1', 'Node');
  }

  /** Why the last pod of an owner was refused; `undefined` once one was let in. */
  refusalOf(owner: KubernetesObject): string | undefined {
    return this.#refusals.get(owner.metadata.uid ?? '');
  }

  /** Forgets a refusal, of an owner that wants no pods any more. */
  forgetRefusal(owner: KubernetesObject): void {
    this.#refusals.delete(owner.metadata.uid ?? '');
  }

  /**
   * Creates a pod from its owner's template. Without a name one is made up.
   *
   * @returns the pod, or nothing when admission refuses it
   */
  create(
    owner: KubernetesObject,
    template: PodTemplate,
    options: { name?: string; node?: string; labels?: Record<string, string> },
  ): Pod | undefined {
    this.#created += 1;
    const { namespace } = owner.metadata;
    const name =
      options.name ??
      `${owner.metadata.name}-${nameSuffix(
        5,
        owner.metadata.uid ?? '',
        this.#created,
      )}`;
    const node = options.node ?? this.#schedule(name);
    const time = toTimestamp(this.#clock.now());
    const pod: Pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name,
        ...(!options.name && { generateName: `${owner.metadata.name}-` }),
        namespace,
        labels: { ...template.metadata.labels, ...options.labels },
        ...(template.metadata.annotations && {
          annotations: template.metadata.annotations,
        }),
        ownerReferences: [controllerReference(owner)],
      },
      spec: { ...template.spec, ...(node && { nodeName: node }) },
      status: {
        phase: 'Pending',
        qosClass: 'Burstable',
        conditions: [
          {
            type: 'PodScheduled',
            status: node ? 'True' : 'False',
            ...(!node && {
              reason: 'Unschedulable',
              message: '0/0 nodes are available.',
            }),
            lastProbeTime: null,
            lastTransitionTime: time,
          },
        ],
      },
    };
    const refusal = this.#store.admission.refusalOf(pod);
    if (refusal !== undefined) {
      this.#refusals.set(owner.metadata.uid ?? '', refusal);
      return undefined;
    }
    this.#refusals.delete(owner.metadata.uid ?? '');
    return this.#store.create(pod, {
      manager: 'kube-controller-manager',
      operation: 'Update',
    }) as Pod;
  }

  delete(pod: Pod): void {
    this.#store.delete({
      apiVersion: 'v1',
      kind: 'Pod',
      namespace: pod.metadata.namespace,
      name: pod.metadata.name,
    });
  }

  /** Moves a pod one step on: pulled, started, ready, or not if something is wrong with it. */
  advance(pod: Pod): void {
    const node = this.nodes().find(
      ({ metadata }) => metadata.name === pod.spec.nodeName,
    );
    if (!node) return;
    if (!isNodeReady(node)) {
      if (isPodReady(pod)) this.#setReady(pod, false, 'NodeNotReady');
      return;
    }
    if (isPodReady(pod)) return;
    const ailment = this.#ailmentOf(pod);
    if (ailment === 'image-pull') this.#failToPull(pod);
    else if (ailment) this.crash(pod, ailment);
    else if (pod.status.phase === 'Pending') this.#run(pod);
    else this.#setReady(pod, true);
  }

  /** Restarts a pod's first container: it is not ready until it moves on. */
  restart(pod: Pod): void {
    const time = toTimestamp(this.#clock.now());
    this.#update(pod, draft => {
      const [status] = draft.status.containerStatuses ?? [];
      if (!status) return;
      status.restartCount += 1;
      status.ready = false;
      status.lastState = {
        terminated: {
          exitCode: 137,
          reason: 'OOMKilled',
          finishedAt: time,
          startedAt: draft.status.startTime,
        },
      };
      status.state = { running: { startedAt: time } };
      this.#setReadyConditions(draft, false, time, 'ContainersNotReady');
    });
  }

  /** Ends a pod's container, which is started again and ends again, each time when the back-off is over. */
  crash(pod: Pod, ailment: 'crash-loop' | 'out-of-memory'): void {
    const now = this.#clock.now();
    const [before] = pod.status.containerStatuses ?? [];
    const last = (
      before?.lastState.terminated as { finishedAt?: string } | undefined
    )?.finishedAt;
    if (last && now - Date.parse(last) < BACK_OFF_MS) return;
    const time = toTimestamp(now);
    this.#update(pod, draft => {
      const status = before
        ? { ...before }
        : this.#pulled(draft.spec.containers[0]);
      status.ready = false;
      status.started = false;
      // Of what crashed before anybody looked, the first back-offs were short.
      status.restartCount = before ? before.restartCount + 1 : 5;
      status.lastState = {
        terminated: {
          ...ENDS[ailment],
          startedAt: toTimestamp(now - 4_000),
          finishedAt: time,
        },
      };
      status.state = {
        waiting: {
          reason: 'CrashLoopBackOff',
          message: `back-off 5m0s restarting failed container=${status.name} pod=${draft.metadata.name}_${draft.metadata.namespace}`,
        },
      };
      draft.status.phase = 'Running';
      draft.status.startTime ??= time;
      this.#setStatuses(draft, status, time);
      this.#setReadyConditions(draft, false, time, 'ContainersNotReady');
    });
  }

  #schedule(name: string): string | undefined {
    const ready = this.nodes().filter(isNodeReady);
    if (ready.length === 0) return undefined;
    const index = parseInt(sha256For(name).slice(0, 8), 16) % ready.length;
    return ready[index].metadata.name;
  }

  #update(pod: Pod, change: (draft: Pod) => void): void {
    this.#store.update<Pod>(
      {
        apiVersion: 'v1',
        kind: 'Pod',
        namespace: pod.metadata.namespace,
        name: pod.metadata.name,
      },
      change,
      KUBELET,
    );
  }

  #containerStatus({ name, image }: Container): ContainerStatus {
    return {
      name,
      image,
      imageID: '',
      ready: false,
      started: false,
      restartCount: 0,
      state: { waiting: { reason: 'ContainerCreating' } },
      lastState: {},
    };
  }

  #pulled(container: Container): ContainerStatus {
    return {
      ...this.#containerStatus(container),
      imageID: imageIdOf(container.image),
    };
  }

  /** Only of the first container anything is ever said: those beside it run. */
  #setStatuses(draft: Pod, first: ContainerStatus, time: string): void {
    const before = draft.status.containerStatuses ?? [];
    draft.status.containerStatuses = [
      first,
      ...draft.spec.containers.slice(1).map(
        (container, index) =>
          before[index + 1] ?? {
            ...this.#pulled(container),
            ready: true,
            started: true,
            state: { running: { startedAt: time } },
          },
      ),
    ];
  }

  #failToPull(pod: Pod): void {
    const { image } = pod.spec.containers[0];
    const time = toTimestamp(this.#clock.now());
    this.#update(pod, draft => {
      const status = this.#containerStatus(draft.spec.containers[0]);
      status.state = {
        waiting: {
          reason: 'ImagePullBackOff',
          message: `Back-off pulling image "${image}": ErrImagePull: rpc error: code = NotFound desc = failed to pull and unpack image "${image}": failed to resolve reference "${image}": ${image}: not found`,
        },
      };
      draft.status.startTime ??= time;
      this.#setStatuses(draft, status, time);
      this.#setReadyConditions(draft, false, time, 'ContainersNotReady');
    });
  }

  #run(pod: Pod): void {
    const time = toTimestamp(this.#clock.now());
    const { uid = '' } = pod.metadata;
    const digest = sha256For(uid);
    this.#update(pod, draft => {
      draft.status.phase = 'Running';
      draft.status.startTime = time;
      draft.status.podIP = `10.${
        64 + (parseInt(digest.slice(0, 2), 16) % 64)
      }.${parseInt(digest.slice(2, 4), 16)}.${
        (parseInt(digest.slice(4, 6), 16) % 250) + 2
      }`;
      draft.status.podIPs = [{ ip: draft.status.podIP }];
      this.#setStatuses(
        draft,
        {
          ...this.#pulled(draft.spec.containers[0]),
          containerID: `containerd://${digest}`,
          started: true,
          state: { running: { startedAt: time } },
        },
        time,
      );
      this.#setReadyConditions(draft, false, time, 'ContainersNotReady');
    });
  }

  #setReady(pod: Pod, ready: boolean, reason?: string): void {
    const time = toTimestamp(this.#clock.now());
    this.#update(pod, draft => {
      for (const status of draft.status.containerStatuses ?? []) {
        if (reason !== 'NodeNotReady') status.ready = ready;
      }
      this.#setReadyConditions(draft, ready, time, reason);
    });
  }

  #setReadyConditions(
    draft: Pod,
    ready: boolean,
    time: string,
    reason?: string,
  ): void {
    const { name } = draft.spec.containers[0];
    const detail = ready
      ? {}
      : {
          reason: reason ?? 'ContainersNotReady',
          ...(reason !== 'NodeNotReady' && {
            message: `containers with unready status: [${name}]`,
          }),
        };
    let { conditions } = draft.status;
    const set = (
      type: string,
      status: 'True' | 'False',
      extra: object = {},
    ) => {
      conditions = setCondition(
        conditions,
        { type, status, lastProbeTime: null, ...extra },
        time,
      );
    };
    set('PodReadyToStartContainers', 'True');
    set('Initialized', 'True');
    set('Ready', ready ? 'True' : 'False', detail);
    if (reason !== 'NodeNotReady') {
      set('ContainersReady', ready ? 'True' : 'False', detail);
    }
    draft.status.conditions = conditions;
  }
}

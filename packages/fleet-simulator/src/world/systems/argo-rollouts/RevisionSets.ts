import { nameSuffix } from '../../../random';
import type { ObjectStore } from '../../../store/ObjectStore';
import { OwnerIndex } from '../../controllers/OwnerIndex';
import {
  controllerReference,
  isPodReady,
  type Pods,
} from '../../controllers/Pods';
import type { Pod, PodTemplate, ReplicaSet } from '../../kinds';
import { referenceOf } from './builders';
import type { Rollout } from './kinds';

const WRITER = { manager: 'rollouts-controller', operation: 'Update' as const };
const HASH = 'rollouts-pod-template-hash';
const REVISION = 'rollout.argoproj.io/revision';

export function hashOf(template: PodTemplate): string {
  return nameSuffix(10, JSON.stringify(template));
}

/** The ReplicaSets of Rollouts, one a revision, and their pods. */
export class RevisionSets {
  readonly #store: ObjectStore;
  readonly #pods: Pods;
  readonly #sets: OwnerIndex<ReplicaSet>;

  constructor(store: ObjectStore, pods: Pods) {
    this.#store = store;
    this.#pods = pods;
    this.#sets = new OwnerIndex<ReplicaSet>(store, 'apps/v1', 'ReplicaSet');
  }

  revisionOf(rollout: Rollout, hash: string): number {
    return Number(
      this.#find(rollout, hash)?.metadata.annotations?.[REVISION] ?? 0,
    );
  }

  /** The revision of the present template, made where there is none yet. */
  ensure(rollout: Rollout): string {
    const { template, selector } = rollout.spec;
    const hash = hashOf(template);
    const newest = Math.max(
      0,
      ...this.#sets
        .of(rollout)
        .map(({ metadata }) => Number(metadata.annotations?.[REVISION] ?? 0)),
    );
    if (this.#find(rollout, hash)) return hash;
    const labels = { ...template.metadata.labels, [HASH]: hash };
    const set: ReplicaSet = {
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: {
        name: `${rollout.metadata.name}-${hash}`,
        namespace: rollout.metadata.namespace,
        labels,
        annotations: { [REVISION]: String(newest + 1) },
        ownerReferences: [controllerReference(rollout)],
      },
      spec: {
        replicas: 0,
        selector: { matchLabels: { ...selector.matchLabels, [HASH]: hash } },
        template: { ...template, metadata: { ...template.metadata, labels } },
      },
      status: { replicas: 0 },
    };
    this.#store.create(set, WRITER);
    this.#store.update<Rollout>(
      referenceOf(rollout),
      draft => {
        draft.metadata.annotations = {
          ...draft.metadata.annotations,
          [REVISION]: String(newest + 1),
        };
      },
      WRITER,
    );
    return hash;
  }

  /** The pods of one revision, or of all. */
  podsOf(rollout: Rollout, hash?: string): Pod[] {
    return this.#sets
      .of(rollout)
      .filter(set => hash === undefined || set.metadata.labels?.[HASH] === hash)
      .flatMap(set => this.#pods.of(set));
  }

  readyOf(rollout: Rollout, hash?: string): number {
    return this.podsOf(rollout, hash).filter(isPodReady).length;
  }

  /** Moves pods on, and makes or ends as many as are wanted of each revision. */
  scale(rollout: Rollout, wanted: Readonly<Record<string, number>>): void {
    for (const set of this.#sets.of(rollout)) {
      const hash = set.metadata.labels?.[HASH] ?? '';
      const pods = this.#pods.of(set);
      for (const pod of pods) this.#pods.advance(pod);
      const count = wanted[hash] ?? 0;
      for (const pod of pods.slice(count)) this.#pods.delete(pod);
      for (let index = pods.length; index < count; index++) {
        this.#pods.create(set, set.spec.template, {});
      }
      this.#note(set);
    }
  }

  /** Ends one pod that is older than a time, once all are ready; false where none is. */
  replaceOlder(rollout: Rollout, time: number): boolean {
    const pods = this.podsOf(rollout);
    const older = pods.find(
      ({ metadata }) => Date.parse(metadata.creationTimestamp ?? '') < time,
    );
    if (older && pods.every(isPodReady)) this.#pods.delete(older);
    return older !== undefined;
  }

  #find(rollout: Rollout, hash: string): ReplicaSet | undefined {
    return this.#sets
      .of(rollout)
      .find(({ metadata }) => metadata.labels?.[HASH] === hash);
  }

  #note(set: ReplicaSet): void {
    const pods = this.#pods.of(set);
    const ready = pods.filter(isPodReady).length;
    const { replicas, readyReplicas = 0 } = set.status ?? { replicas: -1 };
    if (
      set.spec.replicas === pods.length &&
      replicas === pods.length &&
      readyReplicas === ready
    ) {
      return;
    }
    this.#store.update<ReplicaSet>(
      referenceOf(set),
      draft => {
        draft.spec.replicas = pods.length;
        draft.status = {
          replicas: pods.length,
          ...(ready > 0 && { readyReplicas: ready, availableReplicas: ready }),
        };
      },
      WRITER,
    );
  }
}

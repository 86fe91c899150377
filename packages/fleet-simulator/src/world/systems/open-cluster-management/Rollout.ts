import { toTimestamp } from '../../../clock';
import type { ObjectStore } from '../../../store/ObjectStore';
import type { Condition } from '../../../types';
import { findCondition, setCondition } from '../../conditions';
import type { WorldClock } from '../../WorldClock';
import { baselineSpec, HUB_NAMESPACE, versionOf } from './baseline';
import {
  type ManifestWork,
  type ManifestWorkReplicaSet,
  WORK_GROUP,
} from './types';
import { buildWork, WORK_NAME, workStatus } from './works';

const HUB = { manager: 'work-manager', operation: 'Update' as const };
const AGENT = {
  manager: 'work-agent',
  operation: 'Update' as const,
  subresource: 'status',
};

/** Ticks from `Applied` until the rule says that it is done. */
const TICKS_PER_CLUSTER = 4;
/** Ticks between the end of one rollout and the next. */
const REST_TICKS = 20;

function setReference() {
  return {
    apiVersion: `${WORK_GROUP}/v1alpha1`,
    kind: 'ManifestWorkReplicaSet',
    namespace: HUB_NAMESPACE,
    name: WORK_NAME,
  };
}

function workReference(cluster: string) {
  return {
    apiVersion: `${WORK_GROUP}/v1`,
    kind: 'ManifestWork',
    namespace: cluster,
    name: WORK_NAME,
  };
}

export function buildReplicaSet(version: number): ManifestWorkReplicaSet {
  const { apiVersion, kind, namespace, name } = setReference();
  return {
    apiVersion,
    kind,
    metadata: { name, namespace, labels: { team: 'platform' } },
    spec: {
      cascadeDeletionPolicy: 'Background',
      placementRefs: [
        {
          name: WORK_NAME,
          rolloutStrategy: {
            type: 'Progressive',
            progressive: {
              mandatoryDecisionGroups: [{ groupName: 'canary' }],
              maxConcurrency: 1,
              minSuccessTime: '0',
              progressDeadline: '10m',
              maxFailures: 2,
            },
          },
        },
      ],
      manifestWorkTemplate: baselineSpec(version),
    } as unknown as ManifestWorkReplicaSet['spec'],
  };
}

/** Whether an agent can work, and whether it may do all that it is asked. */
export type Agent = { isThere: boolean; isRefused: boolean };

/** The hub's rollout of the baseline, one cluster at a time, and the agents' part in it. */
export class Rollout {
  readonly #store: ObjectStore;
  readonly #clock: WorldClock;
  readonly #storeOf: (cluster: string) => ObjectStore | undefined;
  readonly #steps = new Map<string, number>();
  #rest = REST_TICKS;

  /**
   * @param storeOf - what a cluster has, where its agent puts what it applies
   */
  constructor(
    store: ObjectStore,
    clock: WorldClock,
    storeOf: (cluster: string) => ObjectStore | undefined,
  ) {
    this.#store = store;
    this.#clock = clock;
    this.#storeOf = storeOf;
  }

  get #set(): ManifestWorkReplicaSet | undefined {
    return this.#store.get<ManifestWorkReplicaSet>(setReference());
  }

  work(cluster: string): ManifestWork | undefined {
    return this.#store.get<ManifestWork>(workReference(cluster));
  }

  /** A work that is done with a version, as of now. */
  place(cluster: string, version: number): void {
    const work = this.#store.create(
      buildWork(cluster, version),
      HUB,
    ) as ManifestWork;
    this.#write(work, 'done');
  }

  /** One step: works where they are wanted, the next cluster, the agents, the report. */
  tick(clusters: readonly string[], agents: ReadonlyMap<string, Agent>): void {
    const set = this.#set;
    if (!set) return;
    this.#removeFrom(clusters);
    const wanted = versionOf(set.spec.manifestWorkTemplate);
    const next = clusters.find(name => !this.#isPast(name, wanted, agents));
    if (next !== undefined) this.#update(next, wanted);
    for (const name of clusters) this.#apply(name, agents.get(name));
    this.#report(set, clusters, wanted);
    const isOver = clusters.every(name => this.#isPast(name, wanted, agents));
    this.#rest = isOver ? this.#rest - 1 : REST_TICKS;
    if (this.#rest <= 0) {
      this.#rest = REST_TICKS;
      this.#release(wanted + 1);
    }
  }

  /** The next version of the baseline. */
  #release(version: number): void {
    this.#store.update<ManifestWorkReplicaSet>(
      setReference(),
      draft => {
        draft.spec.manifestWorkTemplate = baselineSpec(version);
      },
      { manager: 'kubectl-client-side-apply', operation: 'Update' },
    );
  }

  /** A cluster that is done, or that the rollout may leave behind as failed. */
  #isPast(
    cluster: string,
    wanted: number,
    agents: ReadonlyMap<string, Agent>,
  ): boolean {
    const work = this.work(cluster);
    if (!work || versionOf(work.spec) !== wanted) return false;
    const agent = agents.get(cluster);
    if (!agent?.isThere || agent.isRefused) return true;
    return this.#isDone(work);
  }

  #isDone({ metadata, status }: ManifestWork): boolean {
    const condition = findCondition(status?.conditions, 'Progressing');
    return (
      condition?.status === 'False' &&
      condition.observedGeneration === metadata.generation
    );
  }

  #update(cluster: string, version: number): void {
    const work = this.work(cluster);
    if (!work) {
      this.#store.create(buildWork(cluster, version), HUB);
      return;
    }
    if (versionOf(work.spec) === version) return;
    this.#store.update<ManifestWork>(
      workReference(cluster),
      draft => {
        draft.spec = baselineSpec(version);
      },
      HUB,
    );
  }

  #removeFrom(clusters: readonly string[]): void {
    const api = `${WORK_GROUP}/v1`;
    for (const { metadata } of this.#store.all(api, 'ManifestWork')) {
      const isOurs = metadata.name === WORK_NAME;
      if (isOurs && !clusters.includes(metadata.namespace ?? '')) {
        this.#steps.delete(metadata.namespace ?? '');
        this.#store.delete(workReference(metadata.namespace ?? ''));
      }
    }
  }

  /** The agent's turn: nothing while it is away, so that the status stays as it was. */
  #apply(cluster: string, agent: Agent | undefined): void {
    const work = this.work(cluster);
    if (!work || !agent?.isThere) return;
    if (agent.isRefused) {
      this.#write(work, 'refused');
      return;
    }
    if (this.#isDone(work)) {
      this.#steps.delete(cluster);
      return;
    }
    const step = this.#steps.get(cluster) ?? 0;
    this.#steps.set(cluster, step + 1);
    if (step === 0) return;
    if (step === 1) this.#write(work, 'applied');
    else this.#write(work, step < TICKS_PER_CLUSTER ? 'progressing' : 'done');
  }

  #write(work: ManifestWork, state: Parameters<typeof workStatus>[1]): void {
    this.#bring(work);
    const status = workStatus(work, state, this.#clock.now());
    if (
      JSON.stringify(work.status?.conditions) ===
      JSON.stringify(status?.conditions)
    ) {
      return;
    }
    this.#store.update<ManifestWork>(
      workReference(work.metadata.namespace ?? ''),
      draft => {
        draft.status = status;
      },
      AGENT,
    );
  }

  /** The map alone: who may read what is kept by no simulated cluster. */
  #bring({ metadata, spec }: ManifestWork): void {
    const [map] = spec.workload.manifests;
    this.#storeOf(metadata.namespace ?? '')?.serverSideApply(map, 'work-agent');
  }

  #report(
    set: ManifestWorkReplicaSet,
    clusters: readonly string[],
    wanted: number,
  ): void {
    const works = clusters
      .map(name => this.work(name))
      .filter(work => work !== undefined);
    const has = (type: string, status: Condition['status']) =>
      works.filter(
        work => findCondition(work.status?.conditions, type)?.status === status,
      ).length;
    const updated = works.filter(work => versionOf(work.spec) === wanted);
    const done = updated.filter(work => this.#isDone(work)).length;
    const summary = {
      total: works.length,
      desiredTotal: clusters.length,
      updated: updated.length,
      applied: has('Applied', 'True'),
      available: has('Available', 'True'),
      progressing: has('Progressing', 'True'),
      degraded: has('Degraded', 'True'),
    };
    const time = toTimestamp(this.#clock.now());
    const observedGeneration = set.metadata.generation;
    const isComplete = done === clusters.length;
    const isApplied = summary.applied === summary.total;
    const conditions: Condition[] = [
      {
        type: 'PlacementVerified',
        status: 'True',
        reason: 'AsExpected',
        message: '',
        observedGeneration,
      },
      {
        type: 'PlacementRolledOut',
        status: isComplete ? 'True' : 'False',
        reason: isComplete ? 'Complete' : 'Progressing',
        message: isComplete
          ? ''
          : `${done} of ${clusters.length} clusters are rolled out`,
        observedGeneration,
      },
      {
        type: 'ManifestworkApplied',
        status: isApplied ? 'True' : 'False',
        reason: isApplied ? 'AsExpected' : 'Processing',
        message: '',
        observedGeneration,
      },
    ];
    this.#store.update<ManifestWorkReplicaSet>(
      setReference(),
      draft => {
        draft.status = {
          conditions: conditions.reduce(
            (list, condition) => setCondition(list, condition, time),
            draft.status?.conditions ?? [],
          ),
          summary,
        };
        Object.assign(draft.status, {
          placementSummary: [
            {
              name: WORK_NAME,
              availableDecisionGroups: `${
                updated.length > 1 ? 2 : 1
              } (${done} / ${clusters.length} clusters applied)`,
              summary,
            },
          ],
        });
      },
      { ...HUB, subresource: 'status' },
    );
  }
}

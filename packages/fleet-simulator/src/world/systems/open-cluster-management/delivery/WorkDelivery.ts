import { toTimestamp } from '../../../../clock';
import { uidFor } from '../../../../random';
import type { SimulatedCluster } from '../../../../SimulatedCluster';
import type { ObjectStore } from '../../../../store/ObjectStore';
import type { KubernetesObject, OwnerReference } from '../../../../types';
import { buildNamespace } from '../../../builders/cluster';
import { findCondition, setCondition } from '../../../conditions';
import type { Instance } from '../../../Instance';
import type { WorldClock } from '../../../WorldClock';
import {
  type ManifestWork,
  type ManifestWorkReplicaSet,
  type Placement,
} from '../types';
import {
  buildDecision,
  buildMemberWork,
  buildPlacement,
  buildWorkSet,
  type DeliveryNames,
  HOLD,
  MAXIMUM_FAILURES,
  placementReference,
  PROGRESS_DEADLINE_SECONDS,
  setReference,
  workReference,
  workSpec,
} from './deliveryObjects';
import { ownerOfApplied, recordApplied } from './recordApplied';
import { reportSet } from './reportSet';
import { describeWork } from './workStatus';

const HUB = { manager: 'work-manager', operation: 'Update' as const };
const PIPELINE = { manager: 'release-pipeline', operation: 'Update' as const };
const AGENT_NAME = 'work-agent';
const AGENT = {
  manager: AGENT_NAME,
  operation: 'Update' as const,
  subresource: 'status',
};

/** One component on one managed cluster. */
export type WorkMember = { instance: Instance; target: SimulatedCluster };

/** One component of a hub with its clusters by group, in the order in which they are rolled out. */
export type WorkSet = DeliveryNames & {
  groups: readonly { name: string; members: readonly WorkMember[] }[];
};

/** An agent's last try of one work. */
type Attempt = {
  generation: number | undefined;
  /** When it tries again though nothing is new. */
  nextAt: number;
  at: number;
  /** What the API server did not take, by the place among the manifests. */
  refusals: ReadonlyMap<number, string>;
};

/** After how long an agent applies a work again at least; up to half as long again. (`ResyncInterval`, jittered, in OCM's manifestwork_controller.go.) */
const RESYNC_MS = 240_000;

type RolledSet = WorkSet & {
  /** How many groups may begin; all unless given. */
  openGroups?: number;
  /** The version of the template. */
  version: string;
  /** Which version the work of each cluster brings, and since when. */
  placed: Map<string, { version: string; since: number }>;
};

type Strategy = {
  rolloutStrategy: { progressivePerGroup: { minSuccessTime: string } };
};

/** How far a cluster is with the version that its set wants. */
type MemberState = 'waiting' | 'going-on' | 'done' | 'failed';

/**
 * The components that a hub brings to its clusters: a ManifestWorkReplicaSet each,
 * rolled out group by group, and the part of the agents that apply the works.
 */
export class WorkDelivery {
  readonly #hub: SimulatedCluster;
  readonly #clock: WorldClock;
  readonly #sets = new Map<string, RolledSet>();
  /** By cluster and component. */
  readonly #attempts = new Map<string, Attempt>();

  constructor(hub: SimulatedCluster, clock: WorldClock) {
    this.#hub = hub;
    this.#clock = clock;
  }

  /** Lets the hub bring what its clusters have already, as it has since `createdAt`. */
  adopt(set: WorkSet, clusterSet: string, createdAt: number): void {
    const { store } = this.#hub;
    const [{ instance }] = set.groups.flatMap(({ members }) => members);
    const version = instance.desiredVersion;
    const rolled: RolledSet = { ...set, version, placed: new Map() };
    this.#sets.set(set.component, rolled);
    this.#clock.at(createdAt, () => {
      if (
        !store.get({ apiVersion: 'v1', kind: 'Namespace', name: set.namespace })
      ) {
        store.create(buildNamespace({ name: set.namespace, createdAt }));
      }
      this.#place(set, clusterSet);
      const spec = workSpec(instance.manifests(version));
      store.create(buildWorkSet(set, spec), PIPELINE);
      for (const { members } of set.groups) {
        for (const {
          instance: { cluster },
        } of members) {
          rolled.placed.set(cluster.name, { version, since: createdAt });
          store.create(buildMemberWork(set, cluster.name, spec), HUB);
        }
      }
    });
    this.#runAgents(rolled);
    this.#report(rolled);
  }

  /** Lets only so many groups of a component begin by themselves; all if not given. */
  open(component: string, openGroups: number | undefined): void {
    const set = this.#sets.get(component);
    if (set) set.openGroups = openGroups;
  }

  work(component: string, cluster: string): ManifestWork | undefined {
    return this.#hub.store.get<ManifestWork>(workReference(component, cluster));
  }

  /** When the agent of a cluster has applied a component's work last, and applies it next by itself. */
  attemptOf(
    component: string,
    cluster: string,
  ): { at: number; nextAt: number } | undefined {
    return this.#attempts.get(`${cluster}/${component}`);
  }

  /** Lets the agent of a cluster have applied a work at a time. */
  appliedAt(component: string, cluster: string, at: number): void {
    const key = `${cluster}/${component}`;
    const attempt = this.#attempts.get(key);
    if (attempt) {
      this.#attempts.set(key, { ...attempt, at, nextAt: resyncAfter(key, at) });
    }
  }

  /** Why the work of a cluster does not bring the wanted version yet, if it does not. */
  waitOf(component: string, cluster: string): string | undefined {
    const set = this.#sets.get(component);
    if (!set) return undefined;
    const index = set.groups.findIndex(({ members }) =>
      members.some(({ instance }) => instance.cluster.name === cluster),
    );
    const member = set.groups[index]?.members.find(
      ({ instance }) => instance.cluster.name === cluster,
    );
    if (!member) return undefined;
    const wanted = member.instance.desiredVersion;
    if (set.placed.get(cluster)?.version === wanted) return undefined;
    const { name } = set.groups[index];
    return index >= (set.openGroups ?? Infinity)
      ? `the decision group '${name}' is held by minSuccessTime`
      : `the decision group '${name}' waits for the one before`;
  }

  /** One step: the agents, the template, the next group, the report. */
  tick(): void {
    for (const set of this.#sets.values()) {
      this.#runAgents(set);
      this.#updateTemplate(set);
      this.#rollOut(set);
      this.#report(set);
    }
  }

  #place(set: WorkSet, clusterSet: string): void {
    const { store } = this.#hub;
    const groups = set.groups.map(({ name, members }) => ({
      name,
      size: members.length,
    }));
    const draft = buildPlacement(set, { set: clusterSet, groups });
    const placement = store.create(draft, PIPELINE);
    set.groups.forEach(({ name, members }, index) => {
      const clusters = members.map(({ instance }) => instance.cluster.name);
      store.create(buildDecision(placement, { name, index, clusters }), {
        manager: 'placement',
        operation: 'Update',
      });
    });
    const time = toTimestamp(this.#clock.now());
    store.update<Placement>(
      placementReference(set),
      ({ status }) => {
        if (!status) return;
        for (const [type, state, reason, message] of [
          [
            'PlacementMisconfigured',
            'False',
            'Succeedconfigured',
            'Placement configurations check pass',
          ],
          [
            'PlacementSatisfied',
            'True',
            'AllDecisionsScheduled',
            'All cluster decisions scheduled',
          ],
        ] as const) {
          status.conditions = setCondition(
            status.conditions,
            { type, status: state, reason, message },
            time,
          );
        }
      },
      { manager: 'placement', operation: 'Update', subresource: 'status' },
    );
  }

  /** Each agent applies its work and tells how it is; one that is cut off does nothing that the hub would see. */
  #runAgents(set: RolledSet): void {
    for (const { members } of set.groups) {
      for (const { instance, target } of members) {
        if (!target.isReachable) continue;
        const work = this.work(set.component, instance.cluster.name);
        if (work) this.#apply(work, target);
      }
    }
  }

  /**
   * The agent watches works, and not what they have brought: it applies one when its
   * specification is new, again while something is refused, when something that it
   * has applied is not there (`onUpdateFunc` of manifestwork_controller.go), and
   * every four to six minutes.
   */
  #isDue(work: ManifestWork, attempt: Attempt | undefined): boolean {
    if (!attempt || attempt.generation !== work.metadata.generation)
      return true;
    const is = (type: string, status: string) =>
      findCondition(work.status?.conditions, type)?.status === status;
    return (
      attempt.refusals.size > 0 ||
      (is('Applied', 'True') && is('Available', 'False')) ||
      this.#clock.now() >= attempt.nextAt
    );
  }

  #apply(work: ManifestWork, { store }: SimulatedCluster): void {
    const { name, namespace = '' } = work.metadata;
    const key = `${namespace}/${name}`;
    let attempt = this.#attempts.get(key);
    if (!attempt || this.#isDue(work, attempt)) {
      attempt = {
        generation: work.metadata.generation,
        at: this.#clock.now(),
        nextAt: resyncAfter(key, this.#clock.now()),
        refusals: applyManifests(
          work,
          store,
          ownerOfApplied(store, this.#hub.name, work),
        ),
      };
      this.#attempts.set(key, attempt);
      recordApplied(store, this.#hub.name, work);
    }
    const { refusals } = attempt;
    const status = describeWork(work, store, refusals, this.#clock.now());
    this.#hub.store.update<ManifestWork>(
      workReference(name, namespace),
      draft => {
        draft.status = status;
      },
      AGENT,
    );
  }

  /** What the people of the component have put into the template, and whether they hold the next group. */
  #updateTemplate(set: RolledSet): void {
    const [{ instance }] = set.groups.flatMap(({ members }) => members);
    const wanted = instance.desiredVersion;
    const begun = set.groups.filter(group => this.#hasBegun(set, group)).length;
    const isHeld =
      set.openGroups !== undefined &&
      set.openGroups < set.groups.length &&
      (begun >= set.openGroups || set.version !== wanted);
    this.#hub.store.update<ManifestWorkReplicaSet>(
      setReference(set),
      draft => {
        if (set.version !== wanted) {
          draft.spec.manifestWorkTemplate = workSpec(
            instance.manifests(wanted),
          );
        }
        const [{ rolloutStrategy }] = (
          draft.spec as unknown as { placementRefs: Strategy[] }
        ).placementRefs;
        rolloutStrategy.progressivePerGroup.minSuccessTime = isHeld
          ? HOLD
          : '0s';
      },
      PIPELINE,
    );
    set.version = wanted;
  }

  #hasBegun(set: RolledSet, { members }: RolledSet['groups'][number]): boolean {
    return members.every(
      ({ instance: { cluster } }) =>
        set.placed.get(cluster.name)?.version === set.version,
    );
  }

  /** A group begins when all before it are done, or have no more failures than they may. */
  #rollOut(set: RolledSet): void {
    const open = set.groups.slice(0, set.openGroups ?? Infinity);
    for (const group of open) {
      if (!this.#hasBegun(set, group)) this.#begin(set, group.members);
      const states = group.members.map(member => this.#stateOf(set, member));
      const failures = states.filter(state => state === 'failed').length;
      const isPast =
        failures <= MAXIMUM_FAILURES &&
        states.every(state => state === 'done' || state === 'failed');
      if (!isPast) return;
    }
  }

  #begin(set: RolledSet, members: readonly WorkMember[]): void {
    for (const { instance } of members) {
      const cluster = instance.cluster.name;
      set.placed.set(cluster, {
        version: set.version,
        since: this.#clock.now(),
      });
      this.#hub.store.update<ManifestWork>(
        workReference(set.component, cluster),
        draft => {
          draft.spec = workSpec(instance.manifests(set.version));
        },
        HUB,
      );
    }
  }

  #stateOf(set: RolledSet, { instance: { cluster } }: WorkMember): MemberState {
    const placed = set.placed.get(cluster.name);
    const work = this.work(set.component, cluster.name);
    if (placed?.version !== set.version || !work) return 'waiting';
    const of = (type: string) => {
      const condition = findCondition(work.status?.conditions, type);
      const isPresent =
        condition?.observedGeneration === work.metadata.generation;
      return isPresent ? condition?.status : undefined;
    };
    if (of('Applied') === 'True') {
      if (of('Progressing') === 'False') return 'done';
      if (of('Degraded') === 'True') return 'failed';
    }
    const takes = this.#clock.now() - placed.since;
    return takes > PROGRESS_DEADLINE_SECONDS * 1000 ? 'failed' : 'going-on';
  }

  #report(set: RolledSet): void {
    const members = set.groups.flatMap(group => group.members);
    const states = members.map(member => this.#stateOf(set, member));
    const count = (state: MemberState) =>
      states.filter(each => each === state).length;
    reportSet(
      this.#hub.store,
      set,
      {
        works: members.flatMap(({ instance: { cluster } }) => {
          const work = this.work(set.component, cluster.name);
          return work ? [work] : [];
        }),
        desired: members.length,
        updated: members.length - count('waiting'),
        done: count('done'),
        failed: count('failed'),
        groups: set.groups.filter(group => this.#hasBegun(set, group)).length,
      },
      this.#clock.now(),
    );
  }
}

/** Each work has a pace of its own between four and six minutes. */
function resyncAfter(key: string, time: number): number {
  const jitter = parseInt(uidFor(key, time).slice(0, 6), 16) / 0x1000000;
  return time + Math.floor(RESYNC_MS * (1 + jitter / 2));
}

/** @returns what the API server refuses, by the place among the manifests */
function applyManifests(
  work: ManifestWork,
  store: ObjectStore,
  owner: OwnerReference | undefined,
): Map<number, string> {
  const refusals = new Map<number, string>();
  work.spec.workload.manifests.forEach((manifest, ordinal) => {
    const refusal = store.admission.refusalOf(manifest);
    if (refusal !== undefined) refusals.set(ordinal, refusal);
    else store.serverSideApply(ownedBy(owner, manifest), AGENT_NAME);
  });
  return refusals;
}

function ownedBy(
  owner: OwnerReference | undefined,
  manifest: KubernetesObject,
): KubernetesObject {
  return owner
    ? {
        ...manifest,
        metadata: { ...manifest.metadata, ownerReferences: [owner] },
      }
    : manifest;
}

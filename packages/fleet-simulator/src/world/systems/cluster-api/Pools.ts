import { toTimestamp } from '../../../clock';
import { nameSuffix } from '../../../random';
import type { ObjectStore } from '../../../store/ObjectStore';
import type { KubernetesObject } from '../../../types';
import type { WorldClock } from '../../WorldClock';
import { buildSet } from './builders';
import type { Members } from './clusterStatus';
import { Machines, type Sight } from './Machines';
import { isOutdated, poolStatus } from './poolStatus';
import {
  CLUSTER_LABEL,
  CORE,
  type Machine,
  NAMESPACE,
  type Pool,
} from './types';

const CONTROLLER = { manager: 'manager', operation: 'Update' as const };

/** How many machines a pool may have more than it wants, while it replaces them. */
const SURGE = 1;

export function referenceTo({ apiVersion, kind, metadata }: KubernetesObject) {
  return { apiVersion, kind, namespace: NAMESPACE, name: metadata.name };
}

function isLive({ metadata }: Machine): boolean {
  return metadata.deletionTimestamp === undefined;
}

/** Control planes and deployments: each replaces what is old, one machine after the other. */
export class Pools {
  readonly machines: Machines;

  constructor(
    private readonly store: ObjectStore,
    private readonly clock: WorldClock,
  ) {
    this.machines = new Machines(store, clock);
  }

  /** Moves a pool on by at most one machine that goes, and those that come. */
  step(reference: Pool, sight: Sight): Members {
    const pool = this.#read(reference);
    const before = this.#membersOf(pool);
    for (const { machine } of before) this.machines.step(machine, sight);
    const members = this.#membersOf(pool);
    const live = members.filter(({ machine }) => isLive(machine));
    const isSettled =
      live.length === members.length &&
      live.every(({ machine }) => machine.status?.nodeRef);
    if (isSettled && sight.isReachable) this.#replace(pool, live);
    const after = this.#membersOf(pool);
    for (const { machine } of after) {
      if (!machine.status) this.machines.step(machine, sight);
    }
    this.#writeSets(pool, sight);
    return this.#write(pool, sight);
  }

  /** The machines that there are, without a change of any. */
  read(reference: Pool): Members {
    const pool = this.#read(reference);
    return { pool, machines: this.#membersOf(pool).map(it => it.machine) };
  }

  #read(reference: Pool): Pool {
    const pool = this.store.get<Pool>(referenceTo(reference));
    if (!pool) throw new Error(`'${reference.metadata.name}' is gone`);
    return pool;
  }

  #replace(
    pool: Pool,
    live: readonly { machine: Machine; owner: Pool }[],
  ): void {
    const { replicas } = pool.spec;
    const outdated = live.filter(({ machine }) => isOutdated(pool, machine));
    if (live.length > replicas) {
      this.machines.remove((outdated[0] ?? live[0]).machine);
      return;
    }
    const missing = outdated.length
      ? replicas + SURGE - live.length
      : // A control plane grows one by one, as etcd does.
        Math.min(
          replicas - live.length,
          pool.kind === 'KubeadmControlPlane' ? 1 : Infinity,
        );
    const owner = this.#ownerOfNew(pool);
    const cluster = pool.metadata.labels?.[CLUSTER_LABEL] ?? '';
    for (let index = 0; index < missing; index++) {
      this.machines.create(owner, cluster, versionOf(pool));
    }
  }

  /** Who owns new machines: a control plane itself, of a deployment the set of its present template. */
  #ownerOfNew(pool: Pool): Pool {
    if (pool.kind !== 'MachineDeployment') return pool;
    const hash = nameSuffix(
      5,
      pool.metadata.name,
      versionOf(pool),
      pool.spec.rollout?.after ?? '',
    );
    const wanted = buildSet(pool, hash, 0) as Pool;
    return (
      this.store.get<Pool>(referenceTo(wanted)) ??
      (this.store.create(wanted, CONTROLLER) as Pool)
    );
  }

  #sets(pool: Pool): Pool[] {
    return this.store
      .all<Pool>(CORE, 'MachineSet')
      .filter(({ metadata }) =>
        metadata.ownerReferences?.some(({ uid }) => uid === pool.metadata.uid),
      );
  }

  #membersOf(pool: Pool): { machine: Machine; owner: Pool }[] {
    const owners =
      pool.kind === 'MachineDeployment' ? this.#sets(pool) : [pool];
    return owners
      .flatMap(owner =>
        this.machines.of(owner).map(machine => ({ machine, owner })),
      )
      .sort((one, other) =>
        (one.machine.metadata.creationTimestamp ?? '').localeCompare(
          other.machine.metadata.creationTimestamp ?? '',
        ),
      );
  }

  #writeSets(pool: Pool, sight: Sight): void {
    if (pool.kind !== 'MachineDeployment') return;
    for (const set of this.#sets(pool)) {
      const machines = this.machines.of(set);
      this.store.update<Pool>(
        referenceTo(set),
        draft => {
          draft.spec.replicas = machines.filter(isLive).length;
        },
        CONTROLLER,
      );
      this.#writeStatus(set, machines, sight);
    }
  }

  #write(pool: Pool, sight: Sight): Members {
    const machines = this.#membersOf(pool).map(({ machine }) => machine);
    this.#writeStatus(pool, machines, sight);
    return { pool: this.#read(pool), machines };
  }

  #writeStatus(
    pool: Pool,
    machines: readonly Machine[],
    { isReachable }: Sight,
  ): void {
    const time = toTimestamp(this.clock.now());
    this.store.update<Pool>(
      referenceTo(pool),
      draft => {
        draft.status = poolStatus(draft, machines, isReachable, time);
      },
      CONTROLLER,
    );
  }
}

/** The version that a pool's new machines get. */
export function versionOf({ spec }: Pool): string {
  return spec.version ?? spec.template?.spec.version ?? '';
}

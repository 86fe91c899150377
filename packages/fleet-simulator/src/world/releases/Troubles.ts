import { createImagePolicy } from '../../admission/imagePolicy';
import type { KubernetesObject } from '../../types';
import { buildDenyWindow, type SyncWindow } from '../controllers/syncWindows';
import type { Instance } from '../Instance';
import type { World } from '../World';
import type { ReleaseTrouble } from './releaseSchema';
import type { ReleaseMember } from './releaseTypes';

type AppProject = KubernetesObject & {
  spec: { syncWindows?: SyncWindow[] };
};

type Pending = {
  trouble: ReleaseTrouble;
  /** Ticks left once its moment has come. */
  ticks?: number;
  isOn: boolean;
};

/** What goes wrong with one release, each at its moment. */
export class Troubles {
  readonly #world: World;
  readonly #version: string;
  readonly #instanceOf: (cluster: string) => Instance | undefined;
  readonly #pending: Pending[];

  constructor(options: {
    world: World;
    version: string;
    troubles: readonly ReleaseTrouble[];
    instanceOf: (cluster: string) => Instance | undefined;
  }) {
    this.#world = options.world;
    this.#version = options.version;
    this.#instanceOf = options.instanceOf;
    this.#pending = options.troubles.map(trouble => ({ trouble, isOn: false }));
  }

  /**
   * Lets begin what is due.
   *
   * @param begun - the clusters whose wave has begun
   * @param stateOf - how far a cluster really was at the last step
   */
  tick(
    begun: ReadonlySet<string>,
    stateOf: (cluster: string) => ReleaseMember['actual'] | undefined,
  ): void {
    for (const pending of this.#pending) {
      const { trouble } = pending;
      if (pending.isOn) continue;
      const isDue =
        trouble.at === 'start' ||
        (trouble.at === 'wave' && begun.has(trouble.cluster)) ||
        trouble.at === stateOf(trouble.cluster);
      if (pending.ticks === undefined && isDue) {
        pending.ticks = trouble.afterTicks;
      }
      if (pending.ticks === undefined) continue;
      if (pending.ticks > 0) {
        pending.ticks -= 1;
        continue;
      }
      pending.isOn = true;
      this.#begin(trouble);
    }
  }

  /** Ends what is wrong with one cluster, or with all; what has not begun does not begin. */
  clear(cluster?: string): void {
    for (const pending of this.#pending) {
      const { trouble } = pending;
      if (cluster !== undefined && trouble.cluster !== cluster) continue;
      if (pending.isOn) this.#end(trouble);
      pending.isOn = true;
    }
  }

  #begin(trouble: ReleaseTrouble): void {
    const instance = this.#instanceOf(trouble.cluster);
    const cluster = this.#world.clusters.get(trouble.cluster)?.cluster;
    if (!instance || !cluster) return;
    switch (trouble.type) {
      case 'admission':
        cluster.store.admission.add(
          createImagePolicy({
            name: trouble.policy,
            rule: 'check-signature',
            namespace: instance.namespace,
            workload: instance.workload,
            refuses: trouble.refuses,
            isRefused: image => image === instance.imageOf(this.#version),
          }),
        );
        break;
      case 'window':
        this.#openWindow(instance, trouble);
        break;
      default:
        // What closes the listener takes a moment; nobody is let in from now on.
        cluster.fault({ fault: trouble.fault }).catch(() => {});
    }
  }

  #end(trouble: ReleaseTrouble): void {
    const instance = this.#instanceOf(trouble.cluster);
    const cluster = this.#world.clusters.get(trouble.cluster)?.cluster;
    if (!instance || !cluster) return;
    switch (trouble.type) {
      case 'admission':
        cluster.store.admission.remove(trouble.policy);
        break;
      case 'window':
        this.#changeWindows(instance, () => []);
        break;
      default:
        cluster.clearFaults(trouble.fault).catch(() => {});
    }
  }

  #openWindow(
    instance: Instance,
    { seconds, description }: ReleaseTrouble & { type: 'window' },
  ): void {
    const now = this.#world.clock.now();
    const window = buildDenyWindow(now, now + seconds * 1000, {
      applications: [instance.applicationName],
      description,
    });
    this.#changeWindows(instance, () => [window]);
  }

  /** The windows of this Application only; those of others stay. */
  #changeWindows(instance: Instance, own: () => SyncWindow[]): void {
    const home = this.#world.homeOf(instance);
    home?.cluster.store.update<AppProject>(
      {
        apiVersion: 'argoproj.io/v1alpha1',
        kind: 'AppProject',
        namespace: 'argocd',
        name: instance.owner,
      },
      draft => {
        const others = (draft.spec.syncWindows ?? []).filter(
          ({ applications }) =>
            applications?.length !== 1 ||
            applications[0] !== instance.applicationName,
        );
        const windows = [...others, ...own()];
        if (windows.length > 0) draft.spec.syncWindows = windows;
        else delete draft.spec.syncWindows;
      },
      { manager: 'argocd-server', operation: 'Update' },
    );
  }
}

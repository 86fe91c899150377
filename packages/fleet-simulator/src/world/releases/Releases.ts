import type { MemoryTruthLog } from '../../truthLog';
import type { Deployment } from '../kinds';
import type { World } from '../World';
import { Release, type ReleaseListener } from './Release';
import {
  type HandEditInput,
  handEditSchema,
  type ReleaseInput,
  releaseSchema,
} from './releaseSchema';
import type { ReleaseReport } from './releaseTypes';

/** What was asked for does not fit the world. @public */
export class ReleaseError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ReleaseError';
  }
}

/** The releases of a world that somebody asked for, newest last. @public */
export class Releases {
  readonly #world: World;
  readonly #log: MemoryTruthLog | undefined;
  readonly #releases: Release[] = [];

  /** @param log - where the states of clusters are told as they change */
  constructor(world: World, log?: MemoryTruthLog) {
    this.#world = world;
    this.#log = log;
  }

  reports(): ReleaseReport[] {
    return this.#releases.map(release => release.report());
  }

  /** @throws ReleaseError when there is no such release */
  find(id: string): Release {
    const found = this.#releases.find(release => release.id === id);
    if (!found) throw new ReleaseError(`there is no release '${id}'`);
    return found;
  }

  /**
   * Starts a release. One of the same component that is on its way is superseded.
   *
   * @throws ReleaseError when a component, a cluster or a trouble does not fit the world
   */
  start(input: ReleaseInput): Release {
    const options = releaseSchema.parse(input);
    const waves = this.#wavesOf(options);
    const clusters = waves.flatMap(wave => wave.clusters);
    for (const cluster of clusters) {
      const instance = this.#world.instance(cluster, options.component);
      if (instance?.binding) {
        throw new ReleaseError(
          `Git says which version of '${options.component}' is on '${cluster}': commit it there`,
        );
      }
      if (instance) continue;
      throw new ReleaseError(
        `the component '${options.component}' is not on a cluster '${cluster}'`,
      );
    }
    if (new Set(clusters).size < clusters.length) {
      throw new ReleaseError('a cluster is in more than one wave');
    }
    if (new Set(waves.map(({ name }) => name)).size < waves.length) {
      throw new ReleaseError('two waves have the same name');
    }
    for (const { type, cluster } of options.troubles) {
      if (!clusters.includes(cluster)) {
        throw new ReleaseError(
          `a trouble is to be on '${cluster}', which is in none of the waves`,
        );
      }
      const instance = this.#world.instance(cluster, options.component);
      if (type === 'window' && instance && !this.#world.argoOf(instance)) {
        throw new ReleaseError(
          `no Argo CD delivers to '${cluster}', so that no sync window can hold it`,
        );
      }
    }
    const release = new Release(
      this.#world,
      `release-${this.#releases.length + 1}`,
      options,
      waves,
      this.#listener(),
    );
    for (const other of this.#releases) {
      if (other.component === options.component) other.supersede(release.id);
    }
    this.#releases.push(release);
    release.observe();
    return release;
  }

  /** Starts a release that brings back what was there before another one, in the same waves. */
  rollBack(id: string): Release {
    const { component, previousVersion, waves } = this.find(id);
    return this.start({
      component,
      version: previousVersion,
      waves: waves.map(({ name, clusters }) => ({ name, clusters })),
    });
  }

  /**
   * Changes a workload by hand, as with kubectl.
   *
   * @throws ReleaseError when the component is not on the cluster
   * @throws ApiError when admission refuses the change
   */
  editByHand(cluster: string, input: HandEditInput): void {
    const edit = handEditSchema.parse(input);
    const instance = this.#world.instance(cluster, edit.component);
    if (!instance) {
      throw new ReleaseError(
        `the component '${edit.component}' is not on a cluster '${cluster}'`,
      );
    }
    const { store, component, namespace, workload } = instance;
    store.update<Deployment>(
      {
        apiVersion: 'apps/v1',
        kind: component.kind,
        namespace,
        name: workload,
      },
      draft => {
        if (edit.replicas !== undefined) draft.spec.replicas = edit.replicas;
        const [container] = draft.spec.template.spec.containers;
        if (edit.version) container.image = instance.imageOf(edit.version);
        for (const [name, value] of Object.entries(edit.environment ?? {})) {
          const variables = (container.env ??= []);
          const present = variables.find(variable => variable.name === name);
          if (present) present.value = value;
          else variables.push({ name, value });
        }
        store.admission.check(draft);
      },
      { manager: edit.manager, operation: 'Update' },
    );
  }

  /** Before the engines. */
  tick(): void {
    for (const release of this.#releases) release.tick();
  }

  /** After everything has moved. */
  observe(): void {
    for (const release of this.#releases) release.observe();
  }

  #wavesOf({ component, waves }: ReturnType<typeof releaseSchema.parse>) {
    if (waves) return waves;
    const planned = this.#world.wavesOf(component);
    if (planned) return planned;
    const clusters = [...this.#world.instances]
      .filter(instance => instance.component.name === component)
      .map(({ cluster }) => cluster.name);
    if (clusters.length === 0) {
      throw new ReleaseError(`there is no component '${component}'`);
    }
    return [{ name: 'all', clusters }];
  }

  #listener(): ReleaseListener {
    const append = (
      release: Release,
      cluster: string,
      summary: Record<string, string | boolean>,
    ) =>
      this.#log?.append({
        time: new Date(this.#world.clock.now()).toISOString(),
        cluster,
        verb: 'release',
        group: '',
        kind: 'Release',
        name: release.id,
        summary: {
          component: release.component,
          version: release.version,
          ...summary,
        },
      });
    return {
      member: (release, { cluster, wave, state, actual, knowable, reason }) =>
        append(release, cluster, { wave, state, actual, knowable, reason }),
      lifecycle: release =>
        append(release, '', { lifecycle: release.lifecycle }),
    };
  }
}

import { Instance } from '../Instance';
import { ScenarioRollout } from '../scenario/scenarioSchema';
import { Deployment } from '../kinds';
import { workloadHealth } from './workloadHealth';

/** The version after one: patches, and every third release a new minor version. */
export function nextVersion(version: string): string {
  const [major, minor, patch] = version.split('.').map(Number);
  return patch >= 2
    ? `${major}.${minor + 1}.0`
    : `${major}.${minor}.${patch + 1}`;
}

/** What a director needs to know of an instance's cluster. */
export type InstanceOf = (cluster: string) => Instance | undefined;

/**
 * Sends releases of one component through its waves, one after the other, for
 * ever. A wave is begun by a commit; a hub's own clusters wait behind its rolling
 * sync. Clusters that cannot be reached hold nobody up.
 */
export class RolloutDirector {
  readonly #rollout: ScenarioRollout;
  readonly #instanceOf: InstanceOf;
  readonly #isReachable: (cluster: string) => boolean;
  #version: string;
  /** The wave under way, counted from 0; all waves done when it is their number. */
  #wave: number;
  #pause: number;

  constructor(
    rollout: ScenarioRollout,
    instanceOf: InstanceOf,
    isReachable: (cluster: string) => boolean,
  ) {
    this.#rollout = rollout;
    this.#instanceOf = instanceOf;
    this.#isReachable = isReachable;
    this.#version = rollout.version;
    this.#wave = rollout.wavesDone;
    this.#pause = 0;
  }

  /** The version on its way. */
  get version(): string {
    return this.#version;
  }

  /** The instances of a wave, in order. */
  instances(wave: number): Instance[] {
    const { waves } = this.#rollout;
    return (waves[wave]?.clusters ?? [])
      .map(this.#instanceOf)
      .filter((instance): instance is Instance => instance !== undefined);
  }

  /** All instances that a hub delivers, whatever their wave. */
  get #hubInstances(): Instance[] {
    return this.#rollout.waves
      .flatMap((_, wave) => this.instances(wave))
      .filter(instance => instance.hub !== undefined);
  }

  tick(): void {
    const { waves, pauseTicks, restTicks } = this.#rollout;
    if (this.#pause > 0) {
      this.#pause -= 1;
      return;
    }
    if (this.#wave >= waves.length) {
      this.#version = nextVersion(this.#version);
      this.#wave = 0;
    }
    if (!this.#isBegun(this.#wave)) {
      this.#begin(this.#wave);
      return;
    }
    if (!this.#isDone(this.#wave)) return;
    this.#wave += 1;
    this.#pause = this.#wave < waves.length ? pauseTicks : restTicks;
  }

  #begin(wave: number): void {
    const isHubDue = this.instances(wave).some(({ hub }) => hub !== undefined);
    const instances = new Set([
      ...this.instances(wave),
      ...(isHubDue ? this.#hubInstances : []),
    ]);
    for (const instance of instances) instance.desiredVersion = this.#version;
    const repositories = new Set(
      [...instances].map(({ repository }) => repository),
    );
    for (const repository of repositories) repository.commit();
  }

  #isBegun(wave: number): boolean {
    return this.instances(wave).every(
      instance => instance.desiredVersion === this.#version,
    );
  }

  #isDone(wave: number): boolean {
    return this.instances(wave)
      .filter(instance => this.#isReachable(instance.cluster.name))
      .every(instance => {
        const live = instance.store.get<Deployment>({
          apiVersion: 'apps/v1',
          kind: instance.component.kind,
          namespace: instance.namespace,
          name: instance.workload,
        });
        if (!live) return true;
        const { image } = live.spec.template.spec.containers[0];
        return (
          image === `${instance.imageRepository}:${this.#version}` &&
          workloadHealth(live) === 'Healthy'
        );
      });
  }
}

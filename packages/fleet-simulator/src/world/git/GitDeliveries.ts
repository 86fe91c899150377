import type { Instance } from '../Instance';
import { GitBinding } from './GitBinding';
import type { GitSource } from './GitSource';

/** What a real repository says of the components of a world. */
export class GitDeliveries {
  readonly #source: GitSource;
  readonly #instances: Instance[] = [];

  constructor(source: GitSource) {
    this.#source = source;
  }

  get source(): GitSource {
    return this.#source;
  }

  /** The instances that it says something of. */
  get instances(): readonly Instance[] {
    return this.#instances;
  }

  /**
   * Lets the repository say from now on which image an instance has.
   *
   * @param path - where in it
   * @throws BuildError where it says nothing of it
   */
  bind(instance: Instance, path: string): void {
    const { workload, imageRepository } = instance;
    instance.bind(
      new GitBinding(this.#source, { path, workload, imageRepository }),
    );
    this.#instances.push(instance);
  }

  /** Before the engines: what is new in the repository is what they want. */
  tick(): void {
    if (!this.#source.look()) return;
    for (const instance of this.#instances) {
      const { binding } = instance;
      binding?.update();
      if (binding) instance.desiredVersion = binding.image;
    }
  }
}

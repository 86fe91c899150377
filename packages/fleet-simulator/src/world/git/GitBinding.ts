import { BuildError } from '../../git/BuildError';
import { builtImage } from '../../git/builtImage';
import type { GitSource } from './GitSource';

/** What is bound: whose image is looked for, and where. */
export type BoundWorkload = {
  /** The folder of its overlay, from the root of the repository. */
  path: string;
  workload: string;
  /** Where its images are, for overlays that have no workload of their own. */
  imageRepository: string;
};

/** How many commits an Argo CD may roll back to. */
const LONGEST_MEMORY = 1_000;

/** What a folder of a real repository says of the image of one instance. */
export class GitBinding {
  readonly #source: GitSource;
  readonly #workload: BoundWorkload;
  readonly #images = new Map<string, string>();
  #image: string;
  #problem: string | undefined;

  /** @throws BuildError where the folder cannot be built from the start */
  constructor(source: GitSource, workload: BoundWorkload) {
    this.#source = source;
    this.#workload = workload;
    this.#image = this.#build();
    this.#remember();
  }

  get path(): string {
    return this.#workload.path;
  }

  get source(): GitSource {
    return this.#source;
  }

  /** The image that is wanted; the last that was, while the folder cannot be built. */
  get image(): string {
    return this.#image;
  }

  /** Why the folder cannot be built, if it cannot. */
  get problem(): string | undefined {
    return this.#problem;
  }

  /** The image that was wanted at a commit, of those that were seen. */
  imageAt(revision: string): string | undefined {
    return this.#images.get(revision);
  }

  /** Reads the folder as it is now. */
  update(): void {
    try {
      this.#image = this.#build();
      this.#problem = undefined;
      this.#remember();
    } catch (error) {
      if (!(error instanceof BuildError)) throw error;
      this.#problem = error.message;
    }
  }

  #build(): string {
    const { path, workload, imageRepository } = this.#workload;
    return builtImage(this.#source.snapshot, path, {
      workload,
      image: imageRepository,
    });
  }

  #remember(): void {
    this.#images.set(this.#source.revision, this.#image);
    if (this.#images.size <= LONGEST_MEMORY) return;
    const [oldest] = this.#images.keys();
    this.#images.delete(oldest);
  }
}

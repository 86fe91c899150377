import { commitFor } from '../random';

/** A Git repository that deliveries come from, as far as its branch `main` goes. */
export interface SourceRepository {
  /** Whose it is, which Flux calls it by. */
  readonly team: string;
  readonly url: string;
  /** The commit at the head of `main`: 40 hexadecimal digits. */
  readonly revision: string;
  /** The commit so many commits before the head. */
  revisionBefore(commits: number): string;
  /** The simulated company changes something in it. */
  commit(): void;
}

/** A Git repository of the simulated company, of which there are commits and nothing in them. */
export class Repository implements SourceRepository {
  #number = 1;

  constructor(
    readonly team: string,
    readonly url: string,
    private readonly seed: string | number,
  ) {}

  get revision(): string {
    return this.revisionBefore(0);
  }

  revisionBefore(commits: number): string {
    return commitFor(this.seed, this.url, this.#number - commits);
  }

  commit(): void {
    this.#number += 1;
  }
}

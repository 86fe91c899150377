import { commitFor } from '../random';

/** A Git repository of the simulated company, as far as its branch `main` goes. */
export class Repository {
  #number = 1;

  constructor(
    readonly team: string,
    readonly url: string,
    private readonly seed: string | number,
  ) {}

  /** The commit at the head of `main`: 40 hexadecimal digits. */
  get revision(): string {
    return this.revisionBefore(0);
  }

  /** The commit so many commits before the head. */
  revisionBefore(commits: number): string {
    return commitFor(this.seed, this.url, this.#number - commits);
  }

  commit(): void {
    this.#number += 1;
  }
}

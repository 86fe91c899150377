import type { GitSnapshot } from '../../git/GitSnapshot';
import type { SourceRepository } from '../Repository';

/** Where a snapshot comes from, and at which address others reach it. */
export type SnapshotSource = {
  /** The address of the repository, as deliveries name it. */
  url: string;
  repository: { readonly current: GitSnapshot | undefined };
};

/** What Flux calls the repository that it is bootstrapped from. */
const FLUX_NAME = 'flux-system';

/**
 * A real repository as the simulated engines see it: what was on `main` when they
 * looked last. They look once a tick, so that all of one tick see the same.
 */
export class GitSource implements SourceRepository {
  readonly team = FLUX_NAME;
  readonly #source: SnapshotSource;
  #snapshot: GitSnapshot;

  /** @throws Error where there is nothing on `main` yet */
  constructor(source: SnapshotSource) {
    const { current } = source.repository;
    if (!current) throw new Error(`there is nothing on main of ${source.url}`);
    this.#source = source;
    this.#snapshot = current;
  }

  get url(): string {
    return this.#source.url;
  }

  get snapshot(): GitSnapshot {
    return this.#snapshot;
  }

  get revision(): string {
    return this.#snapshot.commit;
  }

  revisionBefore(commits: number): string {
    const { history } = this.#snapshot;
    return history[Math.min(commits, history.length - 1)];
  }

  /** Nobody commits to it but those who push. */
  commit(): void {}

  /** Looks at it. @returns whether there is something new */
  look(): boolean {
    const { current } = this.#source.repository;
    if (!current || current.commit === this.#snapshot.commit) return false;
    this.#snapshot = current;
    return true;
  }
}

import type { Knex } from 'knex';
import type {
  ChangedNames,
  HubClusters,
} from '../clusters/registry/HubClusters';
import type { WatchKey } from '../collector/messages';
import { runStatement } from '../derive/statements';
import { markDirty } from '../store/markDirty';
import { keysOf } from '../store/referenceKey';
import { resolveSubjectsAgain } from '../store/resolveSubjectsAgain';
import type { SubjectResolver } from '../store/SubjectResolver';
import { dependentsOf, marksOf, toDependents } from './dependents';
import { readHubClusters } from './readHubClusters';

/** From so many names on, all that an adapter says is looked at instead of each. */
const MANY_NAMES = 50;

/**
 * Keeps where the references of hubs lead: learns what the hubs that this replica
 * reads say of clusters, and looks again for what they refer to when that changes,
 * or when clusters come, go, or show who they are.
 */
export class HubSubjects {
  readonly #options: HubSubjectsOptions;
  #isDue = false;

  constructor(options: HubSubjectsOptions) {
    this.#options = options;
  }

  /** Learns what is stored of what hubs say, before they are read. */
  async acquire(observers: string[]): Promise<void> {
    const { knex, hubClusters, resolver } = this.#options;
    hubClusters.replace(observers, await readHubClusters({ knex, observers }));
    resolver.hubClustersChanged();
    this.resolveSoon();
  }

  forget(observers: string[]): void {
    this.#options.hubClusters.forget(observers);
    this.#options.resolver.hubClustersChanged();
  }

  /** Known clusters are others now. Several calls in a row are one look. */
  resolveSoon(): void {
    if (this.#isDue) return;
    this.#isDue = true;
    const { enqueue, underWay, onMarked, knex, resolver, isOurs } =
      this.#options;
    enqueue(async () => {
      // What is being written may have been resolved as it was before.
      await underWay();
      this.#isDue = false;
      await resolveSubjectsAgain({ knex, resolver, isOurs });
      onMarked();
    });
  }

  /** Objects of a kind were written that say something of clusters. */
  written(observer: string, key: WatchKey, uids: string[]): void {
    const { enqueue, knex, hubClusters, isOurs } = this.#options;
    const owner = { observer, adapter: key.adapter };
    // Once it is known here, a second attempt would find no difference any more.
    let changed: ChangedNames | undefined;
    enqueue(async () => {
      if (!isOurs(observer)) return;
      changed ??= hubClusters.replaceObjects(
        owner,
        uids,
        await readHubClusters({
          knex,
          observers: [observer],
          objects: { key, uids },
        }),
      );
      await this.#follow(owner, changed);
    });
  }

  async #follow(
    owner: { observer: string; adapter: string },
    { identity, sight }: ChangedNames,
  ): Promise<void> {
    const { knex, resolver, isOurs, underWay, onMarked } = this.#options;
    if (sight.size > 0) {
      const rows = await runStatement(
        knex,
        dependentsOf(
          knex,
          [...sight].map(name => ({ ...owner, name })),
        ),
      );
      await markDirty({ knex, marks: marksOf(toDependents(rows)) });
    }
    if (identity.size > 0) {
      resolver.hubClustersChanged();
      await underWay();
      await resolveSubjectsAgain({
        knex,
        resolver,
        isOurs,
        ranges:
          identity.size > MANY_NAMES
            ? [keysOf(owner)]
            : [...identity].map(name => keysOf({ ...owner, name })),
      });
    }
    if (sight.size + identity.size > 0) onMarked();
  }
}

export type HubSubjectsOptions = {
  knex: Knex;
  hubClusters: HubClusters;
  resolver: SubjectResolver & { hubClustersChanged(): void };
  /** Whether this replica writes what an observer says. */
  isOurs: (observer: string) => boolean;
  /** Resolves when what is being written is. */
  underWay: () => Promise<void>;
  /** Does work after all that was handed over before, until it succeeds. */
  enqueue: (work: () => Promise<void>) => void;
  /** There may be something to derive. */
  onMarked: () => void;
};

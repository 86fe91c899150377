import type { StoredIdentity } from './readRegistry';

/** Clusters by their ids, with those that show a UID at hand. */
export class Identities {
  readonly #byId = new Map<string, StoredIdentity>();
  readonly #byUid = new Map<string, Set<string>>();

  get(clusterId: string): StoredIdentity | undefined {
    return this.#byId.get(clusterId);
  }

  set(clusterId: string, identity: StoredIdentity): void {
    const before = this.#byId.get(clusterId)?.uid;
    if (before !== identity.uid) {
      this.#forgetUid(clusterId, before);
      if (identity.uid !== undefined) {
        const ids = this.#byUid.get(identity.uid) ?? new Set();
        this.#byUid.set(identity.uid, ids.add(clusterId));
      }
    }
    this.#byId.set(clusterId, identity);
  }

  clear(): void {
    this.#byId.clear();
    this.#byUid.clear();
  }

  [Symbol.iterator](): IterableIterator<[string, StoredIdentity]> {
    return this.#byId.entries();
  }

  /** The ids of those that show a UID. */
  withUid(uid: string): string[] {
    return [...(this.#byUid.get(uid) ?? [])];
  }

  #forgetUid(clusterId: string, uid: string | undefined): void {
    const ids = uid === undefined ? undefined : this.#byUid.get(uid);
    ids?.delete(clusterId);
    if (uid !== undefined && ids?.size === 0) this.#byUid.delete(uid);
  }
}

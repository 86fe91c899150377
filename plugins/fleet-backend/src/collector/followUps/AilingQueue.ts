/** An object that is not well, and how to find it. */
export type Ailing = {
  uid: string;
  adapter: string;
  kind: string;
  version: string;
  namespace: string;
  name: string;
};

type Entry = Ailing & {
  /** When it is read next, by the monotonic clock. */
  dueAt: number;
  /** When it was last read. */
  readAt?: number;
  /** A hash of its facts when it was last seen; unknown of what only the store told. */
  said?: string;
  isGrave: boolean;
  isBeingRead: boolean;
};

/** Objects of one cluster that are kept at a time. */
const MOST = 1_000;
/** What only progresses may be on its way: it is given so long. */
const GRACE_MS = 60_000;
/** One that stays as it is is read again after so long. */
export const AGAIN_MS = 5 * 60_000;
/** One that changes is read again for it, at most so often. */
const CHANGED_MS = 60_000;

/**
 * The objects of one cluster that are not well, and when each is read next.
 * Namespaces take turns, so that one in which everything is broken holds up no
 * other; in each the one goes first that waits longest. No more than a thousand
 * are kept, as many of each namespace as there is room for: of others it is only
 * known that there are some.
 */
export class AilingQueue {
  readonly #entries = new Map<string, Entry>();
  /** The first one's turn is next. */
  readonly #namespaces = new Map<string, Set<string>>();
  readonly #most: number;
  #isOverfull = false;

  constructor(options: { most?: number } = {}) {
    this.#most = options.most ?? MOST;
  }

  get size(): number {
    return this.#entries.size;
  }

  /** Whether there were more than can be kept, and there is room for them now. */
  takeRoom(): boolean {
    if (!this.#isOverfull || this.size > this.#most / 2) return false;
    this.#isOverfull = false;
    return true;
  }

  has(uid: string): boolean {
    return this.#entries.has(uid);
  }

  /** An object was seen that is not well. */
  put(
    ailing: Ailing,
    seen: { isGrave: boolean; said?: string; now: number },
  ): void {
    const { isGrave, said, now } = seen;
    const known = this.#entries.get(ailing.uid);
    if (!known) {
      if (this.size >= this.#most && !this.#makeRoom(ailing.namespace)) return;
      this.#entries.set(ailing.uid, {
        ...ailing,
        dueAt: isGrave ? now : now + GRACE_MS,
        isGrave,
        ...(said === undefined ? {} : { said }),
        isBeingRead: false,
      });
      const uids = this.#namespaces.get(ailing.namespace) ?? new Set();
      uids.add(ailing.uid);
      this.#namespaces.set(ailing.namespace, uids);
      return;
    }
    const isWorse = isGrave && !known.isGrave;
    const isOther = known.said !== undefined && said !== known.said;
    known.version = ailing.version;
    known.isGrave = isGrave;
    known.said = said ?? known.said;
    if (!isWorse && !(isOther && known.readAt !== undefined)) return;
    known.dueAt = Math.min(
      known.dueAt,
      Math.max(now, (known.readAt ?? -Infinity) + CHANGED_MS),
    );
  }

  /** Lets one go of the namespace that has most, unless that is the one that wants more. */
  #makeRoom(namespace: string): boolean {
    this.#isOverfull = true;
    let largest: Set<string> = new Set();
    for (const uids of this.#namespaces.values()) {
      if (uids.size > largest.size) largest = uids;
    }
    const own = this.#namespaces.get(namespace)?.size ?? 0;
    if (largest.size <= own + 1) return false;
    for (const uid of largest) {
      const entry = this.#entries.get(uid);
      if (!entry || entry.isBeingRead || entry.readAt !== undefined) continue;
      this.remove(uid);
      return true;
    }
    return false;
  }

  remove(uid: string): void {
    const entry = this.#entries.get(uid);
    if (!entry) return;
    this.#entries.delete(uid);
    const uids = this.#namespaces.get(entry.namespace);
    uids?.delete(uid);
    if (uids?.size === 0) this.#namespaces.delete(entry.namespace);
  }

  /** When the next one is due; undefined where there is none. */
  get dueAt(): number | undefined {
    let dueAt: number | undefined;
    for (const entry of this.#entries.values()) {
      if (entry.isBeingRead) continue;
      if (dueAt === undefined || entry.dueAt < dueAt) dueAt = entry.dueAt;
    }
    return dueAt;
  }

  /** The one whose turn it is; it is not given again before `read` was called. */
  take(now: number): Ailing | undefined {
    for (const [namespace, uids] of this.#namespaces) {
      let next: Entry | undefined;
      for (const uid of uids) {
        const entry = this.#entries.get(uid);
        if (!entry || entry.isBeingRead || entry.dueAt > now) continue;
        if (!next || entry.dueAt < next.dueAt) next = entry;
      }
      if (!next) continue;
      this.#namespaces.delete(namespace);
      this.#namespaces.set(namespace, uids);
      next.isBeingRead = true;
      return next;
    }
    return undefined;
  }

  /** One was read, or could not be; it is due again later. */
  read(uid: string, options: { now: number; random: () => number }): void {
    const entry = this.#entries.get(uid);
    if (!entry) return;
    entry.isBeingRead = false;
    entry.readAt = options.now;
    entry.dueAt = options.now + AGAIN_MS * (0.9 + 0.2 * options.random());
  }

  /** One was not read after all; its turn comes again. */
  giveBack(uid: string): void {
    const entry = this.#entries.get(uid);
    if (entry) entry.isBeingRead = false;
  }
}

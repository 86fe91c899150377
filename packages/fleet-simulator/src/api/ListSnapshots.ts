import { Clock } from '../clock';
import { StoredObject } from '../store/StoredObject';

/** A list that a client reads page by page. */
export type ListSnapshot = {
  items: readonly StoredObject[];
  revision: number;
};

type Kept = ListSnapshot & { id: number; expiresAt: number; epoch: number };

/** What a continue token says: which snapshot, and after which key it goes on. */
export type ContinueToken = { id: number; after: string };

/** A token whose snapshot is gone may go on over the newest state with this id. */
export const INCONSISTENT = -1;

const MAXIMUM_SNAPSHOTS = 256;

/** Makes a token; what is in it is nobody's business but this server's. */
export function encodeContinue(token: ContinueToken): string {
  return Buffer.from(JSON.stringify(token)).toString('base64url');
}

/** Reads a token; undefined if it is none of ours. */
export function decodeContinue(text: string): ContinueToken | undefined {
  try {
    const value = JSON.parse(Buffer.from(text, 'base64url').toString());
    return typeof value?.id === 'number' && typeof value?.after === 'string'
      ? { id: value.id, after: value.after }
      : undefined;
  } catch {
    return undefined;
  }
}

/** The lists of one cluster that clients are in the middle of. */
export class ListSnapshots {
  readonly #clock: Clock;
  readonly #lifetimeMs: number;
  readonly #kept = new Map<number, Kept>();
  #nextId = 1;

  constructor(clock: Clock, lifetimeMs: number) {
    this.#clock = clock;
    this.#lifetimeMs = lifetimeMs;
  }

  /** Keeps a list; `epoch` is the store's number of compactions. */
  keep(snapshot: ListSnapshot, epoch: number): number {
    const id = this.#nextId;
    this.#nextId += 1;
    const expiresAt = this.#clock.now() + this.#lifetimeMs;
    this.#kept.set(id, { ...snapshot, id, expiresAt, epoch });
    if (this.#kept.size > MAXIMUM_SNAPSHOTS) {
      const oldest = this.#kept.keys().next().value;
      if (oldest !== undefined) this.#kept.delete(oldest);
    }
    return id;
  }

  /** The list under an id, unless it expired or was compacted away. */
  find(id: number, epoch: number): ListSnapshot | undefined {
    const kept = this.#kept.get(id);
    if (!kept) return undefined;
    if (kept.epoch !== epoch || this.#clock.now() >= kept.expiresAt) {
      this.#kept.delete(id);
      return undefined;
    }
    return kept;
  }

  /** Ends the snapshots of all lists that are under way. */
  expireAll(): void {
    this.#kept.clear();
  }
}

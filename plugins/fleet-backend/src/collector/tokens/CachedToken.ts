import type { ClusterToken } from '@fleetview/backstage-plugin-fleet-node';

/** A token of which nobody says how long it lives is asked for again after so long. */
const UNKNOWN_LIFE_MS = 5 * 60_000;
/** A new one is asked for so long before the old one expires, or at the last tenth of a short life. */
const MARGIN_MS = 60_000;
/** A failure is not repeated sooner than that, whoever asks. */
const FAILURE_MS = 5_000;
/** A server that refuses every token makes us ask for a new one at most so often. */
const REFUSAL_MS = 30_000;

/**
 * One token, shared by all that need it: fetched by the first, once at a time,
 * and kept until shortly before it expires. While a new one cannot be had the old
 * one is used to its end.
 */
export class CachedToken {
  readonly #fetch: () => Promise<ClusterToken>;
  readonly #now: () => number;
  #held?: { token: string; renewAt: number; deadAt: number };
  #fetching?: Promise<string>;
  #failed?: { error: unknown; until: number };
  #refreshedAt = -Infinity;

  static create(options: {
    fetch: () => Promise<ClusterToken>;
    /** A clock that never goes back, in ms. */
    now?: () => number;
  }): CachedToken {
    return new CachedToken(
      options.fetch,
      options.now ?? (() => performance.now()),
    );
  }

  private constructor(fetch: () => Promise<ClusterToken>, now: () => number) {
    this.#fetch = fetch;
    this.#now = now;
  }

  async get(): Promise<string> {
    const now = this.#now();
    const held = this.#held;
    if (held && now < held.renewAt) return held.token;
    if (this.#failed && now < this.#failed.until) {
      if (held && now < held.deadAt) return held.token;
      throw this.#failed.error;
    }
    this.#fetching ??= this.#renew().finally(() => {
      this.#fetching = undefined;
    });
    return this.#fetching;
  }

  /** The server did not accept this token: the next one that asks gets a new one. */
  refused(token: string): void {
    const now = this.#now();
    if (this.#held?.token !== token) return;
    if (now - this.#refreshedAt < REFUSAL_MS) return;
    this.#refreshedAt = now;
    this.#held = undefined;
  }

  async #renew(): Promise<string> {
    try {
      const { token, expiresAt } = await this.#fetch();
      const now = this.#now();
      const life =
        expiresAt === undefined ? UNKNOWN_LIFE_MS : expiresAt - Date.now();
      this.#held = {
        token,
        renewAt: now + life - Math.min(MARGIN_MS, life / 10),
        deadAt: now + life,
      };
      this.#failed = undefined;
      return token;
    } catch (error) {
      const now = this.#now();
      this.#failed = { error, until: now + FAILURE_MS };
      if (this.#held && now < this.#held.deadAt) return this.#held.token;
      throw error;
    }
  }
}

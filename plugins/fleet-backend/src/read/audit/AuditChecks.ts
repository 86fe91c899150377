import type { AuditChain } from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import { verifyAudit } from '../../audit/verifyAudit';
import { monotonicNow, type MonotonicClock } from '../../leases/DatabaseClock';
import { defined, toTime } from '../types';

/** A check reads every row: whoever asks within this gets the one before. */
const FRESH_MS = 60_000;
/** And rests for so many times as long as it took. */
const REST = 20;

/** Looks whether the audit is what was written, once for all who ask. */
export class AuditChecks {
  readonly #knex: Knex;
  readonly #keepDays: number;
  readonly #monotonic: MonotonicClock;
  #latest: Promise<AuditChain> | undefined;
  #freshUntil = Infinity;

  constructor(options: {
    knex: Knex;
    keepDays: number;
    monotonic?: MonotonicClock;
  }) {
    this.#knex = options.knex;
    this.#keepDays = options.keepDays;
    this.#monotonic = options.monotonic ?? monotonicNow;
  }

  /** @param now - milliseconds since 1970, by the database's clock */
  async latest(now: number): Promise<AuditChain> {
    const started = this.#monotonic();
    if (this.#latest && started < this.#freshUntil) return this.#latest;
    // While it goes on, it is what everybody waits for.
    this.#freshUntil = Infinity;
    this.#latest = this.#check(now).finally(() => {
      const ended = this.#monotonic();
      this.#freshUntil = ended + Math.max(FRESH_MS, REST * (ended - started));
    });
    this.#latest.catch(() => {
      this.#latest = undefined;
    });
    return this.#latest;
  }

  async #check(now: number): Promise<AuditChain> {
    const { rows, chains, since, breaks, breaksTotal } = await verifyAudit({
      knex: this.#knex,
      keepDays: this.#keepDays,
      now,
    });
    return defined({
      checkedAt: new Date(now).toISOString(),
      state: stateOf(rows, breaksTotal),
      since: toTime(since),
      rows,
      chains,
      breaks: breaks.map(({ at, ...where }) =>
        defined({ ...where, at: toTime(at) }),
      ),
      breaksTotal,
    });
  }
}

/** That nothing is wrong with nothing proves nothing. */
function stateOf(rows: number, breaks: number): AuditChain['state'] {
  if (breaks > 0) return 'broken';
  return rows > 0 ? 'intact' : 'unknown';
}

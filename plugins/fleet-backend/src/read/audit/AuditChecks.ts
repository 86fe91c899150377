import type { AuditChain } from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import { verifyAudit } from '../../audit/verifyAudit';
import { defined, toTime } from '../types';

/** A check reads every row: whoever asks within this gets the one before. */
const FRESH_MS = 60_000;

/** Looks whether the audit is what was written, once for all who ask. */
export class AuditChecks {
  readonly #knex: Knex;
  readonly #keepDays: number;
  readonly #freshMs: number;
  #latest: { at: number; chain: Promise<AuditChain> } | undefined;

  constructor(options: { knex: Knex; keepDays: number; freshMs?: number }) {
    this.#knex = options.knex;
    this.#keepDays = options.keepDays;
    this.#freshMs = options.freshMs ?? FRESH_MS;
  }

  /** @param now - milliseconds since 1970, by the database's clock */
  async latest(now: number): Promise<AuditChain> {
    if (!this.#latest || now - this.#latest.at >= this.#freshMs) {
      const check = { at: now, chain: this.#check(now) };
      this.#latest = check;
      check.chain.catch(() => {
        if (this.#latest === check) this.#latest = undefined;
      });
    }
    return this.#latest.chain;
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

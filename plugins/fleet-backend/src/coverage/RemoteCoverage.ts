import { isCoverageCurrent } from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import { markSubjects } from '../store/markSubjects';
import type { Currency } from './Currency';
import { gapOf } from './gapOf';
import { kindId } from './kindId';
import { coveringEntry, keyOfCoverageRow, type CoveredKey } from './scopes';
import { staleReason } from './staleReason';

/** What another replica wrote is read again after so long. */
const REFRESH_MS = 2_000;
/** What nobody asked about for so long is read no more. */
const UNUSED_MS = 10 * 60_000;

type RemoteKind = Currency & { state: string };

/**
 * How well observers are covered that another replica reads: hubs that speak of
 * clusters that are ours. Their rows are read again and again while somebody
 * asks for them; when one flips, what it speaks of is derived again.
 */
export class RemoteCoverage {
  readonly #knex: Knex;
  readonly #now: () => number;
  readonly #observers = new Map<
    string,
    { usedAt: number; kinds?: Map<string, RemoteKind> }
  >();
  #readAt = -Infinity;

  constructor(options: { knex: Knex; now: () => number }) {
    this.#knex = options.knex;
    this.#now = options.now;
  }

  currencyOf(observer: string, key: CoveredKey): Currency {
    const known = this.#observers.get(observer);
    if (known) known.usedAt = this.#now();
    else this.#ask(observer);
    const kind = coveringEntry(id => known?.kinds?.get(id), key);
    if (!kind) return { current: false, reason: 'never read' };
    const { state: _, ...currency } = kind;
    return currency;
  }

  /** Reads observers before somebody asks for them. */
  async preload(observers: string[]): Promise<void> {
    const news = observers.filter(observer => !this.#observers.has(observer));
    for (const observer of news) this.#ask(observer);
    if (news.length > 0) await this.#read(news);
  }

  forget(observer: string): void {
    this.#observers.delete(observer);
  }

  /** Reads again what is older than two seconds, and marks what differs. */
  async refresh(): Promise<void> {
    const now = this.#now();
    // The clock may have gone back.
    if (Math.abs(now - this.#readAt) < REFRESH_MS) return;
    this.#readAt = now;
    for (const [observer, { usedAt }] of this.#observers) {
      if (now - usedAt > UNUSED_MS) this.#observers.delete(observer);
    }
    const flipped = await this.#read([...this.#observers.keys()]);
    for (const observer of flipped) {
      await markSubjects({ knex: this.#knex, observer });
    }
  }

  #ask(observer: string): void {
    this.#observers.set(observer, { usedAt: this.#now() });
    this.#readAt = -Infinity;
  }

  /** @returns those of which something that was asked for became current, or ceased to be */
  async #read(observers: string[]): Promise<string[]> {
    const now = this.#now();
    const read = new Map<string, Map<string, RemoteKind>>();
    for (let start = 0; start < observers.length; start += 500) {
      const rows = await this.#knex('coverage')
        .whereIn('cluster_id', observers.slice(start, start + 500))
        .select(
          'cluster_id',
          'adapter',
          'api_group',
          'kind',
          'scope',
          'state',
          'reason',
          'confirmed_at',
          'freshness_ms',
          'watched_since',
          'gap_from',
          'gap_to',
        );
      for (const row of rows) {
        const kinds = read.get(row.cluster_id) ?? new Map();
        kinds.set(kindId(keyOfCoverageRow(row)), toRemoteKind(row, now));
        read.set(row.cluster_id, kinds);
      }
    }
    const flipped: string[] = [];
    for (const observer of observers) {
      const known = this.#observers.get(observer);
      if (!known) continue;
      const kinds = read.get(observer) ?? new Map<string, RemoteKind>();
      const ids = new Set([...(known.kinds?.keys() ?? []), ...kinds.keys()]);
      const differs = [...ids].some(
        id =>
          Boolean(known.kinds?.get(id)?.current) !==
          Boolean(kinds.get(id)?.current),
      );
      if (differs) flipped.push(observer);
      known.kinds = kinds;
    }
    return flipped;
  }
}

function toRemoteKind(row: Record<string, any>, now: number): RemoteKind {
  const confirmedAt =
    row.confirmed_at === null ? undefined : Number(row.confirmed_at);
  const current = isCoverageCurrent({
    state: row.state,
    confirmedAgeMs:
      confirmedAt === undefined ? undefined : Math.max(0, now - confirmedAt),
    freshnessLimitMs: row.freshness_ms ?? undefined,
  });
  return {
    state: row.state,
    current,
    ...(confirmedAt === undefined ? {} : { confirmedAt }),
    ...gapOf(row),
    // Whoever would write down that it fell silent may be gone itself.
    ...(!current && isGapClosed(row) && confirmedAt !== undefined
      ? { gap: { from: confirmedAt } }
      : {}),
    ...(current
      ? {}
      : {
          reason: staleReason({
            state: row.state,
            reason: row.reason,
            freshnessMs: row.freshness_ms,
          }),
        }),
  };
}

function isGapClosed(row: Record<string, any>): boolean {
  return row.gap_from === null || row.gap_to !== null;
}

import {
  isCoverageCurrent,
  type CoverageState,
  type Currency,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import { runStatement, type Rows } from '../derive/statements';
import { hubFactsOf, sightsOf, type SightLookup } from '../hubs/sights';
import { kindId } from './kindId';
import { coveringEntry, keyOfCoverageRow } from './scopes';
import { staleReason } from './staleReason';
import { defined, toTime } from '../values';

type Row = Rows[number];

type CoverageRow = Row & { state: CoverageState };

/** Coverage of some observers, by observer, adapter, group and kind. */
export type CoverageIndex = {
  now: number;
  rows: Map<string, Row>;
  /** Why a fact is not current because its hub does not see the cluster that it speaks of. */
  unseen: SightLookup;
};

/** Reads the coverage that facts rest on: of their observers and kinds, and no other. */
export async function readCoverageIndex(
  { knex, now }: { knex: Knex; now: number },
  restingFacts: readonly Row[],
): Promise<CoverageIndex> {
  const words = hubFactsOf(knex, restingFacts);
  const hubFacts = words ? await runStatement(knex, words) : [];
  const facts = [...restingFacts, ...hubFacts];
  const ids = [...new Set(facts.map(fact => fact.observer as string))];
  const adapters = [...new Set(facts.map(fact => fact.adapter as string))];
  const kinds = [...new Set(facts.map(fact => fact.kind as string))];
  const rows = new Map<string, Row>();
  for (let start = 0; start < ids.length; start += 500) {
    const found: Row[] = await knex('coverage')
      .whereIn('cluster_id', ids.slice(start, start + 500))
      .whereIn('adapter', adapters)
      .whereIn('kind', kinds)
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
      );
    for (const row of found) {
      rows.set(
        `${row.cluster_id}/${kindId(
          keyOfCoverageRow(row as Parameters<typeof keyOfCoverageRow>[0]),
        )}`,
        row,
      );
    }
  }
  return {
    now,
    rows,
    unseen: sightsOf(hubFacts, row => ownCurrencyOf(row, { now, rows })),
  };
}

/** Whether a fact may be called current, judged anew by the time that it is. */
export function currencyOf(
  fact: Row,
  coverage: CoverageIndex,
  lost: { reason: string; since?: string } | undefined = coverage.unseen(fact),
): Currency {
  return ownCurrencyOf(fact, coverage, lost);
}

function ownCurrencyOf(
  fact: Row,
  coverage: Pick<CoverageIndex, 'now' | 'rows'>,
  lost?: { reason: string; since?: string },
): Currency {
  const row = coveringEntry(
    id =>
      coverage.rows.get(`${fact.observer}/${id}`) as CoverageRow | undefined,
    {
      adapter: fact.adapter,
      group: fact.api_group,
      kind: fact.kind,
      namespace: fact.namespace,
      name: fact.name,
    },
  );
  if (!row) return { current: false, reason: 'never read' };
  const confirmedAt =
    row.confirmed_at === null ? undefined : Number(row.confirmed_at);
  const current = isCoverageCurrent({
    state: row.state,
    confirmedAgeMs:
      confirmedAt === undefined
        ? undefined
        : Math.max(0, coverage.now - confirmedAt),
    freshnessLimitMs: row.freshness_ms ?? undefined,
  });
  if (fact.unreadable) {
    return { current: false, reason: `it cannot be read: ${fact.unreadable}` };
  }
  if (lost) {
    // The hub answers, but cannot itself tell any more: what it says is old.
    return defined({
      current: false,
      confirmedAt: lost.since,
      reason: `the hub cannot tell: ${lost.reason}`,
    });
  }
  return defined({
    current,
    confirmedAt: toTime(row.confirmed_at),
    reason: current
      ? undefined
      : staleReason({
          state: row.state,
          reason: row.reason,
          freshnessMs: row.freshness_ms,
        }),
  });
}

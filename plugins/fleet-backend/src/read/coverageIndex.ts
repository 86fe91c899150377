import {
  isCoverageCurrent,
  type Currency,
} from '@fleetview/backstage-plugin-fleet-common';
import { staleReason } from '../coverage/staleReason';
import { defined, toTime, type ReadContext, type Row } from './types';

/** Coverage of some observers, by observer, adapter, group and kind. */
export type CoverageIndex = { now: number; rows: Map<string, Row> };

/** Reads the coverage that facts rest on: of their observers and kinds, and no other. */
export async function readCoverageIndex(
  { knex, now }: ReadContext,
  facts: readonly Row[],
): Promise<CoverageIndex> {
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
        'state',
        'reason',
        'confirmed_at',
      );
    for (const row of found) {
      rows.set(
        `${row.cluster_id}/${row.adapter}/${row.api_group}/${row.kind}`,
        row,
      );
    }
  }
  return { now, rows };
}

/** Whether a fact may be called current, judged anew by the time that it is. */
export function currencyOf(
  fact: Row,
  coverage: CoverageIndex,
  lost?: { reason: string; since?: string },
): Currency {
  const row = coverage.rows.get(
    `${fact.observer}/${fact.adapter}/${fact.api_group}/${fact.kind}`,
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
      : staleReason({ state: row.state, reason: row.reason }),
  });
}

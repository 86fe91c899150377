import {
  complianceResultOf,
  type ComplianceResult,
  type FindingResult,
} from '@fleetview/backstage-plugin-fleet-common';
import { currencyOf, readCoverageIndex } from '../../coverage/coverageIndex';
import type { ReadContext, Row } from '../types';

/** A row of `compliance_sum`, and whether it is old. */
export type ToldSum = {
  row: Row;
  /** Whether what it rests on is not current. */
  stale: boolean;
};

/** A row of `compliance_sum`, and what it says now. */
export type JudgedSum = ToldSum & {
  /** What counts of it now. */
  result: ComplianceResult;
  /** Observers who tell the same and whose word counts instead; none where it counts. */
  outrankedBy: string[];
};

/** Judges sums now, by what they rest on and by who else tells the same. */
export async function judgeSums(
  context: Pick<ReadContext, 'knex' | 'now'>,
  sums: readonly Row[],
): Promise<JudgedSum[]> {
  return rankSums(await withCurrency(context, sums));
}

/** Judges sums by what they rest on. */
export async function withCurrency(
  context: Pick<ReadContext, 'knex' | 'now'>,
  sums: readonly Row[],
): Promise<ToldSum[]> {
  const rows = sums.map<Row>(row => ({
    ...row,
    subject: row.cluster_id,
    namespace: row.source_namespace,
    name: '',
  }));
  const coverage = await readCoverageIndex(context, rows);
  return rows.map((row, index) => ({
    row: sums[index],
    stale: !currencyOf(row, coverage).current,
  }));
}

/** Judges sums by who else of them tells the same. */
export function rankSums(told: readonly ToldSum[]): JudgedSum[] {
  const ranked = rankObservers(told);
  return told.map(({ row, stale }) => {
    const result: FindingResult = row.result;
    const order = row.claim ? ranked.get(claimKey(row)) ?? [] : [];
    return {
      row,
      stale,
      result: complianceResultOf(result, { stale }),
      outrankedBy: row.claim ? order.slice(0, order.indexOf(row.observer)) : [],
    };
  });
}

/**
 * Whose word counts of what several tell, the first one's before all others: that of the
 * cluster itself, unless only another one's is current. Of what nobody can confirm the
 * cluster's own is the last known.
 */
function rankObservers(told: readonly ToldSum[]): Map<string, string[]> {
  const ranks = new Map<string, Map<string, number>>();
  for (const { row, stale } of told) {
    if (!row.claim) continue;
    const observer: string = row.observer;
    const rank = (stale ? 2 : 0) + (observer === row.cluster_id ? 0 : 1);
    const known = ranks.get(claimKey(row)) ?? new Map<string, number>();
    ranks.set(
      claimKey(row),
      known.set(observer, Math.min(rank, known.get(observer) ?? Infinity)),
    );
  }
  return new Map(
    [...ranks].map(([key, observers]) => [
      key,
      [...observers]
        .sort(([a, left], [b, right]) => left - right || (a < b ? -1 : 1))
        .map(([observer]) => observer),
    ]),
  );
}

function claimKey({ cluster_id: cluster, claim }: Row): string {
  return JSON.stringify([cluster, claim]);
}

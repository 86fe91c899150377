import type { Knex } from 'knex';
import type { BudgetClaim } from './budgetClaimOf';

/** Rows that are written at once. */
const AT_ONCE = 100;

/**
 * Writes what a complete read of the catalog found of budgets, where it differs from what
 * is known. One that was not found is gone with the second read in a row that lacks it: the
 * first may have raced with a refresh.
 *
 * @param options.isContested - whether several entities say that they are a cluster: then
 *   none of them decides what it may spend
 * @returns whether anything changed
 */
export async function writeBudgetClaims(options: {
  knex: Knex;
  claims: readonly BudgetClaim[];
  isContested: (clusterId: string) => boolean;
}): Promise<boolean> {
  const { knex, claims, isContested } = options;
  const rows = new Map(
    claims.map(({ thresholds, ...claim }) => [
      claim.ref,
      {
        ...claim,
        thresholds: thresholds ?? null,
        contested: claim.target === 'cluster' && isContested(claim.key),
        missed_reads: 0,
      },
    ]),
  );
  return knex.transaction(async transaction => {
    const known = new Map<string, Record<string, unknown>>(
      (await transaction('entity_budget').select()).map(row => [row.ref, row]),
    );
    const changed = [...rows.values()].filter(row => {
      const before = known.get(row.ref);
      return !before || textOf(before) !== textOf(row);
    });
    for (let start = 0; start < changed.length; start += AT_ONCE) {
      await transaction('entity_budget')
        .insert(changed.slice(start, start + AT_ONCE))
        .onConflict('ref')
        .merge();
    }
    const missed = [...known.values()].filter(
      row => !rows.has(row.ref as string),
    );
    const gone = missed.filter(row => Number(row.missed_reads) > 0);
    await ofRefs(gone, refs =>
      transaction('entity_budget').whereIn('ref', refs).delete(),
    );
    await ofRefs(
      missed.filter(row => !gone.includes(row)),
      refs =>
        transaction('entity_budget')
          .whereIn('ref', refs)
          .update({ missed_reads: 1 }),
    );
    return changed.length + gone.length > 0;
  });
}

/** What tells rows apart, whatever a database makes of truth. */
function textOf(row: Record<string, unknown>): string {
  return JSON.stringify([
    row.target,
    row.key,
    row.value,
    row.thresholds,
    Boolean(row.contested),
    Number(row.missed_reads),
  ]);
}

async function ofRefs(
  rows: readonly Record<string, unknown>[],
  work: (refs: string[]) => PromiseLike<unknown>,
): Promise<void> {
  for (let start = 0; start < rows.length; start += AT_ONCE) {
    await work(
      rows.slice(start, start + AT_ONCE).map(({ ref }) => ref as string),
    );
  }
}

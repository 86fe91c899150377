import type { Health, Sync } from '@fleetview/backstage-plugin-fleet-common';

/** Counts by health of what is current; what is stale is counted apart. */
export type Counts = {
  healthy: number;
  suspended: number;
  progressing: number;
  unknown: number;
  missing: number;
  degraded: number;
  stale: number;
  outOfSync: number;
  total: number;
};

export function noCounts(): Counts {
  return {
    healthy: 0,
    suspended: 0,
    progressing: 0,
    unknown: 0,
    missing: 0,
    degraded: 0,
    stale: 0,
    outOfSync: 0,
    total: 0,
  };
}

/** Counts one thing. A stale one counts as nothing but stale. */
export function count(
  counts: Counts,
  thing: { health: Health; sync?: Sync; stale: boolean },
): void {
  counts.total += 1;
  if (thing.stale) {
    counts.stale += 1;
    return;
  }
  counts[thing.health] += 1;
  if (thing.sync === 'out-of-sync') counts.outOfSync += 1;
}

/** The columns of counts behind a prefix, in one order. */
export const COUNT_COLUMNS = [
  ['healthy', 'healthy'],
  ['suspended', 'suspended'],
  ['progressing', 'progressing'],
  ['unknown', 'unknown'],
  ['missing', 'missing'],
  ['degraded', 'degraded'],
  ['stale', 'stale'],
  ['outOfSync', 'out_of_sync'],
  ['total', 'total'],
] as const satisfies readonly (readonly [keyof Counts, string])[];

/** Counts as columns. */
export function toColumns(
  prefix: string,
  counts: Counts,
): Record<string, number> {
  const columns: Record<string, number> = {};
  for (const [key, column] of COUNT_COLUMNS) {
    columns[`${prefix}_${column}`] = counts[key];
  }
  return columns;
}

/** Counts from columns. */
export function fromColumns(
  prefix: string,
  row: Record<string, unknown>,
): Counts {
  const counts = noCounts();
  for (const [key, column] of COUNT_COLUMNS) {
    counts[key] = Number(row[`${prefix}_${column}`] ?? 0);
  }
  return counts;
}

/** Adds counts to others. */
export function addCounts(to: Counts, from: Counts): void {
  for (const [key] of COUNT_COLUMNS) to[key] += from[key];
}

import type { Currency } from './Currency';

/** Since when a kind is watched and its last gap, as its row says. */
export function gapOf(row: {
  watched_since?: unknown;
  gap_from?: unknown;
  gap_to?: unknown;
}): Pick<Currency, 'watchedSince' | 'gap'> {
  const watchedSince = numberOf(row.watched_since);
  const from = numberOf(row.gap_from);
  const to = numberOf(row.gap_to);
  return {
    ...(watchedSince === undefined ? {} : { watchedSince }),
    ...(from === undefined
      ? {}
      : { gap: { from, ...(to === undefined ? {} : { to }) } }),
  };
}

function numberOf(value: unknown): number | undefined {
  return value === null || value === undefined ? undefined : Number(value);
}

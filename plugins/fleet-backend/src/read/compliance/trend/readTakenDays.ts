import type { Knex } from 'knex';
import { dayOf } from '../../../history/retention';
import type { DayRange } from './DayRange';

/** Which days are kept. */
export type TakenDays = {
  /** The first day that is kept at all; absent where none is. */
  since?: number;
  /** Of those that are asked for. */
  taken: ReadonlySet<number>;
  /** Of those that are asked for, since the first that is kept and before today. */
  gaps: DayRange[];
};

/**
 * Reads which of some days are kept. A day that is not over is no gap.
 *
 * @param now - milliseconds since 1970
 */
export async function readTakenDays(
  { knex, now }: { knex: Knex; now: number },
  { from, to }: DayRange,
): Promise<TakenDays> {
  const kept = () => knex('compliance_day').whereNotNull('taken_at');
  const [{ since }] = await kept().min({ since: 'day' });
  if (since === null) return { taken: new Set(), gaps: [] };
  const days: number[] = await kept()
    .where('day', '>=', from)
    .where('day', '<=', to)
    .pluck('day');
  const taken = new Set(days);
  const gaps: DayRange[] = [];
  const last = Math.min(to, dayOf(now) - 1);
  for (let day = Math.max(from, since); day <= last; day += 1) {
    if (taken.has(day)) continue;
    const open = gaps.at(-1);
    if (open?.to === day - 1) open.to = day;
    else gaps.push({ from: day, to: day });
  }
  return { since, taken, gaps };
}

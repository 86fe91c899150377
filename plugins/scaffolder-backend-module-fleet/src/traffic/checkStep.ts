import { InputError } from '@backstage/errors';
import type { Share, Shift } from './Route';

/** How much may move at once, in per cent, where nobody says otherwise. */
export const MAXIMUM_STEP = 25;

/**
 * Checks that no more moves at once than may, unless somebody wrote to whom it goes.
 *
 * @throws InputError that says how much it is, and how it is confirmed
 */
export function checkStep(
  shares: readonly Share[],
  { to }: Shift,
  options: { maximumStep: number; confirm?: string },
): void {
  const moved = new Map<string, number>();
  for (const { file, at, before, after } of shares) {
    const key = JSON.stringify([file, at]);
    // What one gains others lose: half of all that changes is what moves.
    moved.set(key, (moved.get(key) ?? 0) + Math.abs(after - before) / 2);
  }
  const most = Math.round(Math.max(0, ...moved.values()) * 100) / 100;
  if (most <= options.maximumStep) return;
  const names = to.map(({ name }) => name).join(', ');
  if (options.confirm === names) return;
  throw new InputError(
    `${most} % of the traffic would move at once, and the most is ${
      options.maximumStep
    } %. Take smaller steps, or write '${names}' as 'confirm' where that is meant.${
      options.confirm ? ` '${options.confirm.slice(0, 200)}' is not that.` : ''
    }`,
  );
}

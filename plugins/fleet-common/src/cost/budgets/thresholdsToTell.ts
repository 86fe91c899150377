import type { BudgetStanding } from './budgetStanding';

/**
 * What somebody was told of a budget.
 *
 * @public
 */
export type ToldThresholds = {
  /** The first day of the week, month or quarter that it was of. */
  first: string;
  thresholds: readonly number[];
};

/**
 * The thresholds of which nobody was told yet in this week, month or quarter. Figures that
 * are corrected downwards and rise again do not make the same threshold news again.
 *
 * @returns what to tell, and what is to be remembered as told
 * @public
 */
export function thresholdsToTell(
  { span, crossed }: Pick<BudgetStanding, 'span' | 'crossed'>,
  told: ToldThresholds | undefined,
): { toTell: number[]; told: ToldThresholds } {
  const before = told?.first === span.first ? told.thresholds : [];
  const toTell = crossed.filter(threshold => !before.includes(threshold));
  return {
    toTell,
    told: {
      first: span.first,
      thresholds: [...before, ...toTell].sort((a, b) => a - b),
    },
  };
}

import { type CostPeriod } from '../series/days';
import type { SpendBudget } from './budgetStanding';

/** Longer than any that somebody means, in characters. */
const LONGEST = 100;
const MOST_THRESHOLDS = 20;
const MOST_PER_CENT = 1000;
/** Up to a thousand billions, with cents. */
const AMOUNT = /^\d{1,12}(?:\.\d{1,2})?$/;
const CURRENCY = /^[A-Z]{3}$/;
const PERIODS: readonly CostPeriod[] = ['week', 'month', 'quarter'];

/**
 * Why an annotation is no budget: the part of it that is not as it has to be.
 *
 * @public
 */
export type BudgetProblem =
  | 'too-long'
  | 'amount'
  | 'currency'
  | 'period'
  | 'thresholds';

/**
 * A budget as an annotation says it, in a currency of its own.
 *
 * @public
 */
export type AnnotatedBudget = SpendBudget & {
  /** Of ISO 4217. */
  currency: string;
};

/**
 * Reads what the annotations of one entity say that it may spend: an amount, a currency
 * and maybe a period (`1200 EUR`, `9000 EUR per quarter`), of a month where none is said.
 * Nothing is guessed: what is not written like this is no budget.
 *
 * @param value - of `fleet.backstage.io/budget`
 * @param thresholds - of `fleet.backstage.io/budget-thresholds`, where it is there
 * @returns the budget, or what of it is wrong
 * @public
 */
export function parseBudget(
  value: string,
  thresholds?: string,
): { budget: AnnotatedBudget } | { problem: BudgetProblem } {
  if (value.length > LONGEST) return { problem: 'too-long' };
  const [amount, currency = '', ...period] = value.trim().split(/ +/);
  if (!AMOUNT.test(amount)) return { problem: 'amount' };
  if (!CURRENCY.test(currency)) return { problem: 'currency' };
  const [per = 'per', of = 'month', ...rest] = period;
  const known = PERIODS.find(each => each === of);
  if (per !== 'per' || period.length === 1 || rest.length > 0 || !known) {
    return { problem: 'period' };
  }
  const budget = { limit: Number(amount), currency, period: known };
  if (thresholds === undefined) return { budget };
  const read = parseBudgetThresholds(thresholds);
  return 'problem' in read ? read : { budget: { ...budget, ...read } };
}

/**
 * Reads at which per cent of a budget somebody is to be told.
 *
 * @param value - whole numbers from 1 to 1000, separated by commas, at most 20
 * @returns each once, the least first
 * @public
 */
export function parseBudgetThresholds(
  value: string,
): { thresholds: number[] } | { problem: BudgetProblem } {
  if (value.length > LONGEST) return { problem: 'too-long' };
  const entries = value.split(',').map(entry => entry.trim());
  const isRead =
    entries.length <= MOST_THRESHOLDS &&
    entries.every(
      entry =>
        /^\d{1,4}$/.test(entry) &&
        Number(entry) >= 1 &&
        Number(entry) <= MOST_PER_CENT,
    );
  if (!isRead) return { problem: 'thresholds' };
  return {
    thresholds: [...new Set(entries.map(Number))].sort((a, b) => a - b),
  };
}

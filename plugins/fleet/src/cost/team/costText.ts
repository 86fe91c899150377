import {
  periodBefore,
  type CostRow,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Text } from '../../translation';
import { moneyText } from '../money';

type Known = CostRow['monthToDate'];

/** Money with its sign, also where it is more. */
export function differenceText(
  amount: number,
  money: string | undefined,
): string {
  return `${amount > 0 ? '+' : ''}${moneyText(amount, money)}`;
}

/** A change in per cent with its sign, to the nearest whole one. */
export function changeText(ratio: number): string {
  // Of nothing there is no less.
  const percent = Math.round(ratio * 100) || 0;
  return `${percent > 0 ? '+' : ''}${percent.toLocaleString('en')} %`;
}

/** What was spent on the days that are known: at least that, where any day or cluster is not. */
export function knownText(
  { cost, inPart, missing, least }: Known,
  money: string | undefined,
  t: Text,
): string {
  if (cost === undefined) return t('none');
  const amount = moneyText(cost, money);
  const isWhole =
    inPart + missing === 0 && (!least || least.known >= least.expected);
  return isWhole ? amount : t('cost.team.atLeast', { amount });
}

/** Between which amounts something is expected to be. */
export function rangeText(
  { low, high }: { low?: number; high?: number },
  money: string | undefined,
  t: Text,
): string | undefined {
  return low === undefined || high === undefined
    ? undefined
    : t('cost.team.range', {
        low: moneyText(low, money),
        high: moneyText(high, money),
      });
}

/** A month of the calendar: "November". */
export function monthText(day: string): string {
  return new Date(`${day}T00:00:00Z`).toLocaleDateString('en', {
    month: 'long',
    timeZone: 'UTC',
  });
}

/** The month before the one that a day is in. */
export function monthBeforeText(day: string): string {
  return monthText(periodBefore('month', day).first);
}

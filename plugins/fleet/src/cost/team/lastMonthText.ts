import type { CostSheet } from '@fleetview/backstage-plugin-fleet-common';
import type { Text } from '../../translation';
import { moneyText } from '../money';
import { monthBeforeText } from './costText';

type LastMonth = CostSheet['lastMonth'];

/**
 * What stands beside what the last month cost: the days that lack, how it changed and on how
 * many days that rests, and whether it is on a bill.
 */
export function lastMonthNotes(
  lastMonth: LastMonth,
  money: string | undefined,
  t: Text,
): string[] {
  const { coverage, estimatedDays = 0 } = lastMonth;
  return [
    ...(coverage.inPart + coverage.missing > 0
      ? [
          t('cost.team.ofDays', {
            known: coverage.known.toLocaleString('en'),
            days: coverage.days.toLocaleString('en'),
          }),
        ]
      : []),
    changeWords(lastMonth, money, t),
    ...(estimatedDays > 0
      ? [t('cost.team.lastMonth.estimated', { count: estimatedDays })]
      : []),
  ];
}

function changeWords(
  lastMonth: LastMonth,
  money: string | undefined,
  t: Text,
): string {
  const { change, span } = lastMonth;
  const before = monthBeforeText(span.first);
  if (!change) return t('cost.team.lastMonth.noChange', { before });
  const { ratio, difference, comparedDays: count } = change;
  const percent =
    ratio === undefined ? undefined : Math.round(Math.abs(ratio) * 100);
  const size =
    percent === undefined
      ? moneyText(Math.abs(difference), money)
      : `${percent.toLocaleString('en')} %`;
  if ((percent ?? difference) === 0) {
    return t('cost.team.lastMonth.same', { before, count });
  }
  return t(
    difference > 0 ? 'cost.team.lastMonth.more' : 'cost.team.lastMonth.less',
    { size, before, count },
  );
}

import type {
  CostRowKind,
  CostSheet,
} from '@fleetview/backstage-plugin-fleet-common';
import { untrustedName } from '@fleetview/backstage-plugin-fleet-react';
import type { Text } from '../../translation';
import { shareText } from '../money';
import { monthBeforeText, monthText } from './costText';
import { rowName } from './rowName';

/** Smaller changes are said to be none. */
const HARDLY = 0.01;

/** What the line of days finds: of the last month, as long as no whole day of this one is known. */
export function trendTitle(
  { monthToDate, change, lastMonth }: CostSheet,
  t: Text,
): string {
  if (monthToDate.known === 0 && lastMonth.change) {
    return lastMonthTitle(lastMonth, t);
  }
  const ratio = change?.ratio;
  if (ratio === undefined) return t('cost.team.trend.unknown');
  if (Math.abs(ratio) < HARDLY) return t('cost.team.trend.same');
  return t(ratio > 0 ? 'cost.team.trend.more' : 'cost.team.trend.less', {
    size: sizeText(ratio),
  });
}

function lastMonthTitle(lastMonth: CostSheet['lastMonth'], t: Text): string {
  const ratio = lastMonth.change?.ratio;
  if (ratio === undefined) return t('cost.team.trend.unknown');
  const months = {
    month: monthText(lastMonth.span.first),
    before: monthBeforeText(lastMonth.span.first),
  };
  if (Math.abs(ratio) < HARDLY) {
    return t('cost.team.trend.lastMonthSame', months);
  }
  return t(
    ratio > 0
      ? 'cost.team.trend.lastMonthMore'
      : 'cost.team.trend.lastMonthLess',
    { ...months, size: sizeText(ratio) },
  );
}

function sizeText(ratio: number): string {
  return `${Math.round(Math.abs(ratio) * 100)} %`;
}

/** What the stack finds: whose the largest part is. */
export function stackTitle(
  { stack }: CostSheet,
  by: CostRowKind,
  t: Text,
): string {
  const sums = stack.map(group => ({
    group,
    sum: group.days.reduce((sum, { cost }) => sum + cost, 0),
  }));
  const all = sums.reduce((sum, each) => sum + each.sum, 0);
  const [largest] = sums
    .filter(({ group }) => group.key !== undefined)
    .sort((a, b) => b.sum - a.sum);
  if (!largest || all <= 0) return t('cost.team.stack.unknown');
  return t('cost.team.stack.largest', {
    name: untrustedName(rowName(largest.group, by, t)),
    share: shareText(largest.sum / all),
  });
}

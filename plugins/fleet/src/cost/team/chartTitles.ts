import type {
  CostRowKind,
  CostSheet,
} from '@fleetview/backstage-plugin-fleet-common';
import { untrustedName } from '@fleetview/backstage-plugin-fleet-react';
import type { Text } from '../../translation';
import { shareText } from '../money';
import { rowName } from './rowName';

/** Smaller changes are said to be none. */
const HARDLY = 0.01;

/** What the line of days finds. */
export function trendTitle({ change }: CostSheet, t: Text): string {
  const ratio = change?.ratio;
  if (ratio === undefined) return t('cost.team.trend.unknown');
  const size = `${Math.round(Math.abs(ratio) * 100)} %`;
  if (Math.abs(ratio) < HARDLY) return t('cost.team.trend.same');
  return t(ratio > 0 ? 'cost.team.trend.more' : 'cost.team.trend.less', {
    size,
  });
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

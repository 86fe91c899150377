import type { CostSheet } from '@fleetview/backstage-plugin-fleet-common';
import type { StatusKey } from '@fleetview/backstage-plugin-fleet-react';
import { dayText } from '../../charts';
import type { Text } from '../../translation';
import { moneyText } from '../money';

type Standing = CostSheet['budgets'][number]['standing'];

/** Whether all of what is spent is known: every day, and on each of them every cluster. */
function isWhole({ coverage, missingDays, inPartDays }: Standing): boolean {
  return missingDays + inPartDays === 0 && isOfAllClusters({ coverage });
}

function isOfAllClusters({ coverage }: Pick<Standing, 'coverage'>): boolean {
  return coverage === undefined || coverage.known >= coverage.expected;
}

/** Whether a budget lasts; nothing where nobody can tell. */
function lasts(standing: Standing): 'yes' | 'likely' | undefined {
  const { used, expected, high, limit } = standing;
  if (used === undefined || expected === undefined) return undefined;
  // What a cluster costs that never told any may be more than all the others.
  if (!isOfAllClusters(standing)) return undefined;
  return (high ?? expected) < limit ? 'yes' : 'likely';
}

/** That a budget lasts is said only where it is known what is spent and expected. */
export function budgetStatus(standing: Standing): StatusKey {
  if (standing.isUsedUp) return 'degraded';
  if (standing.runsOutOn) return 'waiting';
  return lasts(standing) === 'yes' ? 'healthy' : 'unknown';
}

/** Whether and when a budget runs out. */
export function budgetWords(standing: Standing, t: Text): string {
  const { isUsedUp, runsOutOn } = standing;
  if (isUsedUp) return t('cost.team.usedUp');
  if (runsOutOn) return t('cost.team.runsOut', { day: dayText(runsOutOn) });
  switch (lasts(standing)) {
    case 'yes':
      return t('cost.team.lasts');
    case 'likely':
      return t('cost.team.likelyLasts');
    default:
      return t('cost.team.cannotTell');
  }
}

/** What is used: at least that, where not all of what is spent is known. */
export function usedText(
  standing: Standing,
  money: string | undefined,
  t: Text,
): string | undefined {
  if (standing.used === undefined) return undefined;
  const amount = moneyText(standing.used, money);
  return isWhole(standing) ? amount : t('cost.team.atLeast', { amount });
}

import type { SkewPage } from '@fleetview/backstage-plugin-fleet-common';
import { useText } from '../translation';

type Counts = SkewPage['items'][number]['counts'];

/**
 * A line in words: of how many clusters how many are alike, and what the others are. What is
 * expected is in neither number.
 */
export function useLineText(): (counts: Counts) => string {
  const t = useText();
  return counts => {
    const whole = counts.clusters - counts.expected;
    const parts = [
      t('skew.line.alike', {
        same: counts.same.toLocaleString('en'),
        whole: whole.toLocaleString('en'),
      }),
      ...(['differs', 'absent', 'undecided', 'unknown', 'expected'] as const)
        .filter(each => counts[each] > 0)
        .map(each =>
          t(`skew.line.${each}`, {
            count: counts[each],
            amount: counts[each].toLocaleString('en'),
          }),
        ),
    ];
    return parts.join(', ');
  };
}

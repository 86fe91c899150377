import type { CostOfRelease } from '@fleetview/backstage-plugin-fleet-common';
import type { Text } from '../../translation';
import { differenceText } from '../team/costText';

type Effect = CostOfRelease['sum']['total'];

/** What a release cost more each day; else what changed in all, or that too little is known. */
export function effectText(
  effect: Effect,
  money: string | undefined,
  t: Text,
): string {
  if (!effect) return t('cost.releases.notKnown');
  return effect.effect === undefined
    ? t('cost.releases.noEffect', {
        change: differenceText(effect.change, money),
      })
    : differenceText(effect.effect, money);
}

/** On what that rests, and what is not known of it. */
export function basisText(release: CostOfRelease, t: Text): string {
  const { sum, controls, notMeasured, notDated, instances } = release;
  return [
    t('cost.releases.measured', {
      measured: sum.measured.toLocaleString('en'),
      count: sum.clusters,
    }),
    sum.controlled > 0 &&
      t('cost.releases.controlled', {
        controlled: sum.controlled.toLocaleString('en'),
        controls: controls.toLocaleString('en'),
      }),
    notMeasured.length > 0 &&
      t('cost.releases.notMeasured', { count: notMeasured.length }),
    notDated.length > 0 &&
      t('cost.releases.notDated', { count: notDated.length }),
    instances.some(({ toldBy }) => toldBy === 'engine') &&
      t('cost.releases.byEngine'),
  ]
    .filter(Boolean)
    .join(' · ');
}

import type { Allocation } from '@fleetview/backstage-plugin-fleet-common';
import type { Text } from '../translation';
import { shareText } from './money';

type Efficiency = NonNullable<Allocation['efficiency']>['total'];

/** Use in parts of what was requested; that nothing was requested is no share. */
export function efficiencyText(efficiency: Efficiency, t: Text): string {
  if (efficiency === undefined) return t('none');
  return efficiency === 'no-request'
    ? t('cost.noRequest')
    : shareText(efficiency);
}

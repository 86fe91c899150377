import type { FleetDriftEpisode } from '@fleetview/backstage-plugin-fleet-common';
import { useFleetText } from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../../translation';
import { stretchOf } from '../repairTime';

const ENDS = ['healed', 'gone', 'unproven'] as const;

/** How an episode ended, and after how long. */
export function useEndWords(): (
  ended: NonNullable<FleetDriftEpisode['ended']>,
) => string {
  const t = useText();
  const { ageText } = useFleetText();
  return ({ how, seconds, isAtLeast }) => {
    // A word that this page does not know proves nothing.
    const end = ENDS.find(each => each === how) ?? 'unproven';
    const time = ageText(stretchOf(seconds));
    return t(isAtLeast ? `drift.ended.${end}AtLeast` : `drift.ended.${end}`, {
      time,
    });
  };
}

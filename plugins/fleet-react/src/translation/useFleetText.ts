import { useMemo } from 'react';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import {
  MEMBER_STATES,
  type MemberState,
} from '@fleetview/backstage-plugin-fleet-common';
import type { StatusKey } from '../status';
import type { Age } from '../viewModels/time';
import { fleetReactTranslationRef } from './fleetReactTranslationRef';
import type { Translate } from './Translate';

/**
 * The words of the vocabulary.
 *
 * @public
 */
export interface FleetText {
  t: Translate<typeof fleetReactTranslationRef.T>;
  statusText: (key: StatusKey) => string;
  memberText: (state: MemberState) => string;
  ageText: (age: Age) => string;
}

/**
 * The words of the vocabulary in the reader's language, the same object until that changes.
 *
 * @public
 */
export function useFleetText(): FleetText {
  // Through `unknown`: to compare the two types is what costs.
  const t = useTranslationRef(fleetReactTranslationRef)
    .t as unknown as FleetText['t'];
  return useMemo(
    () => ({
      t,
      statusText: key => t(`status.${key}`),
      // A newer server may know states that this page does not.
      memberText: state =>
        t(`member.${MEMBER_STATES.includes(state) ? state : 'unknown'}`),
      ageText: age => t(`age.${age.unit}`, { amount: String(age.value) }),
    }),
    [t],
  );
}

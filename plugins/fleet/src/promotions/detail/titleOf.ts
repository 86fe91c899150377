import type { FleetPromotion } from '@fleetview/backstage-plugin-fleet-common';
import {
  entityName,
  untrustedName,
} from '@fleetview/backstage-plugin-fleet-react';
import type { Text } from '../../translation';
import { releaseVersion } from '../promotionWords';

/** What a promotion is called: the component, the release and the stage. */
export function titleOf(
  {
    component,
    release,
    to,
  }: Pick<FleetPromotion, 'component' | 'release' | 'to'>,
  t: Text,
): string {
  return t('promotions.detail.title', {
    component: untrustedName(entityName(component)),
    version: releaseVersion(release),
    stage: to,
  });
}

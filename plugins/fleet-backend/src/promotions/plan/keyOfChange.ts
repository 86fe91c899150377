import { promotionKey } from '@fleetview/backstage-plugin-fleet-common';
import type { GitChange } from '../types';

/** By what a change is known to be the same, see {@link promotionKey}. */
export function keyOfChange(
  release: string,
  { wave, path, repository }: GitChange,
): string {
  return promotionKey({
    release,
    wave,
    path,
    ...(repository === undefined ? {} : { repository }),
  });
}

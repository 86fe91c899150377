import { promotionKey } from '@fleetview/backstage-plugin-fleet-common';

/** Whether a path of a delivery, which may be anything, is one that a change is known by. */
export function isPlainPath(path: string): boolean {
  try {
    promotionKey({ release: '', wave: '', path });
    return true;
  } catch {
    return false;
  }
}

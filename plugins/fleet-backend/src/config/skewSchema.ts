import {
  DEFAULT_SKEW_SETTINGS,
  type SkewSettings,
} from '@fleetview/backstage-plugin-fleet-common';
import type { SkewBasis } from '../read/skew';

/**
 * @param read - what was read; nothing where it is malformed
 * @param given - what is configured, as it stands there
 */
export function toSkewBasis(
  read: SkewSettings | undefined,
  given: unknown,
): SkewBasis {
  if (read) return { settings: read, origin: 'configured' };
  return {
    settings: DEFAULT_SKEW_SETTINGS,
    origin: given === undefined ? 'default' : 'refused',
  };
}

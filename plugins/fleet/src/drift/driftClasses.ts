import {
  DRIFT_CLASSES,
  HEADLINE_DRIFT_CLASSES,
} from '@fleetview/backstage-plugin-fleet-common';
import type { ShownClass } from './driftGlyphs';

/** A class as this page knows it. */
export function classKey(driftClass: string): ShownClass {
  return DRIFT_CLASSES.find(each => each === driftClass) ?? 'unknown';
}

/** What needs nobody: explained by machines or releases, or by nothing. */
export const OTHER_CLASSES = DRIFT_CLASSES.filter(
  each => !HEADLINE_DRIFT_CLASSES.includes(each),
);

import { withoutCredentials } from '@fleetview/backstage-plugin-fleet-common';
import type { Json } from '../yaml';
import { cut } from './cut';

/** A value as words for whoever reviews it, without credentials that may be in it. */
export function valueText(value: Json): string {
  if (value === '') return "''";
  return cut(
    withoutCredentials(
      // What is cut by that is not shown.
      (typeof value === 'string' ? value : JSON.stringify(value)).slice(
        0,
        10_000,
      ),
    ),
  );
}

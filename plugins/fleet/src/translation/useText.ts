import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type { Translate } from '@fleetview/backstage-plugin-fleet-react';
import { fleetTranslationRef } from './fleetTranslationRef';

/**
 * The texts of the pages.
 */
export type Text = Translate<typeof fleetTranslationRef.T>;

/**
 * The texts of the pages in the reader's language.
 */
export function useText(): Text {
  // Through `unknown`: to compare the two types is what costs.
  return useTranslationRef(fleetTranslationRef).t as unknown as Text;
}

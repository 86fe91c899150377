import {
  useTranslationRef,
  type TranslationFunction,
} from '@backstage/core-plugin-api/alpha';
import { fleetTranslationRef } from './fleetTranslationRef';

/**
 * The texts of the pages.
 */
export type Text = TranslationFunction<typeof fleetTranslationRef.T>;

/**
 * The texts of the pages in the reader's language.
 */
export function useText(): Text {
  return useTranslationRef(fleetTranslationRef).t;
}

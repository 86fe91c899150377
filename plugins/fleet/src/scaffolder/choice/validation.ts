import type { ApiHolder } from '@backstage/core-plugin-api';
import { translationApiRef } from '@backstage/core-plugin-api/alpha';
import type { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import type { FleetApi } from '@fleetview/backstage-plugin-fleet-common';
import {
  fleetApiRef,
  fleetReactTranslationRef,
  type FleetText,
  type StatusKey,
} from '@fleetview/backstage-plugin-fleet-react';
import { fleetTranslationRef, type Text } from '../../translation';

/** What looks at the values of a field before the form goes on. */
export type FieldValidation = CustomFieldValidator<
  string | string[] | undefined,
  Record<string, unknown>
>;

/** What a validation takes: it stands outside of all pages. */
export interface ValidationTools {
  api: FleetApi;
  t: Text;
  statusText: (key: StatusKey) => string;
}

/**
 * The API and the texts. Without them nothing can be told of a value, and that
 * refuses it: the scaffolder shows what is thrown at the field.
 */
export function validationTools(apis: ApiHolder): ValidationTools {
  const api = apis.get(fleetApiRef);
  const translations = apis.get(translationApiRef);
  const own = translations?.getTranslation(fleetTranslationRef);
  const words = translations?.getTranslation(fleetReactTranslationRef);
  if (!api || !own?.ready || !words?.ready) {
    throw new Error('The plugin of Fleet is not ready. Try again.');
  }
  const statusTexts = words.t as unknown as FleetText['t'];
  return {
    api,
    t: own.t as unknown as Text,
    statusText: key => statusTexts(`status.${key}`),
  };
}

/** The words of what went wrong. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

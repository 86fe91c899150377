import { untrustedName } from '@fleetview/backstage-plugin-fleet-react';
import { chosenOf } from '../choice/fieldProps';
import {
  messageOf,
  validationTools,
  type FieldValidation,
  type ValidationTools,
} from '../choice/validation';
import { readClusterOptions, type ClusterOptions } from './clusterOptions';
import { objectionsTo } from './eligibility';
import { findClusters } from './findClusters';
import { objectionText } from './objectionText';

const MOST = 500;
/** How many are asked for at once. */
const AT_ONCE = 8;

/**
 * Refuses clusters that nobody knows, and those that are not eligible by now. What
 * cannot be looked up is refused as well.
 */
export const validateClusters: FieldValidation = async (
  data,
  field,
  { apiHolder, uiSchema },
) => {
  const chosen = [...new Set(chosenOf(data))];
  if (chosen.length === 0) return;
  const tools = validationTools(apiHolder);
  if (chosen.length > MOST) {
    field.addError(tools.t('fields.tooMany', { most: String(MOST) }));
    return;
  }
  const options = readClusterOptions(uiSchema);
  for (let at = 0; at < chosen.length; at += AT_ONCE) {
    const refusals = await Promise.all(
      chosen
        .slice(at, at + AT_ONCE)
        .map(value => refusalOf(value, options, tools)),
    );
    for (const refusal of refusals) if (refusal) field.addError(refusal);
  }
};

async function refusalOf(
  value: string,
  options: ClusterOptions,
  { api, t, statusText }: ValidationTools,
): Promise<string | undefined> {
  const name = untrustedName(value);
  try {
    const found = await findClusters(api, value, options.value);
    if (found.length === 0) return t('fields.clusters.unknown', { name });
    if (found.length > 1) return t('fields.clusters.several', { name });
    if (options.allowIneligible) return undefined;
    const objections = objectionsTo(found[0], options.eligible);
    if (objections.length === 0) return undefined;
    return t('fields.clusters.refused', {
      name: untrustedName(found[0].name),
      because: objections
        .map(objection => objectionText(objection, t, statusText))
        .join('; '),
    });
  } catch (error) {
    return t('fields.notChecked', {
      name,
      message: untrustedName(messageOf(error)),
    });
  }
}

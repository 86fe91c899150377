import {
  UNASSIGNED,
  untrustedName,
} from '@fleetview/backstage-plugin-fleet-react';
import type { FleetApi } from '@fleetview/backstage-plugin-fleet-common';
import { chosenOf, valueOfField } from '../choice/fieldProps';
import {
  messageOf,
  validationTools,
  type FieldValidation,
} from '../choice/validation';
import { componentOf } from '../clusters/componentOf';
import { readRegionOptions, type RegionOptions } from './regionOptions';
import { waveGroups } from './waveGroups';

/**
 * Refuses regions and waves that are not there by now. What cannot be looked up is
 * refused as well; a new region is what whoever writes it says.
 */
export const validateRegions: FieldValidation = async (
  data,
  field,
  { apiHolder, uiSchema, formData },
) => {
  const chosen = chosenOf(data);
  if (chosen.length === 0) return;
  const { api, t } = validationTools(apiHolder);
  const options = readRegionOptions(uiSchema);
  if (chosen.includes(UNASSIGNED) && !options.allowUnassigned) {
    field.addError(t('fields.regions.unassignedWord'));
    return;
  }
  if (options.of === 'regions' && options.allowNew) return;
  try {
    const known =
      options.of === 'waves'
        ? await knownWaves(api, options, formData)
        : await knownRegions(api, options);
    for (const value of chosen) {
      if (value === UNASSIGNED || known.has(value)) continue;
      field.addError(
        t(
          options.of === 'waves'
            ? 'fields.regions.unknownWave'
            : 'fields.regions.unknown',
          { name: untrustedName(value) },
        ),
      );
    }
  } catch (error) {
    field.addError(
      t('fields.notChecked', {
        name: chosen.map(untrustedName).join(', '),
        message: untrustedName(messageOf(error)),
      }),
    );
  }
};

async function knownRegions(
  api: FleetApi,
  { filters }: RegionOptions,
): Promise<Set<string>> {
  const { facets } = await api.listClusters({
    ...filters,
    limit: 1,
  } as Parameters<FleetApi['listClusters']>[0]);
  return new Set((facets.region?.values ?? []).map(({ value }) => value));
}

async function knownWaves(
  api: FleetApi,
  { componentField }: RegionOptions,
  formData: unknown,
): Promise<Set<string>> {
  const component = componentField
    ? componentOf(valueOfField(formData, componentField))
    : undefined;
  if (!component) return new Set();
  const groups = waveGroups(await api.getComponent(component, { limit: 1 }));
  return new Set((groups?.waves ?? []).map(({ name }) => name));
}

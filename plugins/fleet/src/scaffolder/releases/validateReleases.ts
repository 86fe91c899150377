import type {
  EntityKey,
  FleetApi,
  Instance,
} from '@fleetview/backstage-plugin-fleet-common';
import { untrustedName } from '@fleetview/backstage-plugin-fleet-react';
import { chosenOf, valueOfField } from '../choice/fieldProps';
import {
  messageOf,
  validationTools,
  type FieldValidation,
} from '../choice/validation';
import { componentOf } from '../clusters/componentOf';
import { readReleaseOptions } from './releaseOptions';
import { runningVersions } from './runningVersions';

const PAGE = 500;
const MOST_PAGES = 10;

/**
 * Refuses versions that run nowhere by now, or not where the template asks for it.
 * What cannot be looked up is refused as well; another version is what whoever writes
 * it says.
 */
export const validateReleases: FieldValidation = async (
  data,
  field,
  { apiHolder, uiSchema, formData },
) => {
  const chosen = chosenOf(data);
  const options = readReleaseOptions(uiSchema);
  if (chosen.length === 0 || options.allowNew) return;
  const { api, t } = validationTools(apiHolder);
  const component = componentOf(
    options.componentField
      ? valueOfField(formData, options.componentField)
      : options.component,
  );
  if (!component) {
    field.addError(t('fields.releases.noComponentText'));
    return;
  }
  try {
    const { versions } = runningVersions(
      await instancesOf(api, component),
      options.environments,
    );
    const known = new Set(versions.map(({ version }) => version));
    for (const value of chosen.filter(version => !known.has(version))) {
      field.addError(
        t('fields.releases.unknown', {
          version: untrustedName(value),
          name: untrustedName(component.name),
        }),
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

async function instancesOf(
  api: FleetApi,
  component: EntityKey,
): Promise<Instance[]> {
  const found: Instance[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const { instances, nextCursor } = await api.getComponent(component, {
      cursor,
      limit: PAGE,
    });
    found.push(...instances);
    if (!nextCursor) break;
    cursor = nextCursor;
  }
  return found;
}

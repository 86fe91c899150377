import type { ClusterFilters } from '@fleetview/backstage-plugin-fleet-react';
import { optionsOf, type FieldProps } from '../choice/fieldProps';
import { readFilters } from '../clusters/clusterOptions';

/** What a template says of the field, as it is understood. */
export interface RegionOptions {
  of: 'regions' | 'waves';
  /** A region can be written that no cluster is in yet. */
  allowNew: boolean;
  /** What has no region, or is in no wave, can be chosen. */
  allowUnassigned: boolean;
  /** Which clusters are counted. */
  filters: ClusterFilters;
  /** The field of the form that has the component whose waves they are. */
  componentField?: string;
}

export function readRegionOptions(
  uiSchema: FieldProps['uiSchema'] | undefined,
): RegionOptions {
  const options = optionsOf(uiSchema);
  const { componentField } = options;
  return {
    of: options.of === 'waves' ? 'waves' : 'regions',
    allowNew: options.allowNew === true,
    allowUnassigned: options.allowUnassigned === true,
    filters: readFilters(options.filters),
    componentField:
      typeof componentField === 'string' && componentField !== ''
        ? componentField
        : undefined,
  };
}

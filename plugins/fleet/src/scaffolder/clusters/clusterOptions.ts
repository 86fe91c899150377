import {
  CLUSTER_FILTER_KEYS,
  type ClusterFilters,
} from '@fleetview/backstage-plugin-fleet-react';
import {
  isRecord,
  optionsOf,
  textsOf,
  type FieldProps,
} from '../choice/fieldProps';
import { readEligible, type Eligible } from './eligibility';

/** What a template says of the field, as it is understood. */
export interface ClusterOptions {
  /** What the form gets of a cluster. */
  value: 'name' | 'id';
  eligible: Eligible;
  /** Those that are not eligible can be chosen, and say why they are not. */
  allowIneligible: boolean;
  /** Clusters where the component runs come first. */
  ownerAware: boolean;
  /** The field of the form that has the component. */
  componentField?: string;
  /** What the list is narrowed to at first. */
  filters: ClusterFilters;
}

export function readClusterOptions(
  uiSchema: FieldProps['uiSchema'] | undefined,
): ClusterOptions {
  const options = optionsOf(uiSchema);
  const { componentField } = options;
  return {
    value: options.value === 'id' ? 'id' : 'name',
    eligible: readEligible(options.eligible),
    allowIneligible: options.allowIneligible === true,
    ownerAware: options.ownerAware === true,
    componentField:
      typeof componentField === 'string' && componentField !== ''
        ? componentField
        : undefined,
    filters: readFilters(options.filters),
  };
}

/** What a list of clusters is narrowed to by a template. */
export function readFilters(value: unknown): ClusterFilters {
  if (!isRecord(value)) return {};
  return Object.fromEntries(
    CLUSTER_FILTER_KEYS.flatMap(key => {
      const texts = textsOf(value[key]);
      return texts ? [[key, texts]] : [];
    }),
  );
}

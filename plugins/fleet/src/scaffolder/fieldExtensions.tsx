import { lazy } from 'react';
import { createScaffolderFieldExtension } from '@backstage/plugin-scaffolder-react';
import type { FieldProps } from './choice/fieldProps';
import type { FieldValidation } from './choice/validation';
import { clusterPickerSchema } from './clusters/clusterPickerSchema';
import { LazyField } from './LazyField';
import { regionPickerSchema } from './regions/regionPickerSchema';
import { releasePickerSchema } from './releases/releasePickerSchema';

const Clusters = lazy(() =>
  import('./clusters/FleetClusterPicker').then(m => ({
    default: m.FleetClusterPicker,
  })),
);

const Regions = lazy(() =>
  import('./regions/FleetRegionPicker').then(m => ({
    default: m.FleetRegionPicker,
  })),
);

const Releases = lazy(() =>
  import('./releases/FleetReleasePicker').then(m => ({
    default: m.FleetReleasePicker,
  })),
);

const validateClusters: FieldValidation = async (...given) =>
  (await import('./clusters/validateClusters')).validateClusters(...given);

const validateRegions: FieldValidation = async (...given) =>
  (await import('./regions/validateRegions')).validateRegions(...given);

const validateReleases: FieldValidation = async (...given) =>
  (await import('./releases/validateReleases')).validateReleases(...given);

/** The fields as the older front-end system takes them. */
export const clusterPickerExtension = createScaffolderFieldExtension({
  name: 'FleetClusterPicker',
  component: (props: FieldProps) => (
    <LazyField Field={Clusters} field={props} />
  ),
  validation: validateClusters,
  schema: clusterPickerSchema.schema,
});

export const regionPickerExtension = createScaffolderFieldExtension({
  name: 'FleetRegionPicker',
  component: (props: FieldProps) => <LazyField Field={Regions} field={props} />,
  validation: validateRegions,
  schema: regionPickerSchema.schema,
});

export const releasePickerExtension = createScaffolderFieldExtension({
  name: 'FleetReleasePicker',
  component: (props: FieldProps) => (
    <LazyField Field={Releases} field={props} />
  ),
  validation: validateReleases,
  schema: releasePickerSchema.schema,
});

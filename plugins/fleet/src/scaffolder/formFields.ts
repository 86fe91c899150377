import { FormFieldBlueprint } from '@backstage/plugin-scaffolder-react/alpha';

/** `ui:field: FleetClusterPicker`. */
export const clusterPicker = FormFieldBlueprint.make({
  name: 'cluster-picker',
  params: {
    field: () =>
      import('./clusters/clusterPickerFormField').then(
        m => m.clusterPickerFormField,
      ),
  },
});

const regionPicker = FormFieldBlueprint.make({
  name: 'region-picker',
  params: {
    field: () =>
      import('./regions/regionPickerFormField').then(
        m => m.regionPickerFormField,
      ),
  },
});

const releasePicker = FormFieldBlueprint.make({
  name: 'release-picker',
  params: {
    field: () =>
      import('./releases/releasePickerFormField').then(
        m => m.releasePickerFormField,
      ),
  },
});

/** What forms of the scaffolder get, where the portal has one. */
export const formFields = [clusterPicker, regionPicker, releasePicker];

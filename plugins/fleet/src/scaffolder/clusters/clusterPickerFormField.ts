import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { clusterPickerSchema } from './clusterPickerSchema';
import { FleetClusterPicker } from './FleetClusterPicker';
import { validateClusters } from './validateClusters';

/** `ui:field: FleetClusterPicker`. */
export const clusterPickerFormField = createFormField({
  name: 'FleetClusterPicker',
  component: FleetClusterPicker,
  validation: validateClusters,
  schema: clusterPickerSchema,
});

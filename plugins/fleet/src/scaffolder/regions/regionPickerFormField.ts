import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { FleetRegionPicker } from './FleetRegionPicker';
import { regionPickerSchema } from './regionPickerSchema';
import { validateRegions } from './validateRegions';

/** `ui:field: FleetRegionPicker`. */
export const regionPickerFormField = createFormField({
  name: 'FleetRegionPicker',
  component: FleetRegionPicker,
  validation: validateRegions,
  schema: regionPickerSchema,
});

import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { FleetReleasePicker } from './FleetReleasePicker';
import { releasePickerSchema } from './releasePickerSchema';
import { validateReleases } from './validateReleases';

/** `ui:field: FleetReleasePicker`. */
export const releasePickerFormField = createFormField({
  name: 'FleetReleasePicker',
  component: FleetReleasePicker,
  validation: validateReleases,
  schema: releasePickerSchema,
});

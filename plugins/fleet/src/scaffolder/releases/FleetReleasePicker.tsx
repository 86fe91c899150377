import { FleetQueryProvider } from '@fleetview/backstage-plugin-fleet-react';
import type { FieldProps } from '../choice';
import { ReleasePickerField } from './ReleasePickerField';

/**
 * Chooses a version of a component that runs somewhere, in a form of the scaffolder.
 *
 * @public
 */
export function FleetReleasePicker(props: FieldProps) {
  return (
    <FleetQueryProvider>
      <ReleasePickerField {...props} />
    </FleetQueryProvider>
  );
}

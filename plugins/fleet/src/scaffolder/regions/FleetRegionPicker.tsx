import { FleetQueryProvider } from '@fleetview/backstage-plugin-fleet-react';
import type { FieldProps } from '../choice';
import { RegionPickerField } from './RegionPickerField';

/**
 * Chooses regions, or waves of a release, in a form of the scaffolder.
 *
 * @public
 */
export function FleetRegionPicker(props: FieldProps) {
  return (
    <FleetQueryProvider>
      <RegionPickerField {...props} />
    </FleetQueryProvider>
  );
}

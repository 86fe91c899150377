import { FleetQueryProvider } from '@fleetview/backstage-plugin-fleet-react';
import type { FieldProps } from '../choice';
import { ClusterPickerField } from './ClusterPickerField';

/**
 * Chooses one or several clusters in a form of the scaffolder.
 *
 * @public
 */
export function FleetClusterPicker(props: FieldProps) {
  return (
    <FleetQueryProvider>
      <ClusterPickerField {...props} />
    </FleetQueryProvider>
  );
}

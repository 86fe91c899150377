import { FLEET_ANNOTATION_PREFIX } from '@fleetview/backstage-plugin-fleet-common';
import { ATTRIBUTES, type ClusterRegistration } from './ClusterRegistration';

/** What the cluster is, as labels: by these generators, placements and people choose clusters. */
export function labelsOf({
  attributes,
  labels,
}: ClusterRegistration): Record<string, string> {
  return {
    ...labels,
    ...Object.fromEntries(
      ATTRIBUTES.flatMap(key => {
        const value = attributes[key];
        return value === undefined
          ? []
          : [[`${FLEET_ANNOTATION_PREFIX}${key}`, value]];
      }),
    ),
  };
}

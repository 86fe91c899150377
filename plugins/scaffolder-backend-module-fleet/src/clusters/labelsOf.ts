import { FLEET_ANNOTATION_PREFIX } from '@fleetview/backstage-plugin-fleet-common';
import { ATTRIBUTES, type ClusterDescription } from './ClusterRegistration';

/** What the cluster is, as labels: by these generators, placements and people choose clusters. */
export function labelsOf({
  attributes,
  labels,
}: Pick<ClusterDescription, 'attributes' | 'labels'>): Record<string, string> {
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

import { boundedName } from '@fleetview/backstage-plugin-fleet-common';
import type { ObjectMetadata } from './schemas';

const WORK_GROUP = 'work.open-cluster-management.io/';

/**
 * The ManifestWork that an object was applied for: its agent makes an AppliedManifestWork
 * the owner of all that it applies, which is called `<hash of the hub>-<name of the work>`
 * (manifestwork_controller.go of Open Cluster Management).
 */
export function appliedFor({
  ownerReferences,
}: Pick<ObjectMetadata, 'ownerReferences'>): string | undefined {
  const owner = ownerReferences.find(
    ({ apiVersion, kind }) =>
      kind === 'AppliedManifestWork' && apiVersion.startsWith(WORK_GROUP),
  );
  const end = owner?.name.indexOf('-') ?? -1;
  const name = owner?.name.slice(end + 1);
  return end > 0 && name ? boundedName(name) : undefined;
}

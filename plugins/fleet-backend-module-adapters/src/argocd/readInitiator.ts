import { boundedName } from '@fleetview/backstage-plugin-fleet-common';

/** Who or what began an operation. Argo CD names a user, or says that it was itself. */
export function readInitiator(
  initiatedBy:
    | { username: string | undefined; automated: boolean | undefined }
    | undefined,
): string | undefined {
  if (initiatedBy?.username) return boundedName(initiatedBy.username);
  return initiatedBy?.automated ? 'automated sync' : undefined;
}

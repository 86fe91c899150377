import { useQuery } from '@tanstack/react-query';
import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import { sightOf, type Sight } from '@fleetview/backstage-plugin-fleet-react';

/**
 * What the reader owns things by: themselves, and the groups that they are in, as
 * the portal's sign-in says.
 */
export function useOwnershipRefs(): Sight<string[]> {
  const identity = useApi(identityApiRef);
  return sightOf(
    useQuery({
      // Not below what is read again whenever anything of the fleet changes.
      queryKey: ['fleet-identity'],
      queryFn: async () =>
        (await identity.getBackstageIdentity()).ownershipEntityRefs,
    }),
  );
}

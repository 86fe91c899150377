import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  fleetClusterReadPermission,
  fleetInstanceReadPermission,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  createFleetClusterConditionalDecision,
  createFleetInstanceConditionalDecision,
  fleetClusterConditions,
  fleetInstanceConditions,
} from '@fleetview/backstage-plugin-fleet-node/permissions';
import { policyOf } from '../__testUtils__/router';

/** What somebody may see. */
export type Reader = { clusters: PolicyDecision; instances: PolicyDecision };

const ALLOW: PolicyDecision = { result: AuthorizeResult.ALLOW };

/** Who may see all. */
export const EVERYTHING: Reader = { clusters: ALLOW, instances: ALLOW };

/** Who may see these clusters, and what runs on them. */
export function readerOf(...clusters: string[]): Reader {
  return {
    clusters: createFleetClusterConditionalDecision(
      fleetClusterReadPermission,
      fleetClusterConditions.inCluster({ clusters }),
    ),
    instances: createFleetInstanceConditionalDecision(
      fleetInstanceReadPermission,
      fleetInstanceConditions.inCluster({ clusters }),
    ),
  };
}

/** A policy that decides as whoever reads at the moment may see. */
export function policyFor(reader: () => Reader) {
  return policyOf(permission =>
    permission === fleetClusterReadPermission.name
      ? reader().clusters
      : reader().instances,
  );
}

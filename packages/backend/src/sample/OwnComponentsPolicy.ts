import {
  AuthorizeResult,
  isPermission,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import type {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import {
  fleetAuditReadPermission,
  fleetInstanceReadPermission,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  createFleetInstanceConditionalDecision,
  fleetInstanceConditions,
} from '@fleetview/backstage-plugin-fleet-node/permissions';

/**
 * Of what runs on clusters everybody sees what is his or his teams', and of the
 * audit nothing; whoever is named sees everything. Everything else is allowed to
 * all.
 */
export class OwnComponentsPolicy implements PermissionPolicy {
  readonly #everythingFor: ReadonlySet<string>;

  /** @param everythingFor - references of groups and users */
  constructor(everythingFor: Iterable<string>) {
    this.#everythingFor = new Set(everythingFor);
  }

  async handle(
    { permission }: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    const owners = user?.info.ownershipEntityRefs ?? [];
    if (owners.some(owner => this.#everythingFor.has(owner))) {
      return { result: AuthorizeResult.ALLOW };
    }
    if (isPermission(permission, fleetAuditReadPermission)) {
      return { result: AuthorizeResult.DENY };
    }
    if (!isPermission(permission, fleetInstanceReadPermission)) {
      return { result: AuthorizeResult.ALLOW };
    }
    return createFleetInstanceConditionalDecision(
      permission,
      fleetInstanceConditions.ownedBy({ owners }),
    );
  }
}

import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  type BasicPermission,
  type PolicyDecision,
  type ResourcePermission,
} from '@backstage/plugin-permission-common';
import {
  createConditionTransformer,
  type PermissionRuleset,
} from '@backstage/plugin-permission-node';
import {
  fleetAllocationReadPermission,
  fleetClusterReadPermission,
  fleetFindingApprovePermission,
  fleetFindingReadPermission,
  fleetFindingWaivePermission,
  fleetInstanceActPermission,
  fleetInstanceReadPermission,
  fleetPromotionApprovePermission,
  fleetPromotionPromotePermission,
  fleetPromotionReadPermission,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  fleetAllocationRules,
  fleetClusterRules,
  fleetFindingRules,
  fleetInstanceRules,
  fleetPromotionRules,
  type FleetFilter,
} from '@fleetview/backstage-plugin-fleet-node/permissions';
import { Access } from '../permissions/Access';
import {
  EVERYTHING,
  isEverything,
  NOTHING,
  toExpression,
  type Expression,
} from '../permissions/Expression';

/** How conditions are understood: the rules that there are, and what an operator says of them. */
export type AccessRules = {
  clusters: PermissionRuleset<unknown, FleetFilter>;
  instances: PermissionRuleset<unknown, FleetFilter>;
  findings: PermissionRuleset<unknown, FleetFilter>;
  allocations: PermissionRuleset<unknown, FleetFilter>;
  promotions: PermissionRuleset<unknown, FleetFilter>;
  /** What nobody owns passes conditions on owners. */
  showOwnerless: boolean;
};

/** Fleet's own rules, and nobody else's. */
export const OWN_RULES: AccessRules = {
  clusters: rulesetOf(Object.values(fleetClusterRules)),
  instances: rulesetOf(Object.values(fleetInstanceRules)),
  findings: rulesetOf(Object.values(fleetFindingRules)),
  allocations: rulesetOf(Object.values(fleetAllocationRules)),
  promotions: rulesetOf(Object.values(fleetPromotionRules)),
  showOwnerless: false,
};

/** Things with a permission of their own, beside clusters and what runs on them. */
const THINGS: Record<
  string,
  'findings' | 'allocations' | 'promotions' | undefined
> = {
  [fleetFindingReadPermission.name]: 'findings',
  [fleetFindingWaivePermission.name]: 'findings',
  [fleetFindingApprovePermission.name]: 'findings',
  [fleetAllocationReadPermission.name]: 'allocations',
  [fleetPromotionReadPermission.name]: 'promotions',
  [fleetPromotionPromotePermission.name]: 'promotions',
  [fleetPromotionApprovePermission.name]: 'promotions',
};

/**
 * What a request may see and, where it was asked for, what of that it may act on;
 * `things` is what it may see of the things that it asks for, on clusters that it may see.
 */
export type Granted = {
  access: Access;
  acting?: Access;
  things?: Expression;
  /** Of which findings exceptions may be asked for, and approved, where it was asked for. */
  waiving?: Expression;
  approving?: Expression;
  /** To where releases may be promoted, and where that may be approved, where it was asked for. */
  promoting?: Expression;
  approvingPromotions?: Expression;
};

/** Whoever changes something has to be able to read it. */
function readingOf(permission: ResourcePermission): ResourcePermission {
  const isOfFindings =
    permission.name === fleetFindingWaivePermission.name ||
    permission.name === fleetFindingApprovePermission.name;
  if (isOfFindings) return fleetFindingReadPermission;
  const isOfPromotions =
    permission.name === fleetPromotionPromotePermission.name ||
    permission.name === fleetPromotionApprovePermission.name;
  if (isOfPromotions) return fleetPromotionReadPermission;
  return permission.name === fleetInstanceActPermission.name
    ? fleetInstanceReadPermission
    : permission;
}

/**
 * Decides what a request may see. Both permissions are asked for: who may see
 * clusters is shown of what runs on them what the other lets through.
 *
 * @param options.permission - without which the request is refused as a whole
 * @param options.alsoShows - of things that are shown besides: whoever may see none of them
 *   is shown the rest
 * @param options.acts - whether it matters what may be acted on; nobody acts on what he may not see
 * @param options.waives - whether it matters of what exceptions may be asked for and approved
 * @param options.promotes - whether it matters where releases may be promoted to, and who approves
 * @param options.isAboutAll - whether what it asks for has no parts that could be
 *   hidden: then conditions do not do
 * @throws NotAllowedError with the permission's name
 */
export async function authorize(options: {
  permissions: PermissionsService;
  credentials: BackstageCredentials;
  permission: ResourcePermission;
  alsoShows?: ResourcePermission;
  acts?: boolean;
  waives?: boolean;
  promotes?: boolean;
  isAboutAll?: boolean;
  rules?: AccessRules;
}): Promise<Granted> {
  const { permissions, credentials, permission, rules = OWN_RULES } = options;
  const reads = [fleetClusterReadPermission, fleetInstanceReadPermission];
  const ofThings = options.alsoShows ?? permission;
  const kind = THINGS[ofThings.name];
  const reading = readingOf(permission);
  const readingThings = readingOf(ofThings);
  const asked = [
    ...reads,
    ...(options.acts ? [fleetInstanceActPermission] : []),
    ...(kind ? [readingThings] : []),
    ...(options.waives
      ? [fleetFindingWaivePermission, fleetFindingApprovePermission]
      : []),
    ...(options.promotes
      ? [fleetPromotionPromotePermission, fleetPromotionApprovePermission]
      : []),
  ];
  const decisions = await permissions.authorizeConditional(
    asked.map(each => ({ permission: each })),
    { credentials },
  );
  const decisionOf = (wanted: ResourcePermission) =>
    decisions[asked.findIndex(({ name }) => name === wanted.name)];
  for (const each of new Set([reading, permission])) {
    const own = decisionOf(each);
    const isGranted =
      own?.result === AuthorizeResult.ALLOW ||
      own?.result === AuthorizeResult.CONDITIONAL;
    if (!isGranted) throw refusal(each);
  }
  const [clusters, instances] = decisions;
  const act = options.acts ? decisions[reads.length] : undefined;
  const access = new Access(
    expressionOf(clusters, rules.clusters, rules),
    expressionOf(instances, rules.instances, rules),
  );
  if (options.isAboutAll && !access.isWhole) {
    throw new NotAllowedError(
      `This speaks of the fleet as a whole and needs the permissions ${reads
        .map(({ name }) => `'${name}'`)
        .join(' and ')} without conditions.`,
    );
  }
  const things = kind
    ? expressionOf(decisionOf(readingThings), rules[kind], rules)
    : EVERYTHING;
  if (options.isAboutAll && !isEverything(things)) {
    throw new NotAllowedError(
      `This speaks of the fleet as a whole and needs the permission '${reading.name}' without conditions.`,
    );
  }
  return {
    access,
    ...(act
      ? {
          acting: new Access(
            access.clusters,
            expressionOf(act, rules.instances, rules),
          ),
        }
      : {}),
    ...(kind ? { things } : {}),
    ...(options.waives
      ? {
          waiving: expressionOf(
            decisionOf(fleetFindingWaivePermission),
            rules.findings,
            rules,
          ),
          approving: expressionOf(
            decisionOf(fleetFindingApprovePermission),
            rules.findings,
            rules,
          ),
        }
      : {}),
    ...(options.promotes
      ? {
          promoting: expressionOf(
            decisionOf(fleetPromotionPromotePermission),
            rules.promotions,
            rules,
          ),
          approvingPromotions: expressionOf(
            decisionOf(fleetPromotionApprovePermission),
            rules.promotions,
            rules,
          ),
        }
      : {}),
  };
}

/**
 * Decides whether a request may ask for what is not about parts of the fleet, and
 * has no conditions.
 *
 * @throws NotAllowedError with the permission's name
 */
export async function authorizeBasic(options: {
  permissions: PermissionsService;
  credentials: BackstageCredentials;
  permission: BasicPermission;
}): Promise<void> {
  const { permissions, credentials, permission } = options;
  const [decision] = await permissions.authorize([{ permission }], {
    credentials,
  });
  if (decision?.result !== AuthorizeResult.ALLOW) throw refusal(permission);
}

function refusal({ name }: { name: string }): NotAllowedError {
  return new NotAllowedError(
    `This needs the permission '${name}'. Ask whoever keeps the portal's permission policy.`,
  );
}

function expressionOf(
  decision: PolicyDecision,
  ruleset: PermissionRuleset<unknown, FleetFilter>,
  { showOwnerless }: AccessRules,
): Expression {
  if (decision.result === AuthorizeResult.ALLOW) return EVERYTHING;
  // Whatever else it is, it is no permission.
  if (decision.result !== AuthorizeResult.CONDITIONAL) return NOTHING;
  return toExpression(
    createConditionTransformer<FleetFilter>(ruleset)(decision.conditions),
    { showOwnerless },
  );
}

function rulesetOf(
  rules: { name: string }[],
): PermissionRuleset<unknown, FleetFilter> {
  return {
    getRuleByName: name => {
      const rule = rules.find(each => each.name === name);
      if (!rule) throw new Error(`There is no rule '${name}'`);
      return rule as ReturnType<
        PermissionRuleset<unknown, FleetFilter>['getRuleByName']
      >;
    },
  };
}

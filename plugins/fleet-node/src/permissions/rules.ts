import { cellRulesOf, clusterRulesOf, ownerRuleOf } from './placeRules';
import {
  fleetAllocationPermissionResourceRef,
  fleetClusterPermissionResourceRef,
  fleetFindingPermissionResourceRef,
  fleetInstancePermissionResourceRef,
  fleetPromotionPermissionResourceRef,
} from './resources';

/**
 * The rules that conditions on clusters are made of.
 *
 * @public
 */
export const fleetClusterRules = {
  ...clusterRulesOf(fleetClusterPermissionResourceRef, 'clusters'),
  ownedBy: ownerRuleOf(
    fleetClusterPermissionResourceRef,
    'clusters that one of these owns',
  ),
};

/**
 * The rules that conditions on what runs on clusters are made of. Region and
 * environment are the cluster's.
 *
 * @public
 */
export const fleetInstanceRules = cellRulesOf(
  fleetInstancePermissionResourceRef,
  'what runs',
);

/**
 * The rules that conditions on results of policies are made of.
 *
 * @public
 */
export const fleetFindingRules = cellRulesOf(
  fleetFindingPermissionResourceRef,
  'findings',
);

/**
 * The rules that conditions on costs are made of.
 *
 * @public
 */
export const fleetAllocationRules = cellRulesOf(
  fleetAllocationPermissionResourceRef,
  'costs',
);

/**
 * The rules that conditions on moving releases to their next stage are made of.
 *
 * @public
 */
export const fleetPromotionRules = cellRulesOf(
  fleetPromotionPermissionResourceRef,
  'promotions',
);

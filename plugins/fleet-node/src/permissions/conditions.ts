import { createConditionExports } from '@backstage/plugin-permission-node';
import {
  fleetAllocationPermissionResourceRef,
  fleetClusterPermissionResourceRef,
  fleetFindingPermissionResourceRef,
  fleetInstancePermissionResourceRef,
  fleetPromotionPermissionResourceRef,
} from './resources';
import {
  fleetAllocationRules,
  fleetClusterRules,
  fleetFindingRules,
  fleetInstanceRules,
  fleetPromotionRules,
} from './rules';

const clusters = createConditionExports({
  resourceRef: fleetClusterPermissionResourceRef,
  rules: fleetClusterRules,
});

const instances = createConditionExports({
  resourceRef: fleetInstancePermissionResourceRef,
  rules: fleetInstanceRules,
});

const findings = createConditionExports({
  resourceRef: fleetFindingPermissionResourceRef,
  rules: fleetFindingRules,
});

const allocations = createConditionExports({
  resourceRef: fleetAllocationPermissionResourceRef,
  rules: fleetAllocationRules,
});

const promotions = createConditionExports({
  resourceRef: fleetPromotionPermissionResourceRef,
  rules: fleetPromotionRules,
});

/**
 * Conditions on clusters, for policies.
 *
 * @public
 */
export const fleetClusterConditions = clusters.conditions;

/**
 * The decision on a permission for clusters that holds under conditions.
 *
 * @public
 */
export const createFleetClusterConditionalDecision =
  clusters.createConditionalDecision;

/**
 * Conditions on what runs on clusters, for policies.
 *
 * @public
 */
export const fleetInstanceConditions = instances.conditions;

/**
 * The decision on a permission for what runs on clusters that holds under
 * conditions.
 *
 * @public
 */
export const createFleetInstanceConditionalDecision =
  instances.createConditionalDecision;

/**
 * Conditions on results of policies, for policies.
 *
 * @public
 */
export const fleetFindingConditions = findings.conditions;

/**
 * The decision on a permission for results of policies that holds under conditions.
 *
 * @public
 */
export const createFleetFindingConditionalDecision =
  findings.createConditionalDecision;

/**
 * Conditions on costs, for policies.
 *
 * @public
 */
export const fleetAllocationConditions = allocations.conditions;

/**
 * The decision on a permission for costs that holds under conditions.
 *
 * @public
 */
export const createFleetAllocationConditionalDecision =
  allocations.createConditionalDecision;

/**
 * Conditions on promotions, for policies.
 *
 * @public
 */
export const fleetPromotionConditions = promotions.conditions;

/**
 * The decision on a permission for promotions that holds under conditions.
 *
 * @public
 */
export const createFleetPromotionConditionalDecision =
  promotions.createConditionalDecision;

import { createConditionExports } from '@backstage/plugin-permission-node';
import { fleetClusterRules } from './clusterRules';
import { fleetInstanceRules } from './instanceRules';
import {
  fleetClusterPermissionResourceRef,
  fleetInstancePermissionResourceRef,
} from './resources';

const clusters = createConditionExports({
  resourceRef: fleetClusterPermissionResourceRef,
  rules: fleetClusterRules,
});

const instances = createConditionExports({
  resourceRef: fleetInstancePermissionResourceRef,
  rules: fleetInstanceRules,
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

import type { MapContext, Mapped } from '@fleetview/backstage-plugin-fleet-node';
import { readExpressionPolicy } from './readExpressionPolicy';
import type { ExpressionPolicyObject } from './schema';

export function mapDeletingPolicy(
  policy: ExpressionPolicyObject,
  context: MapContext,
): Mapped {
  return readExpressionPolicy(policy, context, 'delete');
}

import {
  conditionOf,
  type MapContext,
  type Mapped,
  oneLine,
} from '@fleetview/backstage-plugin-fleet-node';
import { readMemberPolicy } from './readMemberPolicy';
import type { OperatorPolicyObject } from './schema';

export function mapOperatorPolicy(
  policy: OperatorPolicyObject,
  context: MapContext,
): Mapped {
  const { metadata, spec, status } = policy;
  const compliance = conditionOf(status?.conditions, 'Compliant');
  const invalid = conditionOf(status?.conditions, 'ValidPolicySpec');
  return readMemberPolicy(
    {
      metadata,
      spec,
      hasStatus: status !== undefined,
      // Without the condition it has not been evaluated as a whole.
      compliant: compliance ? status?.compliant : undefined,
      evaluatedGeneration: status?.observedGeneration,
      ...(invalid?.status === 'False'
        ? { invalid: invalid.message || 'it is not valid' }
        : {}),
      message: compliance?.message && oneLine(compliance.message),
      history: status?.history,
      evaluatedAt: undefined,
    },
    context,
  );
}

import {
  type MapContext,
  type Mapped,
  oneLine,
  timeOf,
} from '@fleetview/backstage-plugin-fleet-node';
import { readMemberPolicy } from './readMemberPolicy';
import type { ConfigurationPolicyObject } from './schema';

/** What the details say, those that are not compliant before others. */
function messageOf({ status }: ConfigurationPolicyObject): string | undefined {
  const details = status?.compliancyDetails ?? [];
  const failed = details.filter(({ Compliant }) => Compliant !== 'Compliant');
  const messages = (failed.length > 0 ? failed : details)
    .slice(0, 20)
    .flatMap(({ conditions }) => conditions)
    .map(({ message }) => message && oneLine(message))
    .filter(message => message);
  return messages.length > 0 ? messages.join('; ') : undefined;
}

function invalidityOf({
  status,
}: ConfigurationPolicyObject): string | undefined {
  const invalid = status?.compliancyDetails.find(
    ({ Validity }) => Validity?.valid === false,
  );
  return invalid && (invalid.Validity?.reason || 'it is not valid');
}

export function mapConfigurationPolicy(
  policy: ConfigurationPolicyObject,
  context: MapContext,
): Mapped {
  const { metadata, spec, status } = policy;
  return readMemberPolicy(
    {
      metadata,
      spec,
      hasStatus: status !== undefined,
      compliant: status?.compliant,
      evaluatedGeneration: status?.lastEvaluatedGeneration,
      invalid: invalidityOf(policy),
      message: messageOf(policy),
      history: status?.history,
      evaluatedAt: timeOf(status?.lastEvaluated),
    },
    context,
  );
}

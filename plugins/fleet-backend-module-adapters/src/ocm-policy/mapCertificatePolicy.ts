import {
  type MapContext,
  type Mapped,
  oneLine,
} from '@fleetview/backstage-plugin-fleet-node';
import { readMemberPolicy } from './readMemberPolicy';
import type { CertificatePolicyObject } from './schema';

/** What it says of the first namespaces that have certificates which break it. */
function messageOf({ status }: CertificatePolicyObject): string | undefined {
  const messages = Object.values(status?.compliancyDetails ?? {})
    .map(detail => Object(detail) as Record<string, unknown>)
    .filter(({ nonCompliantCertificates: count }) => Number(count) > 0)
    .slice(0, 20)
    .map(({ message }) =>
      typeof message === 'string' ? oneLine(message) : '',
    )
    .filter(message => message !== '');
  return messages.length > 0 ? messages.join(' ') : undefined;
}

export function mapCertificatePolicy(
  policy: CertificatePolicyObject,
  context: MapContext,
): Mapped {
  const { metadata, spec, status } = policy;
  return readMemberPolicy(
    {
      metadata,
      spec,
      hasStatus: status !== undefined,
      compliant: status?.compliant,
      evaluatedGeneration: undefined,
      message: messageOf(policy),
      history: status?.history,
      evaluatedAt: undefined,
    },
    context,
  );
}

import type { MapContext, Mapped } from '@fleetview/backstage-plugin-fleet-node';
import { readCounts } from './readCounts';
import { readImageFinding } from './readImageFinding';
import { worstSecrets } from './readItems';
import { readSeverity } from './readSeverity';
import type { ExposedSecretReport } from './schema';

/** One finding for the secrets in one image: how many, what they are and where. */
export function mapExposedSecretReport(
  { metadata, report }: ExposedSecretReport,
  context: MapContext,
): Mapped {
  const { secrets, summary } = report;
  const unknown = secrets.items.filter(
    ({ severity }) => readSeverity(severity) === undefined,
  ).length;
  return readImageFinding({
    metadata,
    report,
    context,
    policy: 'exposed-secrets',
    found: {
      counts: readCounts(summary, unknown),
      listed: secrets.total,
      items: worstSecrets(secrets),
    },
  });
}

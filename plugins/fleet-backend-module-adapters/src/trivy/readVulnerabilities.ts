import type {
  MapContext,
  Mapped,
} from '@fleetview/backstage-plugin-fleet-node';
import { readCounts } from './readCounts';
import { readImageFinding } from './readImageFinding';
import { worstVulnerabilities } from './readItems';
import type { VulnerabilityReport } from './schema';

/** One finding for the vulnerabilities of one image, with the worst of them. */
export function readVulnerabilities(
  { metadata, report }: VulnerabilityReport,
  context: MapContext,
): Mapped {
  const { vulnerabilities, summary, os } = report;
  return readImageFinding({
    metadata,
    report,
    context,
    policy: 'vulnerabilities',
    found: {
      counts: readCounts(summary),
      listed: vulnerabilities.total,
      items: worstVulnerabilities(vulnerabilities),
      // Nobody looks for vulnerabilities of a system that is given up.
      doubt: os?.eosl
        ? 'its operating system is not supported any more'
        : undefined,
    },
  });
}

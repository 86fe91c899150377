import {
  boundedText,
  type FindingFact,
  type FindingResult,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  factBase,
  joinDefined,
  type MapContext,
  type Mapped,
  type ObjectMetadata,
  timeOf,
} from '@fleetview/backstage-plugin-fleet-node';
import { type Counts, describeCounts, totalOf, worstOf } from './readCounts';
import { readImage } from './readImage';
import { readContainer, readResource } from './readResource';
import { readScan } from './readScan';

type Report = Parameters<typeof readImage>[0] & { updateTimestamp?: string };

type Found = {
  counts: Counts | undefined;
  /** How many are listed. */
  listed: number;
  items: NonNullable<FindingFact['items']>;
  /** Why nothing that was found would prove nothing. */
  doubt?: string;
};

function resultOf(
  { counts, listed, doubt }: Found,
  scanned: boolean,
): { result: FindingResult; message?: string } {
  // What is listed is found, whatever is counted.
  if (listed > 0 || (counts && totalOf(counts) > 0)) {
    const message = counts && describeCounts(counts);
    return { result: 'fail', message: message || `${listed} listed` };
  }
  if (!counts) return { result: 'unknown', message: 'no counts' };
  if (!scanned) {
    return { result: 'unknown', message: 'it does not say when it scanned' };
  }
  return doubt
    ? { result: 'unknown', message: doubt }
    : { result: 'pass', message: undefined };
}

/** One finding for what was found in one container's image. */
export function readImageFinding(options: {
  metadata: ObjectMetadata;
  report: Report;
  context: MapContext;
  policy: string;
  found: Found;
}): Mapped {
  const { metadata, report, context, policy, found } = options;
  const scan = readScan(metadata, report.updateTimestamp);
  const isDeleted = metadata.deletionTimestamp !== undefined;
  const { result, message } = isDeleted
    ? { result: 'unknown' as const, message: 'being deleted' }
    : resultOf(found, scan.evaluatedAt !== undefined);
  const container = readContainer(metadata);
  const { counts, items } = found;
  const fact: FindingFact = joinDefined(
    factBase(context, metadata, {
      changedAt: timeOf(metadata.deletionTimestamp) ?? scan.evaluatedAt,
    }),
    {
      type: 'finding',
      engine: 'trivy',
      policy,
      result,
      severity: counts && worstOf(counts),
      controls: [],
      message: message && boundedText(message),
      resource: readResource(metadata),
      container,
      image: readImage(report, container),
    },
    scan,
    { exceptions: [], counts, items: items.length > 0 ? items : undefined },
  );
  return { facts: [fact] };
}

import {
  type ObjectMetadata,
  timeOf,
} from '@fleetview/backstage-plugin-fleet-node';

const TTL = 'trivy-operator.aquasecurity.github.io/report-ttl';
const DURATION = /^(?:(\d{1,6})h)?(?:(\d{1,6})m)?(?:(\d{1,6})(?:\.\d+)?s)?$/;
const SECOND_MS = 1_000;

/** A duration as Go writes it, `12h30m0s`, in milliseconds. */
function durationOf(text: string | undefined): number | undefined {
  const match = DURATION.exec(text ?? '');
  if (!match || !text) return undefined;
  const [, hours = 0, minutes = 0, seconds = 0] = match;
  return (
    (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * SECOND_MS
  );
}

/** When something was scanned, and until when its report is good: it is deleted then, and scanned again. */
export function readScan(
  { annotations }: ObjectMetadata,
  updateTimestamp: string | undefined,
): { evaluatedAt?: string; validUntil?: string } {
  const evaluatedAt = timeOf(updateTimestamp);
  const duration = durationOf(
    Object.hasOwn(annotations, TTL) ? annotations[TTL] : undefined,
  );
  if (evaluatedAt === undefined) return {};
  if (duration === undefined) return { evaluatedAt };
  return {
    evaluatedAt,
    validUntil: timeOf(
      new Date(Date.parse(evaluatedAt) + duration).toISOString(),
    ),
  };
}

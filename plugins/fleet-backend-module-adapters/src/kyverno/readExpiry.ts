import {
  type ObjectMetadata,
  timeOf,
} from '@fleetview/backstage-plugin-fleet-node';

/** Kyverno deletes what has this label, by the time that it says. */
const LABEL = 'cleanup.kyverno.io/ttl';

const SECONDS: Record<string, number> = {
  w: 7 * 24 * 3600,
  d: 24 * 3600,
  h: 3600,
  m: 60,
  s: 1,
};

// A label holds no colons, so that a time of day is written without them.
const TIME = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2})(\d{2})(\d{2})Z)?$/;
const DURATION = /^(?:\d{1,9}(?:\.\d{1,9})?[wdhms])+$/;

/** What comes later is in no calendar of ours. */
const LAST_MILLISECOND = 253_402_300_799_999;

function secondsOf(duration: string): number | undefined {
  if (duration.length > 63 || !DURATION.test(duration)) return undefined;
  return [...duration.matchAll(/([\d.]+)([wdhms])/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * SECONDS[unit],
    0,
  );
}

function byLabel(metadata: ObjectMetadata): string | undefined {
  const ttl = Object.hasOwn(metadata.labels, LABEL)
    ? metadata.labels[LABEL]
    : undefined;
  if (ttl === undefined) return undefined;
  const time = TIME.exec(ttl);
  if (time) {
    const [, day, hours = '00', minutes = '00', seconds = '00'] = time;
    return timeOf(`${day}T${hours}:${minutes}:${seconds}Z`);
  }
  const lasts = secondsOf(ttl);
  const created = timeOf(metadata.creationTimestamp);
  if (lasts === undefined || created === undefined) return undefined;
  const end = Date.parse(created) + lasts * 1000;
  return end <= LAST_MILLISECOND
    ? timeOf(new Date(end).toISOString())
    : undefined;
}

/**
 * When an exception ends: at the time that it states, or when Kyverno deletes it,
 * whichever comes first. Absent where neither is said, or not in a form that
 * Kyverno reads.
 */
export function readExpiry(
  metadata: ObjectMetadata,
  expiresAt: string | undefined,
): string | undefined {
  const [first] = [timeOf(expiresAt), byLabel(metadata)]
    .filter(time => time !== undefined)
    .sort((left, right) => Date.parse(left) - Date.parse(right));
  return first;
}

import type { FleetCheck } from '@fleetview/backstage-plugin-fleet-common';
import type { ClockReading, Had } from '../ask/LiveSight';
import { failed, passed, unknown } from '../checks';

const KIND = 'clock-skew';
/** More makes tokens and certificates that are not valid yet, or no more. */
const MOST_MS = 30_000;
/** A header tells whole seconds. */
const GRAIN_MS = 1_000;

/**
 * Whether a server's clock goes as ours does. It is known as closely as its answer took, and a
 * second: where that leaves both open, it is not known.
 */
export function judgeClock(reading: Had<ClockReading>): FleetCheck {
  if ('cause' in reading) {
    return unknown(
      KIND,
      reading.cause,
      `What time it is there is not known: ${reading.reason}.`,
    );
  }
  const { date, sentAt, headAt } = reading.value;
  const said = Date.parse(date);
  if (Number.isNaN(said) || headAt < sentAt) {
    return unknown(KIND, 'unstated', 'What it says of the time is no time.');
  }
  // Between sending and the head of the answer, somewhere, it wrote the second that it was.
  const earliest = said - headAt;
  const latest = said + GRAIN_MS - sentAt;
  const evidence = [
    {
      source: 'API server, or what is in front of it',
      says: `${date}, which is between ${secondsOf(earliest)} and ${secondsOf(
        latest,
      )} of the portal's clock`,
      confirmedAt: new Date(headAt).toISOString(),
    },
  ];
  if (Math.max(Math.abs(earliest), Math.abs(latest)) <= MOST_MS) {
    return passed(KIND, 'Its clock goes as ours does.', evidence);
  }
  if (earliest > MOST_MS || latest < -MOST_MS) {
    return failed(
      KIND,
      `Its clock differs from ours by more than ${MOST_MS / 1000} s.`,
      evidence,
      "Set up time synchronisation (NTP) on its control plane, or see to the portal's own.",
    );
  }
  return unknown(
    KIND,
    'not-evaluated',
    'It answered too slowly to tell how its clock goes.',
    { evidence, advice: 'Ask again.' },
  );
}

function secondsOf(ms: number): string {
  return `${ms < 0 ? '−' : '+'}${(Math.abs(ms) / 1000).toFixed(1)} s`;
}

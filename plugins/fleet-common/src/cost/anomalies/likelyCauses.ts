import { dayNumber, dayOfTime } from '../series/days';
import type { Anomaly } from './anomaliesOf';

/**
 * What changes what things cost.
 *
 * @public
 */
export const COST_EVENT_KINDS = ['release', 'scaling', 'nodes'] as const;

/**
 * Something that happened, and that may have changed what things cost.
 *
 * @public
 */
export type CostEvent = {
  /** When, as an ISO time. */
  at: string;
  /** A release, other replicas or limits of an autoscaler, or other nodes. */
  kind: (typeof COST_EVENT_KINDS)[number];
  /** What it was, for people. */
  what: string;
};

/**
 * An event around an unusual day. That it came before does not prove that it is why.
 *
 * @public
 */
export type LikelyCause = CostEvent & {
  /** How many days before the day: 0 for on the same. */
  daysBefore: number;
};

/** How many days before a day events are looked at where nobody says. */
const DAYS_BEFORE = 2;

function compare(a: LikelyCause, b: LikelyCause): number {
  if (a.daysBefore !== b.daysBefore) return a.daysBefore - b.daysBefore;
  const later = Date.parse(b.at) - Date.parse(a.at);
  // On the day itself the first change explains most of it, before it the last.
  if (later !== 0) return a.daysBefore === 0 ? -later : later;
  if (a.kind !== b.kind) {
    return COST_EVENT_KINDS.indexOf(a.kind) - COST_EVENT_KINDS.indexOf(b.kind);
  }
  if (a.what === b.what) return 0;
  return a.what < b.what ? -1 : 1;
}

/**
 * What may be why a day was unusual: releases, scalings and node changes on the day and
 * shortly before it, the nearest first. What came after the day is not why.
 *
 * @throws RangeError - if the time of an event cannot be read
 * @public
 */
export function likelyCauses(
  { day }: Pick<Anomaly, 'day'>,
  events: readonly CostEvent[],
  daysBefore = DAYS_BEFORE,
): LikelyCause[] {
  const number = dayNumber(day);
  return events
    .map(event => ({
      ...event,
      daysBefore: number - dayNumber(dayOfTime(event.at)),
    }))
    .filter(each => each.daysBefore >= 0 && each.daysBefore <= daysBefore)
    .sort(compare);
}

import type { Transition } from '@fleetview/backstage-plugin-fleet-common';
import { calendarDay } from '@fleetview/backstage-plugin-fleet-react';

/** What changed on one day. */
export type HistoryDay = {
  key: string;
  text: string;
  transitions: Transition[];
};

/**
 * Changes by the reader's days, in the order in which they come.
 *
 * @param zone - an IANA zone; the browser's where it is left out
 */
export function daysOf(
  transitions: readonly Transition[],
  zone?: string,
): HistoryDay[] {
  const days = new Map<string, HistoryDay>();
  for (const transition of transitions) {
    const { key, text } = calendarDay(transition.at, zone) ?? {
      key: '?',
      text: '?',
    };
    const day = days.get(key) ?? { key, text, transitions: [] };
    day.transitions.push(transition);
    days.set(key, day);
  }
  return [...days.values()];
}

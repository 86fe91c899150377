import {
  type AlertFact,
  boundedName,
  boundedText,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  factBase,
  type Mapped,
  type PollContext,
  timeOf,
  withoutUndefined,
} from '@fleetview/backstage-plugin-fleet-node';
import { readAlertedWorkload } from './readAlertedWorkload';
import { readAlertSeverity } from './readAlertSeverity';
import type { AlertItem } from './schema';

/** Clocks differ. */
const TO_COME_MS = 5 * 60_000;

/** An alert that fires. Of a rule that could not be evaluated nobody knows. */
export function mapAlert(item: AlertItem, context: PollContext): Mapped {
  if ('problem' in item) {
    return { skipped: 'malformed', detail: boundedText(item.problem) };
  }
  const { labels } = item;
  const since = sinceOf(item.since, context.answeredAt);
  const fact: AlertFact = withoutUndefined({
    ...factBase(
      context,
      { labels: {}, annotations: {} },
      since === undefined ? {} : { changedAt: since },
    ),
    type: 'alert',
    engine: 'prometheus',
    name: boundedName(item.name),
    severity: readAlertSeverity(labels.severity),
    ...readAlertedWorkload(labels),
    summary: item.summary ? boundedText(item.summary) : undefined,
    since,
  });
  return { facts: [fact] };
}

/** A time that is to come says nothing. */
function sinceOf(text: string | undefined, answeredAt: string) {
  const time = timeOf(text);
  return time !== undefined &&
    Date.parse(time) - Date.parse(answeredAt) <= TO_COME_MS
    ? time
    : undefined;
}

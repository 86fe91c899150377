import type { PriceRow } from '@fleetview/backstage-plugin-fleet-common';
import { hourWindows, type HourQuestion } from '../costs/hourQuestions';
import {
  costQuantities,
  queriesOf,
  type Quantity,
  type Span,
} from './readQueries';
import type { PrometheusSettings } from './schema';

const HOUR_MS = 3_600_000;
/**
 * Before version 3 the sample at the start of a span was in it, so that an hour had
 * thirteen. Of 59 minutes both have the same twelve.
 */
const HOUR: Span = { all: '[1h]', steps: '[59m:5m]' };

/** One question about all hours of one day that are over. */
export type PrometheusHourQuestion = HourQuestion & {
  quantity: Quantity;
  query: string;
};

/** What is asked for by hour: a value at the end of each, in one answer for all of a day. */
export function readHourQueries(options: {
  settings: PrometheusSettings;
  askedAt: string;
  prices?: readonly PriceRow[];
}): PrometheusHourQuestion[] {
  const { settings, askedAt } = options;
  if (!settings.hours) return [];
  const queries = queriesOf(settings.clusterLabel, HOUR);
  const quantities = costQuantities(options);
  return hourWindows(askedAt).flatMap(({ window, hours }) => {
    const first = new Date(Date.parse(window.start) + HOUR_MS)
      .toISOString()
      .replace('.000Z', 'Z');
    return quantities.map(quantity => ({
      window,
      hours,
      quantity,
      query: queries[quantity],
      path: `${
        settings.pathPrefix ?? ''
      }/api/v1/query_range?query=${encodeURIComponent(
        queries[quantity],
      )}&start=${first}&end=${window.end}&step=${HOUR_MS / 1000}`,
    }));
  });
}

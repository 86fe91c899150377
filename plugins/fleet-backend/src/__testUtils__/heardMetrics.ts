import { NO_METRICS, type FleetMetrics } from '../observability';

/** Metrics that write down each call, durations left out. */
export function heardMetrics(): { metrics: FleetMetrics; heard: unknown[][] } {
  const heard: unknown[][] = [];
  const metrics = Object.fromEntries(
    Object.keys(NO_METRICS).map(name => [
      name,
      (...told: unknown[]) => {
        heard.push([name, ...told.map(withoutDuration)]);
      },
    ]),
  ) as unknown as FleetMetrics;
  return { metrics, heard };
}

function withoutDuration(told: unknown): unknown {
  if (typeof told !== 'object' || told === null) return told;
  const { durationMs, ...rest } = told as { durationMs?: number };
  if (durationMs !== undefined && !(durationMs >= 0)) {
    throw new Error(`took ${durationMs} ms`);
  }
  return rest;
}

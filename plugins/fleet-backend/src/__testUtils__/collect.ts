import type { FleetAdapter } from '@fleetview/backstage-plugin-fleet-node';
import { systemClock } from '@fleetview/kube-watch';
import {
  ClusterCollector,
  type ClusterReport,
} from '../collector/ClusterCollector';
import type {
  DiscoveredKind,
  ObjectChange,
  WatchKey,
} from '../collector/messages';
import type { ThreadShare } from '../collector/ThreadShare';
import { testAdapter } from './deployments';

/** With half of the jitter, so that no other wait is as long. */
const REDISCOVERY_MS = 5.5 * 60_000;

/** What a report says of how a kind is covered, if it does. */
export function coverageOf(
  report: ClusterReport,
  kind: string,
): { state: NonNullable<DiscoveredKind['state']>; reason?: string }[] {
  if (report.type === 'discovered') {
    return report.watches.flatMap(({ kind: found, state, reason }) =>
      found === kind && state ? [{ state, reason }] : [],
    );
  }
  return report.type === 'coverage' && report.key.kind === kind
    ? [{ state: report.state, reason: report.reason }]
    : [];
}

/** A collector that looks again what is served when a test says so. */
export function collect(
  server: string,
  share?: ThreadShare,
  {
    failedBefore = false,
    adapters = [testAdapter],
  }: { failedBefore?: boolean; adapters?: FleetAdapter[] } = {},
) {
  const reports: ClusterReport[] = [];
  const batches: { key: WatchKey; changes: ObjectChange[] }[] = [];
  const bells = new Set<() => void>();
  let lookAgain: (() => void) | undefined;
  /** Asked for before it had begun to wait. */
  let isWanted = false;
  const collector = ClusterCollector.start({
    clusterId: 'c-1',
    fingerprint: 'code-1',
    adapters,
    connection: { server },
    random: () => 0.75,
    failedBefore,
    ...(share ? { share } : {}),
    clock: {
      now: () => systemClock.now(),
      sleep: (ms, signal) =>
        ms === REDISCOVERY_MS
          ? new Promise<void>((resolve, reject) => {
              lookAgain = () => {
                lookAgain = undefined;
                resolve();
              };
              if (signal?.aborted) reject(signal.reason);
              if (isWanted) lookAgain();
              isWanted = false;
              signal?.addEventListener('abort', () => reject(signal.reason));
            })
          : systemClock.sleep(ms, signal),
    },
    sink: {
      report: report => {
        reports.push(report);
        const waiting = [...bells];
        bells.clear();
        waiting.forEach(wake => wake());
      },
      confirmed: () => {},
      batch: async (key, { changes }) => {
        batches.push({ key, changes });
        return { refused: [] };
      },
      stored: async () => ({ lines: '' }),
    },
  });
  const told = (kind: string) =>
    reports.flatMap(report => coverageOf(report, kind));
  const said = (kind: string) => told(kind).map(({ state }) => state);
  const reasonOf = (kind: string) => told(kind).at(-1)?.reason;
  return {
    collector,
    reports,
    batches,
    said,
    reasonOf,
    lookAgain: () => {
      if (lookAgain) lookAgain();
      else isWanted = true;
    },
    until: async (holds: () => boolean) => {
      while (!holds()) {
        await new Promise<void>(resolve => {
          bells.add(resolve);
        });
      }
    },
  };
}

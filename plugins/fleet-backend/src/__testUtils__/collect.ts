import type { FleetAdapter } from '@fleetview/backstage-plugin-fleet-node';
import { systemClock } from '@fleetview/kube-watch';
import {
  ClusterCollector,
  type ClusterReport,
} from '../collector/ClusterCollector';
import type { ObjectChange, WatchKey } from '../collector/messages';
import type { ThreadShare } from '../collector/ThreadShare';
import { testAdapter } from './deployments';

/** With half of the jitter, so that no other wait is as long. */
const REDISCOVERY_MS = 5.5 * 60_000;

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
  const said = (kind: string) =>
    reports.flatMap(report =>
      report.type === 'coverage' && report.key.kind === kind
        ? [report.state]
        : [],
    );
  const reasonOf = (kind: string) =>
    reports
      .flatMap(report =>
        report.type === 'coverage' && report.key.kind === kind
          ? [report.reason]
          : [],
      )
      .at(-1);
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

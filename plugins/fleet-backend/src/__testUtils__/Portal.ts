import type { CollectorReport, CollectorRequest } from '../collector/messages';

type Acknowledged = Extract<
  CollectorReport,
  { type: 'batch' | 'list-complete' }
>;

/** The other side of a channel. */
type Channel = {
  postMessage(request: CollectorRequest): void;
  on(event: 'message', listener: (report: CollectorReport) => void): unknown;
};

/** The portal's end of a channel to collectors, in the hands of a test. */
export class Portal {
  readonly reports: CollectorReport[] = [];
  /** While it is false, nothing that comes is acknowledged. */
  acknowledging = true;
  readonly #channel: Channel;
  readonly #bells = new Set<() => void>();

  constructor(channel: Channel) {
    this.#channel = channel;
    channel.on('message', report => {
      this.reports.push(report);
      if (this.acknowledging && isBatch(report)) this.acknowledge(report);
      const bells = [...this.#bells];
      this.#bells.clear();
      bells.forEach(wake => wake());
    });
  }

  send(request: CollectorRequest): void {
    this.#channel.postMessage(request);
  }

  acknowledge({ batch }: Acknowledged): void {
    this.send({ type: 'acknowledge', batch });
  }

  /** The first report, of those that came or will come, that a test waits for. */
  async until<T extends CollectorReport>(
    wanted: (report: CollectorReport) => report is T,
  ): Promise<T>;
  async until(
    wanted: (report: CollectorReport) => boolean,
  ): Promise<CollectorReport>;
  async until(
    wanted: (report: CollectorReport) => boolean,
  ): Promise<CollectorReport> {
    for (;;) {
      const found = this.reports.find(wanted);
      if (found) return found;
      await new Promise<void>(resolve => {
        this.#bells.add(resolve);
      });
    }
  }

  /** What was said so far of objects, in short. */
  changes(): string[] {
    return this.reports.flatMap(report => {
      if (report.type === 'list-complete') {
        return [`list ${report.uids.join(' ')}`.trim()];
      }
      if (report.type !== 'batch') return [];
      return report.changes.map(change => `${change.type} ${change.uid}`);
    });
  }
}

/** Whether a report waits for an answer. */
export function isBatch(report: CollectorReport): report is Acknowledged {
  return report.type === 'batch' || report.type === 'list-complete';
}

/** Whether a report says this of a kind's coverage. */
export function saysCoverage(kind: string, state: string) {
  return (report: CollectorReport): boolean =>
    report.type === 'coverage' &&
    report.key.kind === kind &&
    report.state === state;
}

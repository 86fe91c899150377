import type {
  BatchReport,
  CollectorReport as ClusterReport,
  CollectorRequest,
  StoredKind,
  StoredObjects,
  ThreadReport,
} from '../collector/messages';

type CollectorReport = ClusterReport | ThreadReport;

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
  /** What is stored of every kind; nothing, unless a test says otherwise. */
  stored: Partial<StoredKind> & StoredObjects = { lines: '' };
  readonly #channel: Channel;
  readonly #bells = new Set<() => void>();

  constructor(channel: Channel) {
    this.#channel = channel;
    channel.on('message', report => {
      this.reports.push(report);
      if (this.acknowledging && isBatch(report)) this.acknowledge(report);
      if (report.type === 'stored') {
        this.send({ ...this.stored, type: 'stored', request: report.request });
      }
      const bells = [...this.#bells];
      this.#bells.clear();
      bells.forEach(wake => wake());
    });
  }

  send(request: CollectorRequest): void {
    this.#channel.postMessage(request);
  }

  acknowledge({ batch }: BatchReport): void {
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
      if (!isBatch(report)) return [];
      const { changes, checkpoint, objects } = report;
      return [
        ...changes.map(change => `${change.type} ${change.uid}`),
        ...(checkpoint && changes.length === 0 ? [`list of ${objects}`] : []),
      ];
    });
  }
}

/** Whether a report waits for an answer. */
export function isBatch(report: CollectorReport): report is BatchReport {
  return report.type === 'batch';
}

/** Whether a report says this of a kind's coverage. */
export function saysCoverage(kind: string, state: string) {
  return (report: CollectorReport): boolean =>
    report.type === 'coverage' &&
    report.key.kind === kind &&
    report.state === state;
}

import { EventEmitter } from 'node:events';
import type { CollectorThread } from '../collector/CollectorHost';
import type {
  BatchReport,
  CollectorReport,
  CollectorRequest,
} from '../collector/messages';

type Start = Extract<CollectorRequest, { type: 'start' }>;

/** A collecting thread that a test speaks for. */
export class FakeThread extends EventEmitter implements CollectorThread {
  readonly requests: CollectorRequest[] = [];
  terminated = false;
  /** Whether it says that it has ended when it is asked to. */
  answering = true;

  postMessage(request: CollectorRequest): void {
    this.requests.push(request);
    this.emit('request', request);
    if (request.type === 'shutdown' && this.answering)
      this.emit('message', { type: 'stopped' });
  }

  async terminate(): Promise<void> {
    this.terminated = true;
  }

  /** The last start of a cluster. */
  started(clusterId: string): Start {
    const start = this.requests.findLast(
      (request): request is Start =>
        request.type === 'start' && request.clusterId === clusterId,
    );
    if (!start) throw new Error(`'${clusterId}' was never started here`);
    return start;
  }

  /** Which clusters were started, in order. */
  starts(): string[] {
    return this.requests.flatMap(request =>
      request.type === 'start' ? [request.clusterId] : [],
    );
  }

  acknowledged(): number[] {
    return this.requests.flatMap(request =>
      request.type === 'acknowledge' ? [request.batch] : [],
    );
  }

  report(report: CollectorReport): void {
    this.emit('message', report);
  }

  /** Reports, and answers when it was acknowledged. */
  async reportBatch(report: BatchReport): Promise<void> {
    await new Promise<void>(resolve => {
      const listen = (request: CollectorRequest) => {
        if (request.type !== 'acknowledge') return;
        if (request.batch !== report.batch) return;
        this.off('request', listen);
        resolve();
      };
      this.on('request', listen);
      this.report(report);
    });
  }

  die(): void {
    this.emit('exit', 1);
  }
}

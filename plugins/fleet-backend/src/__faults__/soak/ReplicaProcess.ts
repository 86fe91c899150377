import { fork, type ChildProcess } from 'node:child_process';
import type { ReplicaReport, ReplicaRequest } from './messages';

type Distributed<T> = T extends unknown ? Omit<T, 'id'> : never;

/** One replica, seen from outside. */
export class ReplicaProcess {
  /** The most memory that it ever said it had. */
  mostMemoryBytes = 0;
  readonly #child: ChildProcess;
  readonly #waiting = new Map<
    number,
    { resolve(): void; reject(error: Error): void }
  >();
  #lastId = 0;
  #isOver = false;

  static async start(onLog: (line: string) => void): Promise<ReplicaProcess> {
    const child = fork(require.resolve('./replica'), [], {
      execArgv: process.execArgv,
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const replica = new ReplicaProcess(child, onLog);
    await new Promise<void>((resolve, reject) => {
      child.once('message', () => resolve());
      child.once('exit', code =>
        reject(new Error(`a replica ended with code ${code}`)),
      );
    });
    return replica;
  }

  private constructor(child: ChildProcess, onLog: (line: string) => void) {
    this.#child = child;
    child.on('message', (report: ReplicaReport) => {
      if ('memoryBytes' in report) {
        this.mostMemoryBytes = Math.max(
          this.mostMemoryBytes,
          report.memoryBytes,
        );
      }
      switch (report.type) {
        case 'log':
          onLog(report.line);
          break;
        case 'done':
          this.#waiting.get(report.id)?.resolve();
          this.#waiting.delete(report.id);
          break;
        case 'failed':
          this.#waiting.get(report.id)?.reject(new Error(report.reason));
          this.#waiting.delete(report.id);
          break;
        default:
      }
    });
    child.on('exit', () => {
      this.#isOver = true;
      for (const { reject } of this.#waiting.values()) {
        reject(new Error('the replica has ended'));
      }
      this.#waiting.clear();
    });
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  ask(request: Distributed<ReplicaRequest>): Promise<void> {
    if (this.#isOver) return Promise.resolve();
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#child.send({ ...request, id });
    });
  }

  /** Ends it as the machine under it ends. */
  kill(): void {
    this.#child.kill('SIGKILL');
  }

  /** It stands still, and knows nothing of it. */
  freeze(): void {
    this.#child.kill('SIGSTOP');
  }

  thaw(): void {
    this.#child.kill('SIGCONT');
  }

  async end(): Promise<void> {
    this.thaw();
    if (this.#isOver) return;
    const ended = new Promise(resolve => {
      this.#child.once('exit', resolve);
    });
    this.#child.disconnect();
    await ended;
  }
}

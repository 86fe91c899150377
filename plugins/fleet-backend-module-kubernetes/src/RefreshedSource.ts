import type {
  ClusterSource,
  ClusterSourceConnection,
} from '@fleetview/backstage-plugin-fleet-node';
import { words, type Located } from './locators/Locator';

const RETRY_MS = 20_000;
/** The portal does not wait longer for the first answer than that. */
const FIRST_MS = 5_000;
/** Whoever has not answered by then is asked again. */
const TIMEOUT_MS = 60_000;

/**
 * Clusters that have to be asked for, again and again. When no answer can be had
 * that is a problem, and the last set stands.
 */
export class RefreshedSource implements ClusterSource {
  readonly id: string;
  readonly title: string;
  readonly #options: Parameters<typeof RefreshedSource.create>[0];
  #timer?: NodeJS.Timeout;

  static create(options: {
    id: string;
    title: string;
    /** The configuration key of the locator. */
    key: string;
    locate: () => Promise<Located>;
    refreshMs: number;
    signal: AbortSignal;
  }): RefreshedSource {
    return new RefreshedSource(options);
  }

  private constructor(options: Parameters<typeof RefreshedSource.create>[0]) {
    this.id = options.id;
    this.title = options.title;
    this.#options = options;
    options.signal.addEventListener('abort', () => clearTimeout(this.#timer));
  }

  async connect(connection: ClusterSourceConnection): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    await Promise.race([
      this.#refresh(connection),
      new Promise<void>(resolve => {
        timer = setTimeout(resolve, FIRST_MS);
        timer.unref();
      }),
    ]);
    clearTimeout(timer);
  }

  async #refresh(connection: ClusterSourceConnection): Promise<void> {
    const { key, locate, refreshMs, signal } = this.#options;
    let nextMs = refreshMs;
    try {
      const { records, problems } = await inTime(locate());
      if (signal.aborted) return;
      connection.replaceProblems(problems);
      await connection.replaceClusters(records);
    } catch (error) {
      nextMs = Math.min(refreshMs, RETRY_MS);
      if (signal.aborted) return;
      connection.replaceProblems([
        {
          key,
          message: `could not be read: ${words(
            error,
          )}. Its clusters stay as they were`,
        },
      ]);
    }
    this.#timer = setTimeout(() => {
      void this.#refresh(connection);
    }, nextMs * (0.9 + 0.2 * Math.random()));
    this.#timer.unref();
  }
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  try {
    return await Promise.race([
      work,
      new Promise<never>((_resolve, reject) => {
        timer = setTimeout(
          () => reject(new Error('nobody answered within a minute')),
          TIMEOUT_MS,
        );
        timer.unref();
      }),
    ]);
  } finally {
    clearTimeout(timer);
  }
}

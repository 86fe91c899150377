import fs from 'node:fs/promises';
import type {
  ClusterSource,
  ClusterSourceConnection,
} from '@fleetview/backstage-plugin-fleet-node';
import { readKubeconfig } from './readKubeconfig';

/** A change of the file is noticed within so long. */
const POLL_MS = 10_000;

/** The clusters of one kubeconfig file: every context, as the file stands. */
export class KubeconfigSource implements ClusterSource {
  readonly id: string;
  readonly title: string;
  readonly #file: string;
  readonly #key: string;
  readonly #signal: AbortSignal;
  #seen: string | undefined;

  static create(options: {
    file: string;
    key: string;
    signal: AbortSignal;
  }): KubeconfigSource {
    return new KubeconfigSource(options);
  }

  private constructor(options: {
    file: string;
    key: string;
    signal: AbortSignal;
  }) {
    this.id = `kubeconfig:${options.file}`;
    this.title = `kubeconfig ${options.file}`;
    this.#file = options.file;
    this.#key = options.key;
    this.#signal = options.signal;
  }

  async connect(connection: ClusterSourceConnection): Promise<void> {
    await this.#readIfChanged(connection);
    const timer = setInterval(() => {
      void this.#readIfChanged(connection);
    }, POLL_MS);
    timer.unref();
    this.#signal.addEventListener('abort', () => clearInterval(timer));
  }

  async #readIfChanged(connection: ClusterSourceConnection): Promise<void> {
    try {
      const { mtimeMs, size } = await fs.stat(this.#file);
      const version = `${mtimeMs}/${size}`;
      if (version === this.#seen) return;
      const { records, problems } = await readKubeconfig({
        file: this.#file,
        key: this.#key,
      });
      connection.replaceProblems(problems);
      await connection.replaceClusters(records);
      this.#seen = version;
    } catch (error) {
      this.#seen = undefined;
      // What was known stays: a file that cannot be read says nothing.
      connection.replaceProblems([
        { key: `${this.#key}.file`, value: this.#file, message: words(error) },
      ]);
    }
  }
}

function words(error: unknown): string {
  const code = (error as { code?: string }).code;
  if (code === 'ENOENT') return 'there is no such file';
  if (code === 'EACCES') return 'the file may not be read by the portal';
  if (code === 'EISDIR') return 'is a folder, not a file';
  const [line] = String(error instanceof Error ? error.message : error).split(
    '\n',
  );
  return line;
}

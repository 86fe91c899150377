import fs from 'node:fs/promises';
import type {
  ClusterSource,
  ClusterSourceConnection,
} from '@fleetview/backstage-plugin-fleet-node';
import type { ExecConfig } from '../../config/FleetConfig';
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
  readonly #exec: readonly ExecConfig[];
  readonly #allowSkipTlsVerify: boolean;
  #seen: string | undefined;
  /** Files with certificates that the kubeconfig names: they are rotated without it. */
  #files: string[] = [];

  static create(options: {
    file: string;
    key: string;
    signal: AbortSignal;
    /** Programs that the file may have run for tokens. */
    exec?: readonly ExecConfig[];
    allowSkipTlsVerify?: boolean;
  }): KubeconfigSource {
    return new KubeconfigSource(options);
  }

  private constructor(options: Parameters<typeof KubeconfigSource.create>[0]) {
    this.id = `kubeconfig:${options.file}`;
    this.title = `kubeconfig ${options.file}`;
    this.#file = options.file;
    this.#key = options.key;
    this.#signal = options.signal;
    this.#exec = options.exec ?? [];
    this.#allowSkipTlsVerify = options.allowSkipTlsVerify ?? false;
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
      const version = await this.#version();
      if (version === this.#seen) return;
      const { records, problems, files } = await readKubeconfig({
        file: this.#file,
        key: this.#key,
        exec: this.#exec,
        allowSkipTlsVerify: this.#allowSkipTlsVerify,
      });
      connection.replaceProblems(problems);
      await connection.replaceClusters(records);
      // With other files to look at, this version says nothing of them.
      const same = files.join() === this.#files.join();
      this.#files = files;
      this.#seen = same ? version : undefined;
    } catch (error) {
      this.#seen = undefined;
      // What was known stays: a file that cannot be read says nothing.
      connection.replaceProblems([
        { key: `${this.#key}.file`, value: this.#file, message: words(error) },
      ]);
    }
  }
  async #version(): Promise<string> {
    const own = await fs.stat(this.#file);
    const others = await Promise.all(
      this.#files.map(file => fs.stat(file).catch(() => undefined)),
    );
    return [own, ...others]
      .map(stat => `${stat?.mtimeMs}/${stat?.size}`)
      .join(' ');
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

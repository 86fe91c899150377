import type { RootConfigService } from '@backstage/backend-plugin-api';
import type {
  ClusterSource,
  ClusterSourceConnection,
} from '@fleetview/backstage-plugin-fleet-node';
import type { ServerSideCredentials } from './credentials/ServerSideCredentials';
import { localKubectlProxy } from './locators/localKubectlProxy';
import { locateConfigured } from './locators/locateConfigured';
import { addRecord, type Located } from './locators/Locator';
import { readMethods } from './readMethods';

/** Locators that have a source of their own, because they ask somebody who may not answer. */
export const REFRESHED = ['catalog', 'gke'];

/** Files with certificates are rotated without a change of the configuration. */
const REREAD_MS = 60_000;

/** The clusters that stand in the Kubernetes plugin's configuration itself. Read again when that changes. */
export class ConfiguredSource implements ClusterSource {
  readonly id = 'kubernetes';
  readonly title = 'Kubernetes plugin';
  readonly #config: RootConfigService;
  readonly #credentials: ServerSideCredentials;
  readonly #signal: AbortSignal;
  #told: string | undefined;

  static create(options: {
    config: RootConfigService;
    credentials: ServerSideCredentials;
    signal: AbortSignal;
  }): ConfiguredSource {
    return new ConfiguredSource(options);
  }

  private constructor(options: Parameters<typeof ConfiguredSource.create>[0]) {
    this.#config = options.config;
    this.#credentials = options.credentials;
    this.#signal = options.signal;
  }

  async connect(connection: ClusterSourceConnection): Promise<void> {
    await this.#tell(connection);
    const subscription = this.#config.subscribe?.(() => {
      void this.#tell(connection);
    });
    const timer = setInterval(() => {
      void this.#tell(connection);
    }, REREAD_MS);
    timer.unref();
    this.#signal.addEventListener('abort', () => {
      subscription?.unsubscribe();
      clearInterval(timer);
    });
  }

  async read(): Promise<Located> {
    const { methods, problems } = readMethods(this.#config);
    const located: Located = { records: [], problems: [...problems] };
    for (const { type, key, method } of methods) {
      if (type === 'config') {
        await locateConfigured({
          method,
          key,
          credentials: this.#credentials,
          located,
        });
      } else if (type === 'localKubectlProxy') {
        addRecord(located, localKubectlProxy, `${key}.type`);
      } else if (!REFRESHED.includes(type)) {
        located.problems.push({
          key: `${key}.type`,
          value: type,
          message: `is not known. Known types: config, localKubectlProxy, ${REFRESHED.join(
            ', ',
          )}`,
        });
      }
    }
    return located;
  }

  async #tell(connection: ClusterSourceConnection): Promise<void> {
    const { records, problems } = await this.read();
    const told = JSON.stringify([records, problems]);
    if (told === this.#told || this.#signal.aborted) return;
    this.#told = told;
    connection.replaceProblems(problems);
    await connection.replaceClusters(records);
  }
}

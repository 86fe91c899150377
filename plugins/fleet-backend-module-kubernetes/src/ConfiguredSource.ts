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

/** The clusters that stand in the Kubernetes plugin's configuration itself. Read again when that changes. */
export class ConfiguredSource implements ClusterSource {
  readonly id = 'kubernetes';
  readonly title = 'Kubernetes plugin';
  readonly #config: RootConfigService;
  readonly #credentials: ServerSideCredentials;

  static create(options: {
    config: RootConfigService;
    credentials: ServerSideCredentials;
  }): ConfiguredSource {
    return new ConfiguredSource(options.config, options.credentials);
  }

  private constructor(
    config: RootConfigService,
    credentials: ServerSideCredentials,
  ) {
    this.#config = config;
    this.#credentials = credentials;
  }

  async connect(connection: ClusterSourceConnection): Promise<void> {
    await this.#tell(connection);
    this.#config.subscribe?.(() => {
      void this.#tell(connection);
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
    connection.replaceProblems(problems);
    await connection.replaceClusters(records);
  }
}

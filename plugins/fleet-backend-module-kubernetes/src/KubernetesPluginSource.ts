import type { RootConfigService } from '@backstage/backend-plugin-api';
import type {
  ClusterSource,
  ClusterSourceConnection,
} from '@fleetview/backstage-plugin-fleet-node';
import { readConfiguredClusters } from './readConfiguredClusters';

/** The clusters of the Kubernetes plugin's own configuration. */
export class KubernetesPluginSource implements ClusterSource {
  readonly id = 'kubernetes';
  readonly title = 'Kubernetes plugin';
  readonly #config: RootConfigService;

  static create(options: {
    config: RootConfigService;
  }): KubernetesPluginSource {
    return new KubernetesPluginSource(options.config);
  }

  private constructor(config: RootConfigService) {
    this.#config = config;
  }

  async connect(connection: ClusterSourceConnection): Promise<void> {
    await this.#read(connection);
    this.#config.subscribe?.(() => {
      void this.#read(connection);
    });
  }

  async #read(connection: ClusterSourceConnection): Promise<void> {
    const { records, problems } = await readConfiguredClusters(this.#config);
    connection.replaceProblems(problems);
    await connection.replaceClusters(records);
  }
}

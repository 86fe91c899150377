import type {
  ClusterSource,
  ClusterSourceConnection,
} from '@fleetview/backstage-plugin-fleet-node';
import type { NetworkConfig } from '../../config/FleetConfig';
import { guardRecord } from './guardRecord';
import type { ToldClusters } from './ToldClusters';

/** A source whose records are judged before anybody gets to see them. */
export class GuardedSource implements ClusterSource {
  readonly id: string;
  readonly title: string;
  readonly #source: ClusterSource;
  readonly #network: NetworkConfig;
  readonly #told: ToldClusters;

  static create(options: {
    source: ClusterSource;
    network: NetworkConfig;
    told: ToldClusters;
  }): GuardedSource {
    return new GuardedSource(options);
  }

  private constructor(options: Parameters<typeof GuardedSource.create>[0]) {
    this.id = options.source.id;
    this.title = options.source.title;
    this.#source = options.source;
    this.#network = options.network;
    this.#told = options.told;
  }

  async connect(connection: ClusterSourceConnection): Promise<void> {
    await this.#source.connect({
      replaceClusters: async records => {
        const guarded = records.map(record =>
          guardRecord({ source: this.id, record, network: this.#network }),
        );
        await connection.replaceClusters(guarded);
        this.#told.tell(this.id, guarded);
      },
      replaceProblems: problems => connection.replaceProblems(problems),
    });
  }
}

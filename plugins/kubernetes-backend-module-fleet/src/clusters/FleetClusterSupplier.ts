import type {
  ClusterDetails,
  KubernetesClustersSupplier,
} from '@backstage/plugin-kubernetes-node';
import type { Share } from '../readShare';
import type { SparseLog } from '../SparseLog';
import { words } from '../words';
import { addClusters } from './addClusters';
import type { FleetClusters } from './FleetClusters';

/**
 * The Kubernetes plugin's own clusters, in its own order and unchanged, and after
 * them those that the fleet knows and it does not. Each stands while the other
 * fails.
 */
export class FleetClusterSupplier implements KubernetesClustersSupplier {
  readonly #own: KubernetesClustersSupplier;
  readonly #clusters: Pick<FleetClusters, 'known' | 'told'>;
  readonly #share: Share;
  readonly #log: SparseLog;
  #lastOwn: ClusterDetails[] = [];

  static create(options: {
    /** The plugin's own supplier. */
    own: KubernetesClustersSupplier;
    clusters: Pick<FleetClusters, 'known' | 'told'>;
    share: Share;
    log: SparseLog;
  }): FleetClusterSupplier {
    return new FleetClusterSupplier(options);
  }

  private constructor(
    options: Parameters<typeof FleetClusterSupplier.create>[0],
  ) {
    this.#own = options.own;
    this.#clusters = options.clusters;
    this.#share = options.share;
    this.#log = options.log;
  }

  async getClusters(
    options: Parameters<KubernetesClustersSupplier['getClusters']>[0],
  ): Promise<ClusterDetails[]> {
    const [own] = await Promise.all([
      this.#ownClusters(options),
      this.#clusters.told(),
    ]);
    return [
      ...own,
      ...addClusters({
        own,
        known: this.#clusters.known,
        share: this.#share,
        log: this.#log,
      }),
    ];
  }

  async #ownClusters(
    options: Parameters<KubernetesClustersSupplier['getClusters']>[0],
  ): Promise<ClusterDetails[]> {
    try {
      this.#lastOwn = await this.#own.getClusters(options);
    } catch (error) {
      this.#log.warn(
        'The cluster locators of the Kubernetes plugin failed; the clusters that they gave last stand',
        { clusters: this.#lastOwn.length, reason: words(error) },
      );
    }
    return this.#lastOwn;
  }
}

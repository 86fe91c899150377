import type { ClusterDetails } from '@backstage/plugin-kubernetes-node';
import type {
  FleetCredentialAnswer,
  FleetCredentialsProvider,
} from '@fleetview/backstage-plugin-fleet-node';
import { CLUSTER_ID } from '../clusters/constants';
import type { FleetClusters } from '../clusters/FleetClusters';
import { toClusterDetails } from '../clusters/toClusterDetails';
import type { Share } from '../readShare';
import { words } from '../words';

/**
 * The fleet's credential for a cluster, if it is one that was handed over, as it
 * was handed over: whoever writes a cluster's details elsewhere gets none for the
 * address, the authority or the lack of verification that he wrote there.
 */
export class FleetCredentialSource {
  readonly #clusters: Pick<FleetClusters, 'known'>;
  readonly #credentials: FleetCredentialsProvider;
  readonly #share: Share;

  static create(options: {
    clusters: Pick<FleetClusters, 'known'>;
    credentials: FleetCredentialsProvider;
    share: Share;
  }): FleetCredentialSource {
    return new FleetCredentialSource(options);
  }

  private constructor(
    options: Parameters<typeof FleetCredentialSource.create>[0],
  ) {
    this.#clusters = options.clusters;
    this.#credentials = options.credentials;
    this.#share = options.share;
  }

  /** Never rejects. */
  async get(details: ClusterDetails): Promise<FleetCredentialAnswer> {
    const clusterId = details.authMetadata[CLUSTER_ID] ?? '';
    const connection = this.#clusters.known.get(clusterId);
    const handed = connection && toClusterDetails(connection, this.#share);
    if (handed?.type !== 'handed') {
      return {
        outcome: 'refused',
        reason: 'unknown-cluster',
        message: `the fleet does not give it to the Kubernetes plugin${
          handed?.type === 'left-out' ? `: ${handed.reason}` : ''
        }`,
      };
    }
    const { url, caData, skipTLSVerify } = handed.details;
    if (
      details.url !== url ||
      details.caData !== caData ||
      details.caFile !== undefined ||
      Boolean(details.skipTLSVerify) !== skipTLSVerify
    ) {
      return {
        outcome: 'refused',
        reason: 'other-server',
        message:
          'its address, or how that is verified, is not what the fleet knows; reload the page if it has just changed',
      };
    }
    try {
      return await this.#credentials.credentialsOf({
        clusterId,
        server: url,
        origins: this.#share.origins,
      });
    } catch (error) {
      return {
        outcome: 'refused',
        reason: 'unavailable',
        message: words(error),
      };
    }
  }
}

import type {
  AuthenticationStrategy,
  AuthMetadata,
  ClusterDetails,
  KubernetesCredential,
} from '@backstage/plugin-kubernetes-node';
import { CLUSTER_ID } from '../clusters/constants';
import type { SparseLog } from '../SparseLog';
import type { CredentialMarks } from './CredentialMarks';
import type { FleetCredentialSource } from './FleetCredentialSource';

/**
 * The strategy `fleet`: signs in to the fleet's clusters with what the fleet signs
 * in with, asked for with every request. Used where objects are fetched, from many
 * clusters at once: it does not fail, but marks what is withheld.
 */
export class FleetStrategy implements AuthenticationStrategy {
  readonly #source: FleetCredentialSource;
  readonly #marks: CredentialMarks;
  readonly #log: SparseLog;

  static create(options: {
    source: FleetCredentialSource;
    marks: CredentialMarks;
    log: SparseLog;
  }): FleetStrategy {
    return new FleetStrategy(options);
  }

  private constructor(options: Parameters<typeof FleetStrategy.create>[0]) {
    this.#source = options.source;
    this.#marks = options.marks;
    this.#log = options.log;
  }

  async getCredential(details: ClusterDetails): Promise<KubernetesCredential> {
    const answer = await this.#source.get(details);
    if (answer.outcome === 'refused') {
      const { reason, message } = answer;
      this.#log.warn(
        'The Kubernetes plugin gets no credential for a cluster of the fleet',
        { cluster: details.name, reason, message },
        `${details.name} ${reason}`,
      );
      return this.#marks.mark({
        type: 'withheld',
        message: `Fleet has no credential for '${details.name}': ${message}`,
      });
    }
    const { credential } = answer;
    switch (credential.type) {
      case 'token':
        return { type: 'bearer token', token: credential.token };
      case 'client-certificate':
        return {
          type: 'x509 client certificate',
          cert: credential.certificate,
          key: credential.key,
        };
      default:
        return this.#marks.mark({ type: 'none' });
    }
  }

  validateCluster(authMetadata: AuthMetadata): Error[] {
    return authMetadata[CLUSTER_ID]
      ? []
      : [
          new Error(
            "authProvider 'fleet' is that of the clusters which the fleet adds by itself; name another for a cluster of the configuration",
          ),
        ];
  }

  presentAuthMetadata(): AuthMetadata {
    return {};
  }
}

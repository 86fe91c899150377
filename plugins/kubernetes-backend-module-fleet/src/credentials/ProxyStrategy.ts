import { NotAllowedError, ServiceUnavailableError } from '@backstage/errors';
import type { KubernetesRequestAuth } from '@backstage/plugin-kubernetes-common';
import type {
  AuthenticationStrategy,
  AuthMetadata,
  ClusterDetails,
  KubernetesCredential,
} from '@backstage/plugin-kubernetes-node';
import { CLUSTER_ID } from '../clusters/constants';
import type { FleetCredentialSource } from './FleetCredentialSource';

/**
 * Signs in to the fleet's clusters where the Kubernetes plugin passes a request
 * on, under the provider that pages know; clusters of others go to the strategy
 * of that provider itself.
 *
 * The plugin's proxy replaces the viewer's portal token only where it has another
 * to send. A cluster must not get that, so a request without a token is not sent.
 */
export class ProxyStrategy implements AuthenticationStrategy {
  readonly #own: AuthenticationStrategy;
  readonly #source: FleetCredentialSource;

  static create(options: {
    /** The strategy of the provider itself. */
    own: AuthenticationStrategy;
    source: FleetCredentialSource;
  }): ProxyStrategy {
    return new ProxyStrategy(options);
  }

  private constructor(options: Parameters<typeof ProxyStrategy.create>[0]) {
    this.#own = options.own;
    this.#source = options.source;
  }

  /**
   * @throws NotAllowedError where there is none that may be used
   * @throws ServiceUnavailableError where it cannot be had now
   */
  async getCredential(
    details: ClusterDetails,
    auth: KubernetesRequestAuth,
  ): Promise<KubernetesCredential> {
    if (details.authMetadata[CLUSTER_ID] === undefined) {
      return this.#own.getCredential(details, auth);
    }
    const answer = await this.#source.get(details);
    const of = `Fleet has no credential for '${details.name}'`;
    if (answer.outcome === 'refused') {
      const isPassing = ['unavailable', 'no-fleet'].includes(answer.reason);
      const message = `${of}: ${answer.message}`;
      throw isPassing
        ? new ServiceUnavailableError(message)
        : new NotAllowedError(message);
    }
    const { credential } = answer;
    if (credential.type === 'client-certificate') {
      throw new NotAllowedError(
        `${of} that requests can be passed on with: it takes a client certificate, beside which the cluster would get the portal's token of whoever looks. Give it a token`,
      );
    }
    return {
      type: 'bearer token',
      token: credential.type === 'token' ? credential.token : '',
    };
  }

  validateCluster(authMetadata: AuthMetadata): Error[] {
    return this.#own.validateCluster(authMetadata);
  }

  presentAuthMetadata(authMetadata: AuthMetadata): AuthMetadata {
    return authMetadata[CLUSTER_ID] === undefined
      ? this.#own.presentAuthMetadata(authMetadata)
      : {};
  }
}

import type {
  FleetCredentialAnswer,
  FleetCredentialRequest,
  FleetCredentialsProvider,
  FleetCredentialsService,
} from './types';

/** Connects who knows credentials with who needs them, within one process. */
export class ProcessCredentials implements FleetCredentialsService {
  #provider?: FleetCredentialsProvider;

  provide(provider: FleetCredentialsProvider): () => void {
    if (this.#provider) {
      throw new Error(
        'The credentials of the fleet are provided already. Install the fleet plugin once.',
      );
    }
    this.#provider = provider;
    return () => {
      if (this.#provider === provider) this.#provider = undefined;
    };
  }

  async credentialsOf(
    request: FleetCredentialRequest,
  ): Promise<FleetCredentialAnswer> {
    if (!this.#provider) {
      return {
        outcome: 'refused',
        reason: 'no-fleet',
        message:
          'the fleet plugin does not run in this process, and credentials do not travel; install both plugins in one backend, or name the cluster under kubernetes.clusterLocatorMethods',
      };
    }
    return this.#provider.credentialsOf(request);
  }
}

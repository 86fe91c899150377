import type { ClusterOrigin } from '../clusters';

/**
 * Whose credential is asked for, and by whom it may have been chosen.
 *
 * @public
 */
export type FleetCredentialRequest = {
  /** The cluster's id, or an alias of it. */
  clusterId: string;
  /**
   * The API server that it would be sent to. It is given for the one that it was
   * registered for, and for no other.
   */
  server: string;
  /** Given only of a cluster whose address one of these wrote. All, where absent. */
  origins?: readonly ClusterOrigin[];
};

/**
 * What a cluster lets in. Held in memory only: it is neither logged nor sent to
 * anybody but the API server that was asked about.
 *
 * @public
 */
export type FleetCredential =
  | {
      type: 'token';
      token: string;
      /** Milliseconds since 1970; absent where nobody says. */
      expiresAt?: number;
    }
  | {
      type: 'client-certificate';
      /** PEM text. */
      certificate: string;
      /** PEM text. */
      key: string;
    }
  /** The API server asks nobody who he is, or something before it does. */
  | { type: 'none' };

/**
 * Why there is no credential.
 *
 * - `no-fleet`: the fleet's backend does not run in this process, or not yet
 * - `unknown-cluster`: no source names it
 * - `not-asked`: the fleet itself may not use it
 * - `not-shared`: its address is of somebody whose clusters are not shared
 * - `other-server`: it was registered for another API server
 * - `address-refused`: the network policy does not let anybody connect there
 * - `unavailable`: whoever gives it did not
 *
 * @public
 */
export type FleetCredentialRefusal =
  | 'no-fleet'
  | 'unknown-cluster'
  | 'not-asked'
  | 'not-shared'
  | 'other-server'
  | 'address-refused'
  | 'unavailable';

/**
 * A credential, or why there is none.
 *
 * @public
 */
export type FleetCredentialAnswer =
  | { outcome: 'given'; credential: FleetCredential }
  | {
      outcome: 'refused';
      reason: FleetCredentialRefusal;
      /** For people: what is wrong, and what to do. Holds nothing secret. */
      message: string;
    };

/**
 * Gives the credentials of the fleet's clusters, one request at a time: tokens are
 * renewed and files are read again.
 *
 * @public
 */
export interface FleetCredentialsProvider {
  /** Never rejects for want of a credential: that is an answer. */
  credentialsOf(
    request: FleetCredentialRequest,
  ): Promise<FleetCredentialAnswer>;
}

/**
 * The credentials of the fleet's clusters, for other plugins of the same process.
 * There is no route for them: they do not travel.
 *
 * @public
 */
export interface FleetCredentialsService extends FleetCredentialsProvider {
  /**
   * For the fleet's backend alone, which knows them.
   *
   * @returns ends it
   * @throws Error when somebody provides them already
   */
  provide(provider: FleetCredentialsProvider): () => void;
}

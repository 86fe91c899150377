import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type {
  CandidateVerificationRequest,
  ClusterDetail,
  ClusterPage,
  ClusterVerification,
  ClusterVerificationRequest,
  ComponentFleet,
  Connection,
  ConnectionSource,
  EntityKey,
  ExceptionRequest,
  FleetDriftEpisodeDetail,
  FleetException,
  FleetExceptionPage,
  ListClustersQuery,
  ListExceptionsQuery,
  PageQuery,
  Preflight,
  PreflightRequest,
} from '@fleetview/backstage-plugin-fleet-common';

/**
 * In whose name the fleet is asked.
 *
 * @public
 */
export interface FleetServiceRequestOptions {
  credentials: BackstageCredentials;
  /** Gives up the call. */
  signal?: AbortSignal;
}

/**
 * All clusters, in use and removed, as the fleet knew them at one time.
 *
 * @public
 */
export type Connections = {
  connections: Connection[];
  /** Incomplete ones may have clusters that are not among these. */
  sources: ConnectionSource[];
  /** Whether all sources were complete all the while that this was read. */
  complete: boolean;
  /** Differs where anything of it does. */
  version: string;
};

/**
 * The fleet, for other back ends.
 *
 * Every method fails with `FleetResponseError` where the fleet refuses, in its
 * own words, and with `ServiceUnavailableError` where it cannot be reached.
 *
 * @public
 */
export interface FleetService {
  /**
   * How clusters are named and reached. Needs the credentials of a service: in a
   * person's name it is refused.
   *
   * @param options.unless - the version that the caller has
   * @returns undefined when that one is still right
   */
  listConnections(
    options: FleetServiceRequestOptions & { unless?: string },
  ): Promise<Connections | undefined>;

  /** Where a catalog entity runs, as far as whoever asks may see it. */
  getComponent(
    entity: EntityKey,
    query: Omit<PageQuery, 'state'>,
    options: FleetServiceRequestOptions,
  ): Promise<ComponentFleet>;

  /** One page of clusters. */
  listClusters(
    query: ListClustersQuery,
    options: FleetServiceRequestOptions,
  ): Promise<ClusterPage>;

  /** One cluster, by its id or one that became part of it. */
  getCluster(
    clusterId: string,
    options: FleetServiceRequestOptions,
  ): Promise<ClusterDetail>;

  /** One page of the ledger of exceptions. */
  listExceptions(
    query: ListExceptionsQuery,
    options: FleetServiceRequestOptions,
  ): Promise<FleetExceptionPage>;

  /** One exception of the ledger. */
  getException(
    exceptionId: string,
    options: FleetServiceRequestOptions,
  ): Promise<FleetException>;

  /**
   * Asks for an exception. The same `requestKey` of the same person is the same request.
   * Needs the credentials of a person: a service is refused.
   */
  requestException(
    request: ExceptionRequest,
    options: FleetServiceRequestOptions,
  ): Promise<FleetException>;

  /** One episode of drift, with what differs. */
  getDriftEpisode(
    episodeId: string,
    options: FleetServiceRequestOptions,
  ): Promise<FleetDriftEpisodeDetail>;

  /** Whether a cluster of the fleet is as one should be. Changes nothing. */
  verifyCluster(
    clusterId: string,
    wanted: ClusterVerificationRequest,
    options: FleetServiceRequestOptions,
  ): Promise<ClusterVerification>;

  /** Whether manifests could go to clusters as they are. Changes nothing. */
  checkPreflight(
    request: PreflightRequest,
    options: FleetServiceRequestOptions,
  ): Promise<Preflight>;

  /** Whether a cluster that is none of the fleet yet could join it. Changes nothing. */
  verifyCandidate(
    wanted: CandidateVerificationRequest,
    options: FleetServiceRequestOptions,
  ): Promise<ClusterVerification>;
}

import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type {
  ActionPlan,
  ActionQuestion,
  ActionRequest,
  ActionRun,
  ActionRunPage,
  InstanceActions,
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
  ListClusterStatementsQuery,
  ListExceptionsQuery,
  PageQuery,
  FleetPromotion,
  PromotionChangeNoteRequest,
  PromotionChanges,
  PromotionDirection,
  PromotionPlanAnswer,
  PromotionPlanQuery,
  PromotionReasonRequest,
  PromotionRequest,
  StatementPage,
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

  /** One page of what hubs say of a cluster, and of what is read on it besides workloads. */
  listClusterStatements(
    clusterId: string,
    query: ListClusterStatementsQuery,
    options: FleetServiceRequestOptions,
  ): Promise<StatementPage>;

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

  /** What systems can be told about an instance, and what is missing where they cannot. */
  listActions(
    instanceId: string,
    options: FleetServiceRequestOptions,
  ): Promise<InstanceActions>;

  /** What an action would do, on the object as it is now. */
  planAction(
    instanceId: string,
    question: ActionQuestion,
    options: FleetServiceRequestOptions,
  ): Promise<ActionPlan>;

  /** Tells a system something, as a person. */
  startAction(
    instanceId: string,
    request: ActionRequest,
    options: FleetServiceRequestOptions,
  ): Promise<ActionRun>;

  /** What systems were told about an instance, newest first. */
  listRuns(
    instanceId: string,
    query: Omit<PageQuery, 'state'>,
    options: FleetServiceRequestOptions,
  ): Promise<ActionRunPage>;

  /** How far something is that a system was told. */
  getRun(
    runId: string,
    options: FleetServiceRequestOptions,
  ): Promise<ActionRun>;

  /** What a promotion would do, and what holds it up now. */
  getPromotionPlan(
    query: PromotionPlanQuery,
    options: FleetServiceRequestOptions,
  ): Promise<PromotionPlanAnswer>;

  getPromotion(
    promotionId: string,
    options: FleetServiceRequestOptions,
  ): Promise<FleetPromotion>;

  /** Asks for a promotion, as a person. The same release to the same stage is asked for once. */
  requestPromotion(
    request: PromotionRequest,
    options: FleetServiceRequestOptions,
  ): Promise<FleetPromotion>;

  /** Has a promotion taken back, as a person. */
  rollBackPromotion(
    promotionId: string,
    reason: PromotionReasonRequest,
    options: FleetServiceRequestOptions,
  ): Promise<FleetPromotion>;

  /** What a wave changes in Git, or what takes it back. */
  getPromotionChanges(
    promotionId: string,
    query: { wave: string; direction?: PromotionDirection },
    options: FleetServiceRequestOptions,
  ): Promise<PromotionChanges>;

  /** Notes that a change is proposed in Git. */
  notePromotionChange(
    promotionId: string,
    note: PromotionChangeNoteRequest,
    options: FleetServiceRequestOptions,
  ): Promise<FleetPromotion>;

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

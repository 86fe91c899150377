import createClient, { type Client } from 'openapi-fetch';
import type { components, operations, paths } from './schema.generated';

type Schemas = components['schemas'];

/** @public */
export type ActionAvailability = Schemas['ActionAvailability'];
/** @public */
export type ActionChange = Schemas['ActionChange'];
/** @public */
export type ActionHistoryEntry = Schemas['ActionHistoryEntry'];
/** @public */
export type ActionPlan = Schemas['ActionPlan'];
/** @public */
export type ActionQuestion = Schemas['ActionQuestion'];
/** @public */
export type ActionRequest = Schemas['ActionRequest'];
/** @public */
export type ActionRun = Schemas['ActionRun'];
/** @public */
export type ActionRunPage = Schemas['ActionRunPage'];
/** @public */
export type ActionRunState = Schemas['ActionRunState'];
/** @public */
export type ActionTarget = Schemas['ActionTarget'];
/** @public */
export type InstanceAction = Schemas['InstanceAction'];
/** @public */
export type InstanceActions = Schemas['InstanceActions'];
/** @public */
export type FleetCostHours = Schemas['FleetCostHours'];
/** @public */
export type FleetPrices = Schemas['FleetPrices'];
/** @public */
export type FleetPriceRow = Schemas['FleetPriceRow'];
/** @public */
export type FleetPricesChange = Schemas['FleetPricesChange'];
/** @public */
export type FleetDriftPage = Schemas['DriftPage'];
/** @public */
export type FleetDriftEpisode = Schemas['DriftEpisode'];
/** @public */
export type FleetDriftEpisodeDetail = Schemas['DriftEpisodeDetail'];
/** @public */
export type FleetDriftTelling = Schemas['DriftTelling'];
/** @public */
export type FleetDriftToldOwner = Schemas['DriftToldOwner'];
/** @public */
export type FleetDriftGroupPage = Schemas['DriftGroupPage'];
/** @public */
export type FleetDriftGroup = Schemas['DriftGroup'];
/** @public */
export type FleetDriftDifference = Schemas['DriftDifference'];
/** @public */
export type FleetDriftRule = Schemas['DriftRule'];
/** @public */
export type FleetIgnoreRule = Schemas['IgnoreRule'];
/** @public */
export type FleetDriftPreview = Schemas['DriftPreview'];
/** @public */
export type FleetDriftTotals = Schemas['DriftTotals'];
/** @public */
export type FleetDriftAuthor = Schemas['DriftAuthor'];
/** @public */
export type FleetDriftAuditLog = Schemas['DriftAuditLog'];
/** @public */
export type FleetDriftWrite = Schemas['DriftWrite'];
/** @public */
export type DriftGroupKind = Schemas['DriftGroupKind'];
/** @public */
export type DriftAge = Schemas['DriftAge'];
/** @public */
export type Pipeline = Schemas['Pipeline'];
/** @public */
export type PipelineStage = Schemas['PipelineStage'];
/** @public */
export type PipelineMove = Schemas['PipelineMove'];
/** @public */
export type FleetPlanHeld = Schemas['PlanHeld'];
/** @public */
export type FleetGate = Schemas['Gate'];
/** @public */
export type PromotionPlanAnswer = Schemas['PromotionPlan'];
/** @public */
export type PromotionPreflightAnswer = Schemas['PromotionPreflightAnswer'];
/** @public */
export type FleetPlanItem = Schemas['PlanItem'];
/** @public */
export type FleetPromotion = Schemas['Promotion'];
/** @public */
export type FleetPromotionWave = Schemas['PromotionWave'];
/** @public */
export type FleetPromotionChange = Schemas['PromotionChange'];
/** @public */
export type PromotionSummary = Schemas['PromotionSummary'];
/** @public */
export type PromotionPage = Schemas['PromotionPage'];
/** @public */
export type PromotionAllowance = Schemas['PromotionAllowance'];
/** @public */
export type PromotionRequest = Schemas['PromotionRequest'];
/** @public */
export type PromotionApprovalRequest = Schemas['PromotionApproval'];
/** @public */
export type PromotionOverrideRequest = Schemas['PromotionOverride'];
/** @public */
export type PromotionReasonRequest = Schemas['PromotionReason'];
/** @public */
export type PromotionChanges = Schemas['PromotionChanges'];
/** @public */
export type PromotionChangeNoteRequest = Schemas['PromotionChangeNote'];
/** @public */
export type PromotionDirection = Schemas['PromotionDirection'];
/** @public */
export type ExceptionScopeRequest = Schemas['ExceptionScopeRequest'];
/** @public */
export type FleetException = Schemas['Exception'];
/** @public */
export type FleetExceptionPage = Schemas['ExceptionPage'];
/** @public */
export type ExceptionRequest = Schemas['ExceptionRequest'];
/** @public */
export type ExceptionApprovalRequest = Schemas['ExceptionApproval'];
/** @public */
export type ExceptionWithdrawal = Schemas['ExceptionWithdrawal'];
/** @public */
export type ExceptionRenewal = Schemas['ExceptionRenewal'];
/** @public */
export type ExceptionAllowance = Schemas['ExceptionAllowance'];
/** @public */
export type FleetAppliedException = Schemas['AppliedException'];
/** @public */
export type AppliedExceptionPage = Schemas['AppliedExceptionPage'];
/** @public */
export type AppliedExceptionAlert = Schemas['AppliedExceptionAlert'];
/** @public */
export type AttentionItem = Schemas['AttentionItem'];
/** @public */
export type Attribute = Schemas['Attribute'];
/** @public */
export type Attributes = Schemas['Attributes'];
/** @public */
export type Binding = Schemas['Binding'];
/** @public */
export type Changes = Schemas['Changes'];
/** @public */
export type Alias = Schemas['Alias'];
/** @public */
export type ClusterDetail = Schemas['ClusterDetail'];
/** @public */
export type FleetCheck = Schemas['FleetCheck'];
/** @public */
export type FleetCheckCause = Schemas['FleetCheckCause'];
/** @public */
export type FleetCheckCounts = Schemas['FleetCheckCounts'];
/** @public */
export type FleetCheckEvidence = Schemas['FleetCheckEvidence'];
/** @public */
export type ClusterCheckKind = Schemas['ClusterCheckKind'];
/** @public */
export type ClusterVerification = Schemas['ClusterVerification'];
/** @public */
export type ClusterVerificationRequest = Schemas['ClusterVerificationRequest'];
/** @public */
export type CandidateVerificationRequest =
  Schemas['CandidateVerificationRequest'];
/** @public */
export type Preflight = Schemas['Preflight'];
/** @public */
export type PreflightCheckKind = Schemas['PreflightCheckKind'];
/** @public */
export type PreflightRequest = Schemas['PreflightRequest'];
/** @public */
export type PreflightTarget = Schemas['PreflightTarget'];
/** @public */
export type ClusterGroup = Schemas['ClusterGroup'];
/** @public */
export type ClusterGrouping = Schemas['ClusterGrouping'];
/** @public */
export type ClusterPage = Schemas['ClusterPage'];
/** @public */
export type ClusterReference = Schemas['ClusterReference'];
/** @public */
export type ClusterSummary = Schemas['ClusterSummary'];
/** @public */
export type ClusterTotals = Schemas['ClusterTotals'];
/** @public */
export type Connection = Schemas['Connection'];
/** @public */
export type ConnectionPage = Schemas['ConnectionPage'];
/** @public */
export type ConnectionSource = Schemas['ConnectionSource'];
/** @public */
export type ComponentFleet = Schemas['ComponentFleet'];
/** @public */
export type ConfigurationProblemItem = Schemas['ConfigurationProblem'];
/** @public */
export type CountedState = Schemas['CountedState'];
/** @public */
export type CoverageItem = Schemas['Coverage'];
/** @public */
export type Currency = Schemas['Currency'];
/** @public */
export type Delivery = Schemas['Delivery'];
/** @public */
export type DeliveryPage = Schemas['DeliveryPage'];
/** @public */
export type Facet = Schemas['Facet'];
/** @public */
export type FleetCoverage = Schemas['FleetCoverage'];
/** @public */
export type FleetHealth = Schemas['FleetHealth'];
/** @public */
export type Gap = Schemas['Gap'];
/** @public */
export type Identity = Schemas['Identity'];
/** @public */
export type Instance = Schemas['Instance'];
/** @public */
export type InstancePage = Schemas['InstancePage'];
/** @public */
export type HubWord = Schemas['HubWord'];
/** @public */
export type NamedCluster = Schemas['NamedCluster'];
/** @public */
export type NodeItem = Schemas['NodeItem'];
/** @public */
export type NotHere = Schemas['NotHere'];
/** @public */
export type Overview = Schemas['Overview'];
/** @public */
export type InstanceRollout = Schemas['InstanceRollout'];
/** @public */
export type ReleaseShare = Schemas['ReleaseShare'];
/** @public */
export type MatrixAxes = Schemas['MatrixAxes'];
/** @public */
export type MatrixCells = Schemas['MatrixCells'];
/** @public */
export type MatrixCellState = Schemas['MatrixCellState'];
/** @public */
export type MatrixColumn = Schemas['MatrixColumn'];
/** @public */
export type MatrixCounts = Schemas['MatrixCounts'];
/** @public */
export type MatrixGroup = Schemas['MatrixGroup'];
/** @public */
export type MatrixGrouping = Schemas['MatrixGrouping'];
/** @public */
export type MatrixRollups = Schemas['MatrixRollups'];
/** @public */
export type MatrixRow = Schemas['MatrixRow'];
/** @public */
export type MatrixTile = Schemas['MatrixTile'];
/** @public */
export type MatrixWaves = Schemas['MatrixWaves'];
/** @public */
export type MemberCounts = Schemas['MemberCounts'];
/** @public */
export type MemberState = Schemas['MemberState'];
/** @public */
export type Certainty = Schemas['Certainty'];
/** @public */
export type Past = Schemas['Past'];
/** @public */
export type PastGap = Schemas['PastGap'];
/** @public */
export type PastInstance = Schemas['PastInstance'];
/** @public */
export type PastOfComponent = Schemas['PastOfComponent'];
/** @public */
export type PlaceReasons = Schemas['PlaceReasons'];
/** @public */
export type ReasonLink = Schemas['ReasonLink'];
/** @public */
export type Reasons = Schemas['Reasons'];
/** @public */
export type Rollout = Schemas['Rollout'];
/** @public */
export type RolloutLifeCycle = Schemas['RolloutLifeCycle'];
/** @public */
export type RolloutMember = Schemas['RolloutMember'];
/** @public */
export type RolloutPage = Schemas['RolloutPage'];
/** @public */
export type PolicyPage = Schemas['PolicyPage'];
/** @public */
export type PolicyTotals = Schemas['PolicyTotals'];
/** @public */
export type RolloutSummary = Schemas['RolloutSummary'];
/** @public */
export type RolloutWave = Schemas['RolloutWave'];
/** @public */
export type Statement = Schemas['Statement'];
/** @public */
export type StatementDetail = Schemas['StatementDetail'];
/** @public */
export type StatementPage = Schemas['StatementPage'];
/** @public */
export type StatementRole = Schemas['StatementRole'];
/** @public */
export type StatementType = Schemas['StatementType'];
/** @public */
export type StateCounts = Schemas['StateCounts'];
/** @public */
export type Transition = Schemas['Transition'];
/** @public */
export type TransitionPage = Schemas['TransitionPage'];
/** @public */
export type BindingRule = Schemas['BindingRule'];
/** @public */
export type Contested = Schemas['Contested'];
/** @public */
export type LostCandidate = Schemas['LostCandidate'];
/** @public */
export type Proposal = Schemas['Proposal'];
/** @public */
export type UnboundItem = Schemas['UnboundItem'];
/** @public */
export type UnboundPage = Schemas['UnboundPage'];
/** @public */
export type UnboundProblem = Schemas['UnboundProblem'];
/** @public */
export type UnboundTotals = Schemas['UnboundTotals'];
/** @public */
export type Workload = Schemas['Workload'];
/** @public */
export type WorkloadDiagnosis = Schemas['WorkloadDiagnosis'];
/** @public */
export type Finding = Schemas['Finding'];
/** @public */
export type Alert = Schemas['Alert'];
/** @public */
export type AlertPage = Schemas['AlertPage'];
/** @public */
export type AlertTotals = Schemas['AlertTotals'];
/** @public */
export type AlertsKnown = Schemas['AlertsKnown'];
/** @public */
export type FindingPage = Schemas['FindingPage'];
/** @public */
export type FleetCompliance = Schemas['FleetCompliance'];

/** @public */
export type ClusterPodSecurity = Schemas['ClusterPodSecurity'];
/** @public */
export type SkewPage = Schemas['SkewPage'];
/** @public */
export type SkewComparisonPage = Schemas['SkewComparisonPage'];
/** @public */
export type FleetCost = Schemas['FleetCost'];
/** @public */
export type CostSheet = Schemas['CostSheet'];
/** @public */
export type CostRow = Schemas['CostRow'];
/** @public */
export type FleetRightSizing = Schemas['FleetRightSizing'];
/** @public */
export type SizedWorkload = Schemas['SizedWorkload'];
/** @public */
export type ResourceSizing = Schemas['ResourceSizing'];
/** @public */
export type ReleaseCosts = Schemas['ReleaseCosts'];
/** @public */
export type CostOfRelease = Schemas['CostOfRelease'];
/** @public */
export type PromotionCostAnswer = Schemas['PromotionCostAnswer'];
/** @public */
export type CostRowKind = Schemas['CostRowKind'];
/** @public */
export type CostSource = Schemas['CostSource'];
/** @public */
export type ComplianceTrend = Schemas['ComplianceTrend'];
/** @public */
export type ComplianceDay = Schemas['ComplianceDay'];
/** @public */
export type FindingTotals = Schemas['FindingTotals'];
/** @public */
export type Allocation = Schemas['Allocation'];
/** @public */
export type AllocationPage = Schemas['AllocationPage'];
/** @public */
export type AllocationTotals = Schemas['AllocationTotals'];
/** @public */
export type WorkloadPage = Schemas['WorkloadPage'];

/** @public */
export type AuditEntry = Schemas['AuditEntry'];
/** @public */
export type AuditPage = Schemas['AuditPage'];
/** @public */
export type AuditChain = Schemas['AuditChain'];

/** @public */
export type ListAuditQuery = NonNullable<
  operations['listAudit']['parameters']['query']
>;

/** @public */
export type ExportAuditQuery = NonNullable<
  operations['exportAudit']['parameters']['query']
>;

/** @public */
export type ListClustersQuery = NonNullable<
  operations['listClusters']['parameters']['query']
>;

/** @public */
export type ListClusterTransitionsQuery = NonNullable<
  operations['listClusterTransitions']['parameters']['query']
>;

/** @public */
export type ListComponentTransitionsQuery = NonNullable<
  operations['listComponentTransitions']['parameters']['query']
>;

/** @public */
export type ListComponentRunsQuery = NonNullable<
  operations['listComponentRuns']['parameters']['query']
>;

/** @public */
export type ListClusterStatementsQuery = NonNullable<
  operations['listClusterStatements']['parameters']['query']
>;

/** @public */
export type ListClusterAlertsQuery = NonNullable<
  operations['listClusterAlerts']['parameters']['query']
>;

/** @public */
export type ListClusterFindingsQuery = NonNullable<
  operations['listClusterFindings']['parameters']['query']
>;

/** @public */
export type ListClusterPoliciesQuery = NonNullable<
  operations['listClusterPolicies']['parameters']['query']
>;

/** @public */
export type ListClusterAllocationsQuery = NonNullable<
  operations['listClusterAllocations']['parameters']['query']
>;

/** @public */
export type ListClusterBudgetsQuery = NonNullable<
  operations['listClusterBudgets']['parameters']['query']
>;

/** @public */
export type GetOverviewQuery = NonNullable<
  operations['getOverview']['parameters']['query']
>;

/** @public */
export type ListRolloutsQuery = NonNullable<
  operations['listRollouts']['parameters']['query']
>;

/** @public */
export type MatrixQuery = NonNullable<
  operations['getMatrixAxes']['parameters']['query']
>;

/** @public */
export type ListSkewQuery = NonNullable<
  operations['listSkew']['parameters']['query']
>;

/** @public */
export type CompareSkewQuery = NonNullable<
  operations['compareSkew']['parameters']['query']
>;

/** @public */
export type ClusterPodSecurityQuery = NonNullable<
  operations['getClusterPodSecurity']['parameters']['query']
>;

/** @public */
export type ComplianceQuery = NonNullable<
  operations['getCompliance']['parameters']['query']
>;

/** @public */
export type CostHoursQuery = NonNullable<
  operations['getCostHours']['parameters']['query']
>;

/** @public */
export type CostQuery = NonNullable<
  operations['getCost']['parameters']['query']
>;

/** @public */
export type RightSizingQuery = NonNullable<
  operations['getRightSizing']['parameters']['query']
>;

/** @public */
export type ReleaseCostsQuery =
  operations['getReleaseCosts']['parameters']['query'];

/** @public */
export type PromotionCostQuery =
  operations['getPromotionCost']['parameters']['query'];

/** @public */
export type ComplianceTrendQuery = NonNullable<
  operations['getComplianceTrend']['parameters']['query']
>;

/** @public */
export type ListDriftQuery = NonNullable<
  operations['listDrift']['parameters']['query']
>;
/** @public */
export type ListDriftGroupsQuery =
  operations['listDriftGroups']['parameters']['query'];
/** @public */
export type ListPromotionsQuery = NonNullable<
  operations['listPromotions']['parameters']['query']
>;
/** @public */
export type PromotionPlanQuery = NonNullable<
  operations['getPromotionPlan']['parameters']['query']
>;
/** @public */
export type ListExceptionsQuery = NonNullable<
  operations['listExceptions']['parameters']['query']
>;

/** @public */
export type ListAppliedExceptionsQuery = NonNullable<
  operations['listAppliedExceptions']['parameters']['query']
>;

/** @public */
export type MatrixTileQuery = NonNullable<
  operations['getMatrixTile']['parameters']['query']
>;

/** @public */
export type MatrixRollupsQuery = NonNullable<
  operations['getMatrixRollups']['parameters']['query']
>;

/** @public */
export type ListUnboundQuery = NonNullable<
  operations['listUnbound']['parameters']['query']
>;

/** @public */
export type PageQuery = {
  state?: CountedState[];
  cursor?: string;
  limit?: number;
};

/**
 * Calls to the API of Fleet.
 *
 * Every method takes an optional signal that gives up the call, and fails with
 * {@link FleetResponseError} on any answer but 2xx.
 *
 * @public
 */
export interface FleetApi {
  getOverview(
    query?: GetOverviewQuery,
    signal?: AbortSignal,
  ): Promise<Overview>;
  getChanges(since?: number, signal?: AbortSignal): Promise<Changes>;
  listClusters(
    query: ListClustersQuery,
    signal?: AbortSignal,
  ): Promise<ClusterPage>;
  getCluster(clusterId: string, signal?: AbortSignal): Promise<ClusterDetail>;
  listClusterInstances(
    clusterId: string,
    query: PageQuery,
    signal?: AbortSignal,
  ): Promise<InstancePage>;
  listClusterWorkloads(
    clusterId: string,
    query: PageQuery,
    signal?: AbortSignal,
  ): Promise<WorkloadPage>;
  listClusterDeliveries(
    clusterId: string,
    query: PageQuery,
    signal?: AbortSignal,
  ): Promise<DeliveryPage>;
  listClusterStatements(
    clusterId: string,
    query: ListClusterStatementsQuery,
    signal?: AbortSignal,
  ): Promise<StatementPage>;
  listClusterAlerts(
    clusterId: string,
    query: ListClusterAlertsQuery,
    signal?: AbortSignal,
  ): Promise<AlertPage>;
  listClusterFindings(
    clusterId: string,
    query: ListClusterFindingsQuery,
    signal?: AbortSignal,
  ): Promise<FindingPage>;
  getClusterPodSecurity(
    clusterId: string,
    query: ClusterPodSecurityQuery,
    signal?: AbortSignal,
  ): Promise<ClusterPodSecurity>;
  listSkew(query: ListSkewQuery, signal?: AbortSignal): Promise<SkewPage>;
  compareSkew(
    query: CompareSkewQuery,
    signal?: AbortSignal,
  ): Promise<SkewComparisonPage>;
  listClusterPolicies(
    clusterId: string,
    query: ListClusterPoliciesQuery,
    signal?: AbortSignal,
  ): Promise<PolicyPage>;
  listClusterAllocations(
    clusterId: string,
    query: ListClusterAllocationsQuery,
    signal?: AbortSignal,
  ): Promise<AllocationPage>;
  listClusterBudgets(
    clusterId: string,
    query: ListClusterBudgetsQuery,
    signal?: AbortSignal,
  ): Promise<StatementPage>;
  listClusterTransitions(
    clusterId: string,
    query: ListClusterTransitionsQuery,
    signal?: AbortSignal,
  ): Promise<TransitionPage>;
  listUnbound(
    query: ListUnboundQuery,
    signal?: AbortSignal,
  ): Promise<UnboundPage>;
  getComponent(
    entity: EntityKey,
    query?: Omit<PageQuery, 'state'>,
    signal?: AbortSignal,
  ): Promise<ComponentFleet>;
  listComponentTransitions(
    entity: EntityKey,
    query: ListComponentTransitionsQuery,
    signal?: AbortSignal,
  ): Promise<TransitionPage>;
  /** Why it is on a cluster as it is, or why it is not there. */
  getReasons(
    entity: EntityKey,
    clusterId: string,
    signal?: AbortSignal,
  ): Promise<Reasons>;
  /**
   * What an entity was on a cluster at a time.
   *
   * @param at - ISO 8601; 400 where nothing is kept of it
   */
  getPast(
    entity: EntityKey,
    clusterId: string,
    at: string,
    signal?: AbortSignal,
  ): Promise<PastOfComponent>;
  /** How far policies are kept, and how far that is known. */
  getCompliance(
    query: ComplianceQuery,
    signal?: AbortSignal,
  ): Promise<FleetCompliance>;
  /** Episodes of drift, with the totals of all that pass. */
  listDrift(
    query: ListDriftQuery,
    signal?: AbortSignal,
  ): Promise<FleetDriftPage>;
  /** Episodes of drift added up, such as by what differs in the same way. */
  listDriftGroups(
    query: ListDriftGroupsQuery,
    signal?: AbortSignal,
  ): Promise<FleetDriftGroupPage>;
  getDriftEpisode(
    episodeId: string,
    signal?: AbortSignal,
  ): Promise<FleetDriftEpisodeDetail>;
  /** Asks the owner of what drifts to look at it; of one episode once a day. */
  tellDriftOwner(
    episodeId: string,
    telling: FleetDriftTelling,
    signal?: AbortSignal,
  ): Promise<FleetDriftToldOwner>;
  /** What an exception from drift would hide. Changes nothing. */
  previewDriftIgnored(
    scope: ExceptionScopeRequest,
    signal?: AbortSignal,
  ): Promise<FleetDriftPreview>;
  /** The stages of a component, what runs on each, and what may move. */
  getPipeline(component: string, signal?: AbortSignal): Promise<Pipeline>;
  /** What a promotion would do, and what holds it up now. Changes nothing. */
  getPromotionPlan(
    query: PromotionPlanQuery,
    signal?: AbortSignal,
  ): Promise<PromotionPlanAnswer>;
  /** What the clusters that it goes to answer, asked now whether they would take it. Changes nothing. */
  askPromotionPreflight(
    query: PromotionPlanQuery,
    signal?: AbortSignal,
  ): Promise<PromotionPreflightAnswer>;
  /** Promotions, those that were asked for last first. */
  listPromotions(
    query: ListPromotionsQuery,
    signal?: AbortSignal,
  ): Promise<PromotionPage>;
  getPromotion(
    promotionId: string,
    signal?: AbortSignal,
  ): Promise<FleetPromotion>;
  /** Asks for a promotion by a plan as it was shown; 409 where it is another one by now. */
  requestPromotion(
    request: PromotionRequest,
    signal?: AbortSignal,
  ): Promise<FleetPromotion>;
  approvePromotion(
    promotionId: string,
    approval: PromotionApprovalRequest,
    signal?: AbortSignal,
  ): Promise<FleetPromotion>;
  overridePromotionGate(
    promotionId: string,
    override: PromotionOverrideRequest,
    signal?: AbortSignal,
  ): Promise<FleetPromotion>;
  stopPromotion(
    promotionId: string,
    reason: PromotionReasonRequest,
    signal?: AbortSignal,
  ): Promise<FleetPromotion>;
  rollBackPromotion(
    promotionId: string,
    reason: PromotionReasonRequest,
    signal?: AbortSignal,
  ): Promise<FleetPromotion>;
  /** What a wave changes in Git, or what takes it back. */
  getPromotionChanges(
    promotionId: string,
    query: { wave: string; direction?: PromotionDirection },
    signal?: AbortSignal,
  ): Promise<PromotionChanges>;
  /** Notes that a change is proposed in Git. */
  notePromotionChange(
    promotionId: string,
    note: PromotionChangeNoteRequest,
    signal?: AbortSignal,
  ): Promise<FleetPromotion>;
  /** The ledger of exceptions, with its totals and its debt. */
  listExceptions(
    query: ListExceptionsQuery,
    signal?: AbortSignal,
  ): Promise<FleetExceptionPage>;
  getException(
    exceptionId: string,
    signal?: AbortSignal,
  ): Promise<FleetException>;
  /** Asks for an exception; the same `requestKey` asks for it once. */
  requestException(
    request: ExceptionRequest,
    signal?: AbortSignal,
  ): Promise<FleetException>;
  /** 409 where it has changed since, or the ledger does not let it be approved. */
  approveException(
    exceptionId: string,
    approval: ExceptionApprovalRequest,
    signal?: AbortSignal,
  ): Promise<FleetException>;
  withdrawException(
    exceptionId: string,
    withdrawal: ExceptionWithdrawal,
    signal?: AbortSignal,
  ): Promise<FleetException>;
  /** Asks for one that follows it, and answers with that. */
  renewException(
    exceptionId: string,
    renewal: ExceptionRenewal,
    signal?: AbortSignal,
  ): Promise<FleetException>;
  /** The exceptions that policy engines apply, and what the ledger says of each. */
  listAppliedExceptions(
    query: ListAppliedExceptionsQuery,
    signal?: AbortSignal,
  ): Promise<AppliedExceptionPage>;
  /** Requests that could be smaller, or have to be larger. */
  getRightSizing(
    query: RightSizingQuery,
    signal?: AbortSignal,
  ): Promise<FleetRightSizing>;
  /** What the releases of a component cost more, or less. */
  getReleaseCosts(
    query: ReleaseCostsQuery,
    signal?: AbortSignal,
  ): Promise<ReleaseCosts>;
  /** What it would cost to bring a release to more clusters. */
  getPromotionCost(
    query: PromotionCostQuery,
    signal?: AbortSignal,
  ): Promise<PromotionCostAnswer>;
  /** How far policies were kept on each day, and how long repairs took. */
  getComplianceTrend(
    query: ComplianceTrendQuery,
    signal?: AbortSignal,
  ): Promise<ComplianceTrend>;
  /** What is spent, by day, and what will be. */
  getCost(query: CostQuery, signal?: AbortSignal): Promise<FleetCost>;
  /** What was spent by hour in the last eight days. */
  getCostHours(
    query: CostHoursQuery,
    signal?: AbortSignal,
  ): Promise<FleetCostHours>;
  /** The price sheet, for who may see all costs of the fleet. */
  getPrices(signal?: AbortSignal): Promise<FleetPrices>;
  /** Adds rows to the price sheet, all of them or none. */
  changePrices(
    change: FleetPricesChange,
    signal?: AbortSignal,
  ): Promise<FleetPrices>;
  listRollouts(
    query: ListRolloutsQuery,
    signal?: AbortSignal,
  ): Promise<RolloutPage>;
  getRollout(rolloutId: string, signal?: AbortSignal): Promise<Rollout>;
  /** The rows and columns of the matrix of clusters and components. */
  getMatrixAxes(query: MatrixQuery, signal?: AbortSignal): Promise<MatrixAxes>;
  /** A part of the matrix; 409 where rows and columns are numbered otherwise by now. */
  getMatrixTile(
    query: MatrixTileQuery,
    signal?: AbortSignal,
  ): Promise<MatrixTile>;
  /** Groups of rows by columns, counted; 409 as with tiles. */
  getMatrixRollups(
    query: MatrixRollupsQuery,
    signal?: AbortSignal,
  ): Promise<MatrixRollups>;
  /** What systems can be told about an instance, and what is missing where they cannot. */
  listActions(
    instanceId: string,
    signal?: AbortSignal,
  ): Promise<InstanceActions>;
  /** What an action would do, on the object as it is now. */
  planAction(
    instanceId: string,
    question: ActionQuestion,
    signal?: AbortSignal,
  ): Promise<ActionPlan>;
  /** Tells a system something. */
  startAction(
    instanceId: string,
    request: ActionRequest,
    signal?: AbortSignal,
  ): Promise<ActionRun>;
  listRuns(
    instanceId: string,
    query?: Omit<PageQuery, 'state'>,
    signal?: AbortSignal,
  ): Promise<ActionRunPage>;
  /** What systems were told about an entity, newest first. */
  listComponentRuns(
    entity: EntityKey,
    query?: ListComponentRunsQuery,
    signal?: AbortSignal,
  ): Promise<ActionRunPage>;
  getRun(runId: string, signal?: AbortSignal): Promise<ActionRun>;
  listAudit(query?: ListAuditQuery, signal?: AbortSignal): Promise<AuditPage>;
  /** The file, with whether it holds only the newest of the entries. */
  exportAudit(
    query?: ExportAuditQuery,
    signal?: AbortSignal,
  ): Promise<{ file: Blob; cut: boolean }>;
  getAuditChain(signal?: AbortSignal): Promise<AuditChain>;
}

/** @public */
export type EntityKey = { kind: string; namespace: string; name: string };

/**
 * An answer that is not 2xx, in the server's own words where it has any.
 *
 * @public
 */
export class FleetResponseError extends Error {
  /** The HTTP status. */
  readonly status: number;

  constructor(status: number, name: string, message: string) {
    super(message);
    this.name = name;
    this.status = status;
  }
}

/**
 * The client of Fleet's API. Discovery and fetch are handed in, so that it
 * works in the browser and in other backend plugins alike.
 *
 * @public
 */
export class FleetClient implements FleetApi {
  readonly #discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
  readonly #fetchApi: { fetch: typeof fetch };

  constructor(options: {
    discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
    fetchApi: { fetch: typeof fetch };
  }) {
    this.#discoveryApi = options.discoveryApi;
    this.#fetchApi = options.fetchApi;
  }

  async getOverview(
    query?: GetOverviewQuery,
    signal?: AbortSignal,
  ): Promise<Overview> {
    const client = await this.#client();
    return unwrap(
      await client.request('get', '/overview', { params: { query }, signal }),
    );
  }

  async getChanges(since?: number, signal?: AbortSignal): Promise<Changes> {
    const client = await this.#client();
    return unwrap(
      await client.request('get', '/changes', {
        params: { query: { since } },
        signal,
      }),
    );
  }

  async listClusters(
    query: ListClustersQuery,
    signal?: AbortSignal,
  ): Promise<ClusterPage> {
    const client = await this.#client();
    return unwrap(
      await client.request('get', '/clusters', { params: { query }, signal }),
    );
  }

  /**
   * What other back ends need to name and to reach the clusters. Answers service
   * principals only.
   *
   * @param options.etag - of the answer that the caller has
   * @returns undefined when that one is still right
   */
  async listConnections(
    query: Omit<PageQuery, 'state'>,
    options: { etag?: string; signal?: AbortSignal } = {},
  ): Promise<{ page: ConnectionPage; etag?: string } | undefined> {
    const client = await this.#client();
    const result = await client.request('get', '/connections', {
      params: { query },
      signal: options.signal,
      ...(options.etag ? { headers: { 'if-none-match': options.etag } } : {}),
    });
    if (result.response.status === 304) return undefined;
    const etag = result.response.headers.get('etag');
    return { page: unwrap(result), ...(etag ? { etag } : {}) };
  }

  async getCluster(
    clusterId: string,
    signal?: AbortSignal,
  ): Promise<ClusterDetail> {
    const client = await this.#client();
    return unwrap(
      await client.request('get', '/clusters/{clusterId}', {
        params: { path: { clusterId } },
        signal,
      }),
    );
  }

  async listClusterInstances(
    clusterId: string,
    query: PageQuery,
    signal?: AbortSignal,
  ): Promise<InstancePage> {
    const client = await this.#client();
    return unwrap(
      await client.request('get', '/clusters/{clusterId}/instances', {
        params: { path: { clusterId }, query },
        signal,
      }),
    );
  }

  async listClusterWorkloads(
    clusterId: string,
    query: PageQuery,
    signal?: AbortSignal,
  ): Promise<WorkloadPage> {
    const client = await this.#client();
    return unwrap(
      await client.request('get', '/clusters/{clusterId}/workloads', {
        params: { path: { clusterId }, query },
        signal,
      }),
    );
  }

  async listClusterDeliveries(
    clusterId: string,
    query: PageQuery,
    signal?: AbortSignal,
  ): Promise<DeliveryPage> {
    const client = await this.#client();
    return unwrap(
      await client.request('get', '/clusters/{clusterId}/deliveries', {
        params: { path: { clusterId }, query },
        signal,
      }),
    );
  }

  async listClusterStatements(
    clusterId: string,
    query: ListClusterStatementsQuery,
    signal?: AbortSignal,
  ): Promise<StatementPage> {
    const client = await this.#client();
    return unwrap(
      await client.request('get', '/clusters/{clusterId}/statements', {
        params: { path: { clusterId }, query },
        signal,
      }),
    );
  }

  async listClusterAlerts(
    clusterId: string,
    query: ListClusterAlertsQuery,
    signal?: AbortSignal,
  ): Promise<AlertPage> {
    const client = await this.#client();
    return unwrap(
      await client.request('get', '/clusters/{clusterId}/alerts', {
        params: { path: { clusterId }, query },
        signal,
      }),
    );
  }

  async listClusterFindings(
    clusterId: string,
    query: ListClusterFindingsQuery,
    signal?: AbortSignal,
  ): Promise<FindingPage> {
    const client = await this.#client();
    return unwrap(
      await client.request('get', '/clusters/{clusterId}/findings', {
        params: { path: { clusterId }, query },
        signal,
      }),
    );
  }

  async getClusterPodSecurity(
    clusterId: string,
    query: ClusterPodSecurityQuery,
    signal?: AbortSignal,
  ): Promise<ClusterPodSecurity> {
    const client = await this.#client();
    return unwrap(
      await client.request('get', '/clusters/{clusterId}/pod-security', {
        params: { path: { clusterId }, query },
        signal,
      }),
    );
  }

  async listSkew(
    query: ListSkewQuery,
    signal?: AbortSignal,
  ): Promise<SkewPage> {
    const client = await this.#client();
    return unwrap(
      await client.request('get', '/skew', { params: { query }, signal }),
    );
  }

  async compareSkew(
    query: CompareSkewQuery,
    signal?: AbortSignal,
  ): Promise<SkewComparisonPage> {
    const client = await this.#client();
    return unwrap(
      await client.request('get', '/skew/compare', {
        params: { query },
        signal,
      }),
    );
  }

  async listClusterPolicies(
    clusterId: string,
    query: ListClusterPoliciesQuery,
    signal?: AbortSignal,
  ): Promise<PolicyPage> {
    const client = await this.#client();
    return unwrap(
      await client.request('get', '/clusters/{clusterId}/policies', {
        params: { path: { clusterId }, query },
        signal,
      }),
    );
  }

  async listClusterAllocations(
    clusterId: string,
    query: ListClusterAllocationsQuery,
    signal?: AbortSignal,
  ): Promise<AllocationPage> {
    const client = await this.#client();
    return unwrap(
      await client.request('get', '/clusters/{clusterId}/allocations', {
        params: { path: { clusterId }, query },
        signal,
      }),
    );
  }

  async listClusterBudgets(
    clusterId: string,
    query: ListClusterBudgetsQuery,
    signal?: AbortSignal,
  ): Promise<StatementPage> {
    const client = await this.#client();
    return unwrap(
      await client.request('get', '/clusters/{clusterId}/budgets', {
        params: { path: { clusterId }, query },
        signal,
      }),
    );
  }

  async listClusterTransitions(
    clusterId: string,
    query: ListClusterTransitionsQuery,
    signal?: AbortSignal,
  ): Promise<TransitionPage> {
    const client = await this.#client();
    return unwrap(
      await client.request('get', '/clusters/{clusterId}/transitions', {
        params: { path: { clusterId }, query },
        signal,
      }),
    );
  }

  async listUnbound(
    query: ListUnboundQuery,
    signal?: AbortSignal,
  ): Promise<UnboundPage> {
    const client = await this.#client();
    return unwrap(
      await client.request('get', '/unbound', { params: { query }, signal }),
    );
  }

  async getComponent(
    entity: EntityKey,
    query?: Omit<PageQuery, 'state'>,
    signal?: AbortSignal,
  ): Promise<ComponentFleet> {
    const client = await this.#client();
    return unwrap(
      await client.request('get', '/components/{kind}/{namespace}/{name}', {
        params: { path: entity, query },
        signal,
      }),
    );
  }

  async listComponentTransitions(
    entity: EntityKey,
    query: ListComponentTransitionsQuery,
    signal?: AbortSignal,
  ): Promise<TransitionPage> {
    const client = await this.#client();
    return unwrap(
      await client.request(
        'get',
        '/components/{kind}/{namespace}/{name}/transitions',
        {
          params: { path: entity, query },
          signal,
        },
      ),
    );
  }

  async getPast(
    entity: EntityKey,
    clusterId: string,
    at: string,
    signal?: AbortSignal,
  ): Promise<PastOfComponent> {
    const client = await this.#client();
    return unwrap(
      await client.request(
        'get',
        '/components/{kind}/{namespace}/{name}/clusters/{clusterId}/past',
        { params: { path: { ...entity, clusterId }, query: { at } }, signal },
      ),
    );
  }

  async getReasons(
    entity: EntityKey,
    clusterId: string,
    signal?: AbortSignal,
  ): Promise<Reasons> {
    const client = await this.#client();
    return unwrap(
      await client.request(
        'get',
        '/components/{kind}/{namespace}/{name}/clusters/{clusterId}/reasons',
        { params: { path: { ...entity, clusterId } }, signal },
      ),
    );
  }

  async getCompliance(
    query: ComplianceQuery,
    signal?: AbortSignal,
  ): Promise<FleetCompliance> {
    const client = await this.#client();
    return unwrap(
      await client.request('get', '/compliance', { params: { query }, signal }),
    );
  }

  async getCost(query: CostQuery, signal?: AbortSignal): Promise<FleetCost> {
    const client = await this.#client();
    return unwrap(
      await client.request('get', '/cost', { params: { query }, signal }),
    );
  }

  async getCostHours(
    query: CostHoursQuery,
    signal?: AbortSignal,
  ): Promise<FleetCostHours> {
    const client = await this.#client();
    return unwrap(
      await client.request('get', '/cost/hours', { params: { query }, signal }),
    );
  }

  async getPrices(signal?: AbortSignal): Promise<FleetPrices> {
    const client = await this.#client();
    return unwrap(await client.request('get', '/cost/prices', { signal }));
  }

  async changePrices(
    change: FleetPricesChange,
    signal?: AbortSignal,
  ): Promise<FleetPrices> {
    const client = await this.#client();
    return unwrap(
      await client.request('post', '/cost/prices', { body: change, signal }),
    );
  }

  async getRightSizing(
    query: RightSizingQuery,
    signal?: AbortSignal,
  ): Promise<FleetRightSizing> {
    const client = await this.#client();
    return unwrap(
      await client.request('get', '/cost/right-sizing', {
        params: { query },
        signal,
      }),
    );
  }

  async getReleaseCosts(
    query: ReleaseCostsQuery,
    signal?: AbortSignal,
  ): Promise<ReleaseCosts> {
    const client = await this.#client();
    return unwrap(
      await client.request('get', '/cost/releases', {
        params: { query },
        signal,
      }),
    );
  }

  async getPromotionCost(
    query: PromotionCostQuery,
    signal?: AbortSignal,
  ): Promise<PromotionCostAnswer> {
    const client = await this.#client();
    return unwrap(
      await client.request('get', '/cost/promotion', {
        params: { query },
        signal,
      }),
    );
  }

  async getComplianceTrend(
    query: ComplianceTrendQuery,
    signal?: AbortSignal,
  ): Promise<ComplianceTrend> {
    const client = await this.#client();
    return unwrap(
      await client.request('get', '/compliance/trend', {
        params: { query },
        signal,
      }),
    );
  }

  async listDrift(
    query: ListDriftQuery,
    signal?: AbortSignal,
  ): Promise<FleetDriftPage> {
    const client = await this.#client();
    return unwrap(
      await client.request('get', '/drift', { params: { query }, signal }),
    );
  }

  async listDriftGroups(
    query: ListDriftGroupsQuery,
    signal?: AbortSignal,
  ): Promise<FleetDriftGroupPage> {
    const client = await this.#client();
    return unwrap(
      await client.request('get', '/drift/groups', {
        params: { query },
        signal,
      }),
    );
  }

  async getDriftEpisode(
    episodeId: string,
    signal?: AbortSignal,
  ): Promise<FleetDriftEpisodeDetail> {
    const client = await this.#client();
    return unwrap(
      await client.request('get', '/drift/{episodeId}', {
        params: { path: { episodeId } },
        signal,
      }),
    );
  }

  /** Whether a cluster is as one should be. Changes nothing; other back ends ask it. */
  async verifyCluster(
    clusterId: string,
    wanted: ClusterVerificationRequest,
    signal?: AbortSignal,
  ): Promise<ClusterVerification> {
    const client = await this.#client();
    return unwrap(
      await client.request('post', '/clusters/{clusterId}/verify', {
        params: { path: { clusterId } },
        body: wanted,
        signal,
      }),
    );
  }

  /** Whether a cluster could join the fleet. Changes nothing; other back ends ask it. */
  async verifyCandidate(
    wanted: CandidateVerificationRequest,
    signal?: AbortSignal,
  ): Promise<ClusterVerification> {
    const client = await this.#client();
    return unwrap(
      await client.request('post', '/candidates/verify', {
        body: wanted,
        signal,
      }),
    );
  }

  /** Whether manifests could go to clusters. Changes nothing; other back ends ask it. */
  async checkPreflight(
    request: PreflightRequest,
    signal?: AbortSignal,
  ): Promise<Preflight> {
    const client = await this.#client();
    return unwrap(
      await client.request('post', '/preflight', { body: request, signal }),
    );
  }

  async tellDriftOwner(
    episodeId: string,
    telling: FleetDriftTelling,
    signal?: AbortSignal,
  ): Promise<FleetDriftToldOwner> {
    const client = await this.#client();
    return unwrap(
      await client.request('post', '/drift/{episodeId}/tell', {
        params: { path: { episodeId } },
        body: telling,
        signal,
      }),
    );
  }

  async previewDriftIgnored(
    scope: ExceptionScopeRequest,
    signal?: AbortSignal,
  ): Promise<FleetDriftPreview> {
    const client = await this.#client();
    return unwrap(
      await client.request('post', '/drift/preview', { body: scope, signal }),
    );
  }

  async getPipeline(
    component: string,
    signal?: AbortSignal,
  ): Promise<Pipeline> {
    const client = await this.#client();
    return unwrap(
      await client.request('get', '/promotions/pipeline', {
        params: { query: { component } },
        signal,
      }),
    );
  }

  async getPromotionPlan(
    query: PromotionPlanQuery,
    signal?: AbortSignal,
  ): Promise<PromotionPlanAnswer> {
    const client = await this.#client();
    return unwrap(
      await client.request('get', '/promotions/plan', {
        params: { query },
        signal,
      }),
    );
  }

  async askPromotionPreflight(
    query: PromotionPlanQuery,
    signal?: AbortSignal,
  ): Promise<PromotionPreflightAnswer> {
    const client = await this.#client();
    return unwrap(
      await client.request('post', '/promotions/preflight', {
        body: query,
        signal,
      }),
    );
  }

  async listPromotions(
    query: ListPromotionsQuery,
    signal?: AbortSignal,
  ): Promise<PromotionPage> {
    const client = await this.#client();
    return unwrap(
      await client.request('get', '/promotions', { params: { query }, signal }),
    );
  }

  async getPromotion(
    promotionId: string,
    signal?: AbortSignal,
  ): Promise<FleetPromotion> {
    const client = await this.#client();
    return unwrap(
      await client.request('get', '/promotions/{promotionId}', {
        params: { path: { promotionId } },
        signal,
      }),
    );
  }

  async requestPromotion(
    request: PromotionRequest,
    signal?: AbortSignal,
  ): Promise<FleetPromotion> {
    const client = await this.#client();
    return unwrap(
      await client.request('post', '/promotions', { body: request, signal }),
    );
  }

  async approvePromotion(
    promotionId: string,
    approval: PromotionApprovalRequest,
    signal?: AbortSignal,
  ): Promise<FleetPromotion> {
    const client = await this.#client();
    return unwrap(
      await client.request('post', '/promotions/{promotionId}/approve', {
        params: { path: { promotionId } },
        body: approval,
        signal,
      }),
    );
  }

  async overridePromotionGate(
    promotionId: string,
    override: PromotionOverrideRequest,
    signal?: AbortSignal,
  ): Promise<FleetPromotion> {
    const client = await this.#client();
    return unwrap(
      await client.request('post', '/promotions/{promotionId}/override', {
        params: { path: { promotionId } },
        body: override,
        signal,
      }),
    );
  }

  async stopPromotion(
    promotionId: string,
    reason: PromotionReasonRequest,
    signal?: AbortSignal,
  ): Promise<FleetPromotion> {
    const client = await this.#client();
    return unwrap(
      await client.request('post', '/promotions/{promotionId}/stop', {
        params: { path: { promotionId } },
        body: reason,
        signal,
      }),
    );
  }

  async rollBackPromotion(
    promotionId: string,
    reason: PromotionReasonRequest,
    signal?: AbortSignal,
  ): Promise<FleetPromotion> {
    const client = await this.#client();
    return unwrap(
      await client.request('post', '/promotions/{promotionId}/roll-back', {
        params: { path: { promotionId } },
        body: reason,
        signal,
      }),
    );
  }

  async getPromotionChanges(
    promotionId: string,
    query: { wave: string; direction?: PromotionDirection },
    signal?: AbortSignal,
  ): Promise<PromotionChanges> {
    const client = await this.#client();
    return unwrap(
      await client.request('get', '/promotions/{promotionId}/changes', {
        params: { path: { promotionId }, query },
        signal,
      }),
    );
  }

  async notePromotionChange(
    promotionId: string,
    note: PromotionChangeNoteRequest,
    signal?: AbortSignal,
  ): Promise<FleetPromotion> {
    const client = await this.#client();
    return unwrap(
      await client.request('post', '/promotions/{promotionId}/changes', {
        params: { path: { promotionId } },
        body: note,
        signal,
      }),
    );
  }

  async listExceptions(
    query: ListExceptionsQuery,
    signal?: AbortSignal,
  ): Promise<FleetExceptionPage> {
    const client = await this.#client();
    return unwrap(
      await client.request('get', '/exceptions', { params: { query }, signal }),
    );
  }

  async getException(
    exceptionId: string,
    signal?: AbortSignal,
  ): Promise<FleetException> {
    const client = await this.#client();
    return unwrap(
      await client.request('get', '/exceptions/{exceptionId}', {
        params: { path: { exceptionId } },
        signal,
      }),
    );
  }

  async requestException(
    request: ExceptionRequest,
    signal?: AbortSignal,
  ): Promise<FleetException> {
    const client = await this.#client();
    return unwrap(
      await client.request('post', '/exceptions', { body: request, signal }),
    );
  }

  async approveException(
    exceptionId: string,
    approval: ExceptionApprovalRequest,
    signal?: AbortSignal,
  ): Promise<FleetException> {
    const client = await this.#client();
    return unwrap(
      await client.request('post', '/exceptions/{exceptionId}/approve', {
        params: { path: { exceptionId } },
        body: approval,
        signal,
      }),
    );
  }

  async withdrawException(
    exceptionId: string,
    withdrawal: ExceptionWithdrawal,
    signal?: AbortSignal,
  ): Promise<FleetException> {
    const client = await this.#client();
    return unwrap(
      await client.request('post', '/exceptions/{exceptionId}/withdraw', {
        params: { path: { exceptionId } },
        body: withdrawal,
        signal,
      }),
    );
  }

  async renewException(
    exceptionId: string,
    renewal: ExceptionRenewal,
    signal?: AbortSignal,
  ): Promise<FleetException> {
    const client = await this.#client();
    return unwrap(
      await client.request('post', '/exceptions/{exceptionId}/renew', {
        params: { path: { exceptionId } },
        body: renewal,
        signal,
      }),
    );
  }

  async listAppliedExceptions(
    query: ListAppliedExceptionsQuery,
    signal?: AbortSignal,
  ): Promise<AppliedExceptionPage> {
    const client = await this.#client();
    return unwrap(
      await client.request('get', '/applied-exceptions', {
        params: { query },
        signal,
      }),
    );
  }

  async listRollouts(
    query: ListRolloutsQuery,
    signal?: AbortSignal,
  ): Promise<RolloutPage> {
    const client = await this.#client();
    return unwrap(
      await client.request('get', '/rollouts', { params: { query }, signal }),
    );
  }

  async getRollout(rolloutId: string, signal?: AbortSignal): Promise<Rollout> {
    const client = await this.#client();
    return unwrap(
      await client.request('get', '/rollouts/{rolloutId}', {
        params: { path: { rolloutId } },
        signal,
      }),
    );
  }

  async getMatrixAxes(
    query: MatrixQuery,
    signal?: AbortSignal,
  ): Promise<MatrixAxes> {
    const client = await this.#client();
    return unwrap(
      await client.request('get', '/matrix/axes', {
        params: { query },
        signal,
      }),
    );
  }

  async getMatrixTile(
    query: MatrixTileQuery,
    signal?: AbortSignal,
  ): Promise<MatrixTile> {
    const client = await this.#client();
    return unwrap(
      await client.request('get', '/matrix/tiles', {
        params: { query },
        signal,
      }),
    );
  }

  async getMatrixRollups(
    query: MatrixRollupsQuery,
    signal?: AbortSignal,
  ): Promise<MatrixRollups> {
    const client = await this.#client();
    return unwrap(
      await client.request('get', '/matrix/rollups', {
        params: { query },
        signal,
      }),
    );
  }

  async listActions(
    instanceId: string,
    signal?: AbortSignal,
  ): Promise<InstanceActions> {
    const client = await this.#client();
    return unwrap(
      await client.request('get', '/instances/{instanceId}/actions', {
        params: { path: { instanceId } },
        signal,
      }),
    );
  }

  async planAction(
    instanceId: string,
    question: ActionQuestion,
    signal?: AbortSignal,
  ): Promise<ActionPlan> {
    const client = await this.#client();
    return unwrap(
      await client.request('post', '/instances/{instanceId}/actions/plan', {
        params: { path: { instanceId } },
        body: question,
        signal,
      }),
    );
  }

  async startAction(
    instanceId: string,
    request: ActionRequest,
    signal?: AbortSignal,
  ): Promise<ActionRun> {
    const client = await this.#client();
    return unwrap(
      await client.request('post', '/instances/{instanceId}/actions', {
        params: { path: { instanceId } },
        body: request,
        signal,
      }),
    );
  }

  async listRuns(
    instanceId: string,
    query: Omit<PageQuery, 'state'> = {},
    signal?: AbortSignal,
  ): Promise<ActionRunPage> {
    const client = await this.#client();
    return unwrap(
      await client.request('get', '/instances/{instanceId}/runs', {
        params: { path: { instanceId }, query },
        signal,
      }),
    );
  }

  async listComponentRuns(
    entity: EntityKey,
    query: ListComponentRunsQuery = {},
    signal?: AbortSignal,
  ): Promise<ActionRunPage> {
    const client = await this.#client();
    return unwrap(
      await client.request(
        'get',
        '/components/{kind}/{namespace}/{name}/runs',
        {
          params: { path: entity, query },
          signal,
        },
      ),
    );
  }

  async getRun(runId: string, signal?: AbortSignal): Promise<ActionRun> {
    const client = await this.#client();
    return unwrap(
      await client.request('get', '/actions/{runId}', {
        params: { path: { runId } },
        signal,
      }),
    );
  }

  async listAudit(
    query?: ListAuditQuery,
    signal?: AbortSignal,
  ): Promise<AuditPage> {
    const client = await this.#client();
    return unwrap(
      await client.request('get', '/audit', { params: { query }, signal }),
    );
  }

  async exportAudit(
    query?: ExportAuditQuery,
    signal?: AbortSignal,
  ): Promise<{ file: Blob; cut: boolean }> {
    const client = await this.#client();
    const result = await client.request('get', '/audit/export', {
      params: { query },
      parseAs: 'blob',
      signal,
    });
    return {
      file: unwrap<Blob>(result),
      cut: result.response.headers.get('fleet-audit-cut') === 'true',
    };
  }

  async getAuditChain(signal?: AbortSignal): Promise<AuditChain> {
    const client = await this.#client();
    return unwrap(await client.request('get', '/audit/chain', { signal }));
  }

  /**
   * The portal's fetch makes a request anew for each of its middlewares, and a body
   * can be read once: it goes as text.
   */
  async #fetch(request: Request): Promise<Response> {
    if (request.method === 'GET') return this.#fetchApi.fetch(request);
    const { url, method, headers, signal } = request;
    return this.#fetchApi.fetch(url, {
      method,
      headers,
      signal,
      body: await request.text(),
    });
  }

  async #client(): Promise<Client<paths>> {
    return createClient<paths>({
      baseUrl: await this.#discoveryApi.getBaseUrl('fleet'),
      fetch: request => this.#fetch(request),
      querySerializer: { array: { style: 'form', explode: true } },
    });
  }
}

function unwrap<T>(result: {
  data?: T;
  error?: unknown;
  response: Response;
}): T {
  if (result.response.ok && result.data !== undefined) return result.data;
  const error = (result.error as Schemas['Error'] | undefined)?.error;
  throw new FleetResponseError(
    result.response.status,
    error?.name ?? 'ResponseError',
    error?.message ??
      `The fleet backend answered ${result.response.status} ${result.response.statusText}.`,
  );
}

import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type {
  BasicPermission,
  ResourcePermission,
} from '@backstage/plugin-permission-common';
import {
  fleetAllocationReadPermission,
  fleetAuditReadPermission,
  fleetClusterOnboardPermission,
  fleetClusterReadPermission,
  fleetFindingApprovePermission,
  fleetFindingReadPermission,
  fleetFindingWaivePermission,
  fleetInstanceActPermission,
  fleetInstanceReadPermission,
  fleetPriceUpdatePermission,
  fleetPromotionApprovePermission,
  fleetPromotionPromotePermission,
  fleetPromotionReadPermission,
  type ActionQuestion,
  type ActionRequest,
  type ExceptionApprovalRequest,
  type ExceptionRenewal,
  type ExceptionRequest,
  type ExceptionScopeRequest,
  type ExceptionWithdrawal,
  type ExportAuditQuery,
  type FleetDriftTelling,
  type FleetPricesChange,
  type GetOverviewQuery,
  type ListAppliedExceptionsQuery,
  type ListAuditQuery,
  type ListClusterAlertsQuery,
  type ListClusterAllocationsQuery,
  type CandidateVerificationRequest,
  type ClusterPodSecurityQuery,
  type ClusterVerificationRequest,
  type ComplianceQuery,
  type CostHoursQuery,
  type CostQuery,
  type PromotionCostQuery,
  type ReleaseCostsQuery,
  type RightSizingQuery,
  type ComplianceTrendQuery,
  type ListClusterFindingsQuery,
  type ListClustersQuery,
  type ListClusterPoliciesQuery,
  type ListClusterStatementsQuery,
  type ListClusterTransitionsQuery,
  type ListComponentRunsQuery,
  type ListComponentTransitionsQuery,
  type ListDriftGroupsQuery,
  type ListDriftQuery,
  type ListExceptionsQuery,
  type CompareSkewQuery,
  type ListPromotionsQuery,
  type ListRolloutsQuery,
  type ListSkewQuery,
  type ListUnboundQuery,
  type MatrixQuery,
  type MatrixRollupsQuery,
  type MatrixTileQuery,
  type PageQuery,
  type PromotionApprovalRequest,
  type PromotionChangeNoteRequest,
  type PromotionDirection,
  type PromotionOverrideRequest,
  type PromotionPlanQuery,
  type PromotionReasonRequest,
  type PromotionRequest,
  type PreflightRequest,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  getRun,
  listActions,
  listEntityRuns,
  listRuns,
  type Actions,
  type ActionScope,
  type Asked,
} from '../actions';
import type { AuditActor, AuditRequest, AuditTrail } from '../audit';
import type { AuditEventIntake } from '../auditEvents';
import {
  approveException,
  getException,
  listAppliedExceptions,
  listExceptions,
  renewException,
  requestException,
  withdrawException,
  type Changing,
  type ExceptionAccess,
} from '../exceptions';
import { tellDriftOwner } from '../drift';
import type { FleetEngine } from '../FleetEngine';
import type { FleetVitals } from '../observability';
import { EntityIndex } from '../mapping/EntityIndex';
import { operatorNames } from '../permissions/operatorNames';
import {
  approvePromotion,
  askPreflight,
  endPromotion,
  getPipeline,
  getPlan,
  getPromotion,
  getPromotionChanges,
  listPromotions,
  noteChange,
  overrideGateOf,
  readWorld,
  requestPromotion,
  stageFleetOf,
  type Promoting,
  type PromotionAccess,
  type PromotionWorld,
} from '../promotions';
import { checkPreflight, type Reach } from '../preflight';
import { changePrices, getPrices } from '../prices';
import { exportAudit, listAudit, type AuditChecks } from '../read/audit';
import { listClusterAlerts } from '../read/alerts';
import { listClusterAllocations } from '../read/allocations';
import {
  getCost,
  getCostHours,
  getPromotionCost,
  getReleaseCosts,
  getRightSizing,
} from '../read/costs';
import { getCompliance, getComplianceTrend } from '../read/compliance';
import { listClusterFindings } from '../read/findings';
import { getChanges } from '../read/getChanges';
import { getCluster } from '../read/getCluster';
import { getComponent } from '../read/getComponent';
import type { FleetSnapshot } from '../read/fleet';
import { getHealth } from '../read/getHealth';
import { getOverview } from '../read/getOverview';
import { listClusterDeliveries } from '../read/listClusterDeliveries';
import { listClusterInstances } from '../read/listClusterInstances';
import { listClusters } from '../read/listClusters';
import { listClusterWorkloads } from '../read/listClusterWorkloads';
import { getReasons, getRollout, listRollouts } from '../read/rollouts';
import { getClusterPodSecurity } from '../read/podSecurity';
import { listConnections } from '../read/listConnections';
import {
  getDriftEpisode,
  listDrift,
  listDriftGroups,
  previewDriftIgnored,
} from '../read/drift';
import {
  listClusterTransitions,
  listEntityTransitions,
} from '../read/listTransitions';
import {
  getMatrixAxes,
  getMatrixRollups,
  getMatrixTile,
  getPast,
  type MatrixReader,
} from '../read/matrix';
import { PreparedAnswer } from '../read/PreparedAnswer';
import type { StreamedAnswer } from '../read/StreamedAnswer';
import { compareSkew, listSkew, skewAsUsual } from '../read/skew';
import { listClusterPolicies, listClusterStatements } from '../read/statements';
import type { ReadContext } from '../read/types';
import { listUnbound } from '../read/unbound';
import {
  verifyCandidate,
  verifyCluster,
  type CandidateAsker,
  type ClusterAsker,
} from '../verify';

/** What a handler gets: parameters that the OpenAPI document let through. */
export type OperationRequest = {
  context: ReadContext;
  engine: FleetEngine;
  vitals: FleetVitals;
  /** Takes what API servers send of their audit logs; nothing is taken where absent. */
  auditEvents?: AuditEventIntake;
  /** The fleet as it is now, or was a moment ago. */
  fleet: () => Promise<FleetSnapshot>;
  /**
   * The matrix as who asks may see it, and as it is; of now, or at a time.
   *
   * @param at - a time, as it was asked for
   */
  matrix: (at?: string) => Promise<MatrixReader>;
  wholeMatrix: (at?: string) => Promise<MatrixReader>;
  /** Whether who asks may see an entity in the catalog. */
  mayReadEntity: (entityRef: string) => Promise<boolean>;
  /** The audit, and who asks, for what is recorded with how it ends. */
  audit: {
    trail: AuditTrail;
    checks: AuditChecks;
    keepDays: number;
    actor: AuditActor;
    request: AuditRequest;
  };
  /** What of the ledger of exceptions who asks may see and change. */
  exceptionAccess: () => Promise<ExceptionAccess>;
  /** What of promotions who asks may see and change. */
  promotionAccess: () => Promise<PromotionAccess>;
  /** The fleet, whatever of it who asks may see: for what is decided and not shown. */
  wholeFleet: () => Promise<FleetSnapshot>;
  /** What who asks may act on. */
  actingScope: () => Promise<ActionScope>;
  actions: Actions;
  /** What who asks may see, and act on, of places in which nothing may be yet. */
  reaches: () => Promise<{ reads: Reach; acts: Reach }>;
  /** What clusters are asked with, where only they know. */
  asker: ClusterAsker;
  /** How clusters are reached that are none of the fleet. */
  candidates: CandidateAsker;
  /** The time as it goes on, in milliseconds since 1970. */
  now: () => number;
  path: Record<string, string>;
  query: Record<string, unknown>;
  /** Of what is not only read, as the OpenAPI document let it through. */
  body: unknown;
};

/** One operation of the OpenAPI document: the permission that it needs, and its handler. */
export type Operation = {
  permission: ResourcePermission | BasicPermission;
  /** What its answer tells all of; needed besides, as of an operation that is about all. */
  tellsAllOf?: ResourcePermission;
  /** Of what things its answer holds what may be seen besides, if anything of them may. */
  alsoShows?: ResourcePermission;
  /** It speaks of the fleet as a whole: who may see some of it may not ask. */
  isAboutAll?: boolean;
  /** It asks what may be acted on; nobody acts on what he may not see. */
  acts?: boolean;
  /** It asks of what exceptions may be asked for and approved. */
  waives?: boolean;
  /** It asks where releases may be promoted to, and where that may be approved. */
  promotes?: boolean;
  /** Only other back ends may ask it, whatever people are permitted. */
  isForServices?: boolean;
  /** Under what it is noted in the audit who asks for it. */
  noted?: 'audit-read' | 'health-read';
  handle(
    request: OperationRequest,
  ): Promise<object | PreparedAnswer | StreamedAnswer>;
};

/** An answer that is the same for all who ask the same of a snapshot. */
function prepared(
  fleet: FleetSnapshot,
  question: string,
  query: object,
  make: () => object,
): PreparedAnswer {
  return fleet.answer(
    `${question} ${JSON.stringify(query)}`,
    () =>
      new PreparedAnswer(
        make(),
        // Of one who may not see all it says only whether what he sees is the same.
        fleet.limited.length > 0
          ? undefined
          : `"${fleet.revision}-${fleet.takenAt}"`,
      ),
  );
}

/**
 * The same of an answer that is read from the database: who may see the whole fleet is told
 * what was read for others who asked the same of this moment.
 */
async function readOnce(
  { context, fleet }: Pick<OperationRequest, 'context' | 'fleet'>,
  question: string,
  query: object,
  read: () => Promise<object>,
): Promise<object | PreparedAnswer> {
  if (context.view) return read();
  const snapshot = await fleet();
  return snapshot.once(
    `${question} ${JSON.stringify(query)}`,
    async () => new PreparedAnswer(await read()),
  );
}

/** Clusters that are hidden, where that may be said. */
function hiddenClusters({ view, tellsHidden }: ReadContext): number {
  return tellsHidden && view ? view.hiddenClusters : 0;
}

function entityRefOf(path: Record<string, string>): string {
  return stringifyEntityRef({
    kind: path.kind,
    namespace: path.namespace,
    name: path.name,
  });
}

async function asked({
  context,
  engine,
  audit,
  path,
  ...request
}: OperationRequest): Promise<Asked> {
  return {
    context,
    scope: await request.actingScope(),
    entities: engine.mirror.index(),
    adapters: engine.adapters,
    actor: audit.actor,
    request: audit.request,
    instanceId: path.instanceId,
  };
}

async function changing({
  context,
  audit,
  exceptionAccess,
}: OperationRequest): Promise<Changing> {
  return {
    context,
    access: await exceptionAccess(),
    audit: audit.trail,
    actor: audit.actor,
    request: audit.request,
  };
}

/** Whether it could be an entity's: the catalog fails at what is none. */
function isReference(text: string): boolean {
  try {
    parseEntityRef(text);
    return true;
  } catch {
    return false;
  }
}

/** What a component's promotions are judged by, as who asks may see it. */
async function worldOf(
  { context, engine, ...request }: OperationRequest,
  component: string,
): Promise<PromotionWorld> {
  // To who may not see all, one that the catalog hides is one that is not there.
  const isHidden =
    context.view &&
    !(isReference(component) && (await request.mayReadEntity(component)));
  return readWorld(context, {
    entityRef: component,
    fleet: await request.fleet(),
    config: engine.promotions,
    cost: engine.costs,
    namesOf: namesIn(engine),
    isHidden: Boolean(isHidden),
  });
}

/** The names that an operator gave clusters. */
function namesIn({ registry }: Pick<FleetEngine, 'registry'>) {
  return (clusterId: string) => operatorNames(registry.get(clusterId));
}

async function promoting({
  context,
  engine,
  audit,
  promotionAccess,
  wholeFleet,
}: OperationRequest): Promise<Promoting> {
  const { knex, now } = context;
  return {
    knex,
    world: async entityRef =>
      readWorld(
        { knex, now },
        {
          entityRef,
          fleet: await wholeFleet(),
          config: engine.promotions,
          cost: engine.costs,
          namesOf: namesIn(engine),
        },
      ),
    access: await promotionAccess(),
    audit: audit.trail,
    actor: audit.actor,
    request: audit.request,
  };
}

/** Every operation by its id. A test holds this against the document. */
export const operations: Record<string, Operation> = {
  getOverview: {
    permission: fleetClusterReadPermission,
    handle: async ({ context, engine, query, ...request }) => {
      const fleet = await request.fleet();
      return prepared(fleet, 'overview', query, () =>
        getOverview(
          fleet,
          engine.problems,
          query as GetOverviewQuery,
          hiddenClusters(context),
        ),
      );
    },
  },
  getChanges: {
    permission: fleetClusterReadPermission,
    handle: ({ context, query }) =>
      getChanges(context, query.since as number | undefined),
  },
  getHealth: {
    permission: fleetClusterReadPermission,
    isAboutAll: true,
    noted: 'health-read',
    handle: ({ context, vitals, auditEvents }) =>
      getHealth(context, vitals, auditEvents?.webhooks.clusterIds()),
  },
  listClusters: {
    permission: fleetClusterReadPermission,
    handle: async ({ context, query, ...request }) => {
      const fleet = await request.fleet();
      return prepared(fleet, 'clusters', query, () =>
        listClusters(fleet, query as ListClustersQuery, {
          cursorKey: context.cursorKey,
          hiddenClusters: hiddenClusters(context),
        }),
      );
    },
  },
  listConnections: {
    permission: fleetClusterReadPermission,
    isAboutAll: true,
    isForServices: true,
    handle: async ({ context, engine, query }) =>
      new PreparedAnswer(
        await listConnections(context, engine, query as PageQuery),
      ),
  },
  getCluster: {
    permission: fleetClusterReadPermission,
    handle: async ({ context, engine, path, fleet }) =>
      getCluster(
        { ...context, fleet: await fleet() },
        engine.adapters,
        path.clusterId,
      ),
  },
  listClusterInstances: {
    permission: fleetInstanceReadPermission,
    handle: ({ context, engine, path, query }) =>
      listClusterInstances(
        context,
        engine.mirror.index(),
        path.clusterId,
        query as PageQuery,
      ),
  },
  listClusterWorkloads: {
    permission: fleetInstanceReadPermission,
    handle: ({ context, path, query }) =>
      listClusterWorkloads(context, path.clusterId, query as PageQuery),
  },
  listClusterDeliveries: {
    permission: fleetInstanceReadPermission,
    handle: ({ context, path, query }) =>
      listClusterDeliveries(context, path.clusterId, query as PageQuery),
  },
  listClusterTransitions: {
    permission: fleetInstanceReadPermission,
    handle: ({ context, path, query }) =>
      listClusterTransitions(
        context,
        path.clusterId,
        query as ListClusterTransitionsQuery,
      ),
  },
  listClusterStatements: {
    permission: fleetInstanceReadPermission,
    handle: ({ context, path, query }) =>
      listClusterStatements(
        context,
        path.clusterId,
        query as ListClusterStatementsQuery,
      ),
  },
  listClusterAlerts: {
    permission: fleetInstanceReadPermission,
    handle: ({ context, path, query }) =>
      listClusterAlerts(
        context,
        path.clusterId,
        query as ListClusterAlertsQuery,
      ),
  },
  listClusterFindings: {
    permission: fleetFindingReadPermission,
    handle: ({ context, path, query }) =>
      listClusterFindings(
        context,
        path.clusterId,
        query as ListClusterFindingsQuery,
      ),
  },
  getCost: {
    permission: fleetAllocationReadPermission,
    handle: ({ context, engine, query }) =>
      getCost(context, query as CostQuery, engine.costs),
  },
  getCostHours: {
    permission: fleetAllocationReadPermission,
    handle: ({ context, query }) =>
      getCostHours(context, query as CostHoursQuery),
  },
  getPrices: {
    permission: fleetAllocationReadPermission,
    isAboutAll: true,
    handle: ({ context, engine }) =>
      getPrices(context, engine.configuredPrices),
  },
  changePrices: {
    permission: fleetPriceUpdatePermission,
    // It is answered with the sheet, which `getPrices` tells to nobody else.
    tellsAllOf: fleetAllocationReadPermission,
    handle: async ({ context, engine, audit, body }) => {
      await changePrices({
        context,
        audit: audit.trail,
        actor: audit.actor,
        change: body as FleetPricesChange,
      });
      await engine.tellPrices();
      return getPrices(context, engine.configuredPrices);
    },
  },
  getRightSizing: {
    permission: fleetAllocationReadPermission,
    handle: ({ context, query }) =>
      getRightSizing(context, query as RightSizingQuery),
  },
  getReleaseCosts: {
    permission: fleetAllocationReadPermission,
    handle: ({ context, query }) =>
      getReleaseCosts(context, query as ReleaseCostsQuery),
  },
  getPromotionCost: {
    permission: fleetAllocationReadPermission,
    handle: ({ context, engine, query }) =>
      getPromotionCost(context, query as PromotionCostQuery, engine.costs),
  },
  getCompliance: {
    permission: fleetFindingReadPermission,
    handle: ({ context, engine, query }) =>
      getCompliance(context, query as ComplianceQuery, engine.compliance),
  },
  getClusterPodSecurity: {
    permission: fleetFindingReadPermission,
    handle: ({ context, engine, path, query }) =>
      getClusterPodSecurity(
        context,
        path.clusterId,
        query as ClusterPodSecurityQuery,
        engine.compliance,
      ),
  },
  getComplianceTrend: {
    permission: fleetFindingReadPermission,
    handle: ({ context, engine, query }) =>
      getComplianceTrend(
        context,
        query as ComplianceTrendQuery,
        engine.compliance,
      ),
  },
  listDrift: {
    permission: fleetInstanceReadPermission,
    handle: ({ context, engine, query, fleet }) =>
      readOnce({ context, fleet }, 'drift', query, () =>
        listDrift(context, query as ListDriftQuery, engine.drift.tierWeights),
      ),
  },
  listDriftGroups: {
    permission: fleetInstanceReadPermission,
    handle: ({ context, query, fleet }) =>
      readOnce({ context, fleet }, 'drift-groups', query, () =>
        listDriftGroups(context, query as ListDriftGroupsQuery),
      ),
  },
  getDriftEpisode: {
    permission: fleetInstanceReadPermission,
    handle: ({ context, engine, path, auditEvents }) =>
      getDriftEpisode(context, path.episodeId, {
        adapters: engine.adapters,
        connected: auditEvents?.webhooks.clusterIds() ?? new Set(),
      }),
  },
  tellDriftOwner: {
    permission: fleetInstanceActPermission,
    acts: true,
    handle: async ({ context, engine, audit, path, body, actingScope }) =>
      tellDriftOwner(
        {
          context,
          scope: await actingScope(),
          settings: engine.telling,
          audit: audit.trail,
          actor: audit.actor,
          request: audit.request,
        },
        path.episodeId,
        body as FleetDriftTelling,
      ),
  },
  previewDriftIgnored: {
    permission: fleetInstanceReadPermission,
    handle: ({ context, body }) =>
      previewDriftIgnored(context, body as ExceptionScopeRequest),
  },
  listSkew: {
    permission: fleetClusterReadPermission,
    alsoShows: fleetFindingReadPermission,
    handle: async ({ context, engine, query, fleet }) =>
      listSkew(
        { ...context, fleet: await fleet() },
        { adapters: engine.adapters, basis: engine.skew ?? skewAsUsual },
        query as ListSkewQuery,
      ),
  },
  compareSkew: {
    permission: fleetClusterReadPermission,
    alsoShows: fleetFindingReadPermission,
    handle: async ({ context, engine, query, fleet }) =>
      compareSkew(
        { ...context, fleet: await fleet() },
        { adapters: engine.adapters, basis: engine.skew ?? skewAsUsual },
        query as CompareSkewQuery,
      ),
  },
  listPromotions: {
    permission: fleetPromotionReadPermission,
    promotes: true,
    handle: async ({ context, query, promotionAccess }) =>
      listPromotions(
        context,
        await promotionAccess(),
        query as ListPromotionsQuery,
      ),
  },
  getPipeline: {
    permission: fleetPromotionReadPermission,
    promotes: true,
    handle: async request => {
      const component = request.query.component as string;
      return getPipeline({
        entityRef: component,
        world: await worldOf(request, component),
        access: await request.promotionAccess(),
        fleet: await request.fleet(),
      });
    },
  },
  getPromotionPlan: {
    permission: fleetPromotionReadPermission,
    promotes: true,
    handle: async request => {
      const question = request.query as PromotionPlanQuery;
      return getPlan({
        asked: question,
        world: await worldOf(request, question.component),
        access: await request.promotionAccess(),
        fleet: await request.fleet(),
      });
    },
  },
  askPromotionPreflight: {
    permission: fleetPromotionReadPermission,
    promotes: true,
    acts: true,
    handle: async request => {
      const { context, audit, actions, asker, now } = request;
      const question = request.body as PromotionPlanQuery;
      const { reads, acts } = await request.reaches();
      return askPreflight({
        asked: question,
        world: await worldOf(request, question.component),
        preflighting: {
          context,
          asker,
          clients: actions.clients,
          reads,
          acts,
          audit: audit.trail,
          actor: audit.actor,
          request: audit.request,
          now,
        },
      });
    },
  },
  getPromotion: {
    permission: fleetPromotionReadPermission,
    promotes: true,
    handle: async ({ context, engine, path, ...request }) =>
      getPromotion(
        {
          knex: context.knex,
          now: context.now,
          config: engine.promotions,
          stageFleet: stageFleetOf(await request.fleet(), engine.promotions),
        },
        await request.promotionAccess(),
        path.promotionId,
      ),
  },
  requestPromotion: {
    permission: fleetPromotionPromotePermission,
    promotes: true,
    handle: async request =>
      requestPromotion(
        await promoting(request),
        request.body as PromotionRequest,
      ),
  },
  approvePromotion: {
    permission: fleetPromotionApprovePermission,
    promotes: true,
    handle: async request =>
      approvePromotion(
        await promoting(request),
        request.path.promotionId,
        request.body as PromotionApprovalRequest,
      ),
  },
  overridePromotionGate: {
    permission: fleetPromotionApprovePermission,
    promotes: true,
    handle: async request =>
      overrideGateOf(
        await promoting(request),
        request.path.promotionId,
        request.body as PromotionOverrideRequest,
      ),
  },
  stopPromotion: {
    permission: fleetPromotionPromotePermission,
    promotes: true,
    handle: async request =>
      endPromotion(
        await promoting(request),
        request.path.promotionId,
        'stopped',
        request.body as PromotionReasonRequest,
      ),
  },
  rollBackPromotion: {
    permission: fleetPromotionPromotePermission,
    promotes: true,
    handle: async request =>
      endPromotion(
        await promoting(request),
        request.path.promotionId,
        'rollback-asked',
        request.body as PromotionReasonRequest,
      ),
  },
  getPromotionChanges: {
    permission: fleetPromotionReadPermission,
    promotes: true,
    handle: async request =>
      getPromotionChanges(
        await promoting(request),
        request.path.promotionId,
        request.query as { wave: string; direction?: PromotionDirection },
      ),
  },
  notePromotionChange: {
    permission: fleetPromotionPromotePermission,
    promotes: true,
    handle: async request =>
      noteChange(
        await promoting(request),
        request.path.promotionId,
        request.body as PromotionChangeNoteRequest,
      ),
  },
  listExceptions: {
    permission: fleetFindingReadPermission,
    waives: true,
    handle: async ({ context, query, exceptionAccess }) =>
      listExceptions(
        context,
        await exceptionAccess(),
        query as ListExceptionsQuery,
      ),
  },
  getException: {
    permission: fleetFindingReadPermission,
    waives: true,
    handle: async ({ context, path, exceptionAccess }) =>
      getException(context, await exceptionAccess(), path.exceptionId),
  },
  requestException: {
    permission: fleetFindingWaivePermission,
    waives: true,
    handle: async request =>
      requestException(
        await changing(request),
        request.body as ExceptionRequest,
      ),
  },
  approveException: {
    permission: fleetFindingApprovePermission,
    waives: true,
    handle: async request =>
      approveException(
        await changing(request),
        request.path.exceptionId,
        request.body as ExceptionApprovalRequest,
      ),
  },
  withdrawException: {
    permission: fleetFindingWaivePermission,
    waives: true,
    handle: async request =>
      withdrawException(
        await changing(request),
        request.path.exceptionId,
        request.body as ExceptionWithdrawal,
      ),
  },
  renewException: {
    permission: fleetFindingWaivePermission,
    waives: true,
    handle: async request =>
      renewException(
        await changing(request),
        request.path.exceptionId,
        request.body as ExceptionRenewal,
      ),
  },
  listAppliedExceptions: {
    permission: fleetFindingReadPermission,
    handle: async ({ context, query, exceptionAccess }) =>
      listAppliedExceptions(
        context,
        await exceptionAccess(),
        query as ListAppliedExceptionsQuery,
      ),
  },
  listClusterPolicies: {
    permission: fleetFindingReadPermission,
    handle: ({ context, path, query }) =>
      listClusterPolicies(
        context,
        path.clusterId,
        query as ListClusterPoliciesQuery,
      ),
  },
  listClusterAllocations: {
    permission: fleetAllocationReadPermission,
    handle: ({ context, path, query }) =>
      listClusterAllocations(
        context,
        path.clusterId,
        query as ListClusterAllocationsQuery,
      ),
  },
  listClusterBudgets: {
    permission: fleetAllocationReadPermission,
    handle: ({ context, path, query }) =>
      listClusterStatements(
        context,
        path.clusterId,
        query as ListClusterStatementsQuery,
        'budgets',
      ),
  },
  verifyCluster: {
    permission: fleetClusterReadPermission,
    handle: async ({ context, engine, path, body, fleet, asker, now }) =>
      verifyCluster(
        {
          context: { ...context, fleet: await fleet() },
          adapters: engine.adapters,
          asker,
          now,
        },
        path.clusterId,
        body as ClusterVerificationRequest,
      ),
  },
  verifyCandidate: {
    permission: fleetClusterOnboardPermission,
    handle: ({ context, engine, audit, body, ...request }) =>
      verifyCandidate(
        {
          knex: context.knex,
          registry: engine.registry,
          adapters: engine.adapters,
          asker: request.asker,
          candidates: request.candidates,
          audit: audit.trail,
          actor: audit.actor,
          request: audit.request,
          now: request.now,
        },
        body as CandidateVerificationRequest,
      ),
  },
  checkPreflight: {
    permission: fleetInstanceReadPermission,
    acts: true,
    handle: async ({ context, audit, body, ...request }) => {
      const { reads, acts } = await request.reaches();
      return checkPreflight(
        {
          context,
          asker: request.asker,
          clients: request.actions.clients,
          reads,
          acts,
          audit: audit.trail,
          actor: audit.actor,
          request: audit.request,
          now: request.now,
        },
        body as PreflightRequest,
      );
    },
  },
  listUnbound: {
    permission: fleetInstanceReadPermission,
    handle: async ({ context, engine, query, fleet }) =>
      listUnbound(
        { ...context, fleet: await fleet() },
        engine.mirror.index(),
        query as ListUnboundQuery,
      ),
  },
  getComponent: {
    permission: fleetInstanceReadPermission,
    handle: async ({ context, engine, path, query, fleet, ...request }) => {
      const ref = entityRefOf(path);
      // To who may not see all, one that the catalog hides is one that is not there.
      if (context.view && !(await request.mayReadEntity(ref))) {
        return getComponent(
          { ...context, fleet: await fleet() },
          new EntityIndex([]),
          ref,
          query as PageQuery,
        );
      }
      // Somebody looks at it: an entity that is new to the catalog shows at once.
      if (!engine.mirror.index().byRef.has(ref)) {
        await engine.mirror.refreshOne(ref).catch(() => undefined);
      }
      return getComponent(
        { ...context, fleet: await fleet() },
        engine.mirror.index(),
        ref,
        query as PageQuery,
      );
    },
  },
  listComponentTransitions: {
    permission: fleetInstanceReadPermission,
    handle: ({ context, path, query }) =>
      listEntityTransitions(
        context,
        entityRefOf(path),
        query as ListComponentTransitionsQuery,
      ),
  },
  getReasons: {
    permission: fleetInstanceReadPermission,
    handle: async ({ context, engine, path, ...request }) => {
      const entityRef = entityRefOf(path);
      const mayRead = !context.view || (await request.mayReadEntity(entityRef));
      return getReasons(context, {
        entities: mayRead ? engine.mirror.index() : new EntityIndex([]),
        config: engine.rollouts,
        entityRef,
        clusterId: path.clusterId,
      });
    },
  },
  getPast: {
    permission: fleetInstanceReadPermission,
    handle: async ({ context, path, query }) =>
      getPast(context, {
        entityRef: entityRefOf(path),
        clusterId: path.clusterId,
        at: (query as MatrixQuery).at,
      }),
  },
  listRollouts: {
    permission: fleetInstanceReadPermission,
    handle: async ({ context, engine, query, fleet }) =>
      listRollouts(
        { ...context, fleet: await fleet() },
        engine.mirror.index(),
        query as ListRolloutsQuery,
      ),
  },
  getRollout: {
    permission: fleetInstanceReadPermission,
    handle: async ({ context, engine, path, fleet }) =>
      getRollout(
        { ...context, fleet: await fleet() },
        engine.mirror.index(),
        path.rolloutId,
      ),
  },
  getMatrixAxes: {
    permission: fleetInstanceReadPermission,
    handle: async ({ context, query, matrix, wholeMatrix }) => {
      const { at } = query as MatrixQuery;
      const reader = await matrix(at);
      const mayTell = context.tellsHidden && context.view;
      return reader.once(
        `axes ${JSON.stringify(query)}`,
        async () =>
          new PreparedAnswer(
            await getMatrixAxes(
              reader,
              query as MatrixQuery,
              mayTell ? { whole: () => wholeMatrix(at) } : {},
            ),
          ),
      );
    },
  },
  getMatrixTile: {
    permission: fleetInstanceReadPermission,
    handle: async ({ context, query, matrix }) =>
      new PreparedAnswer(
        await getMatrixTile(
          context,
          await matrix((query as MatrixTileQuery).at),
          query as MatrixTileQuery,
        ),
      ),
  },
  getMatrixRollups: {
    permission: fleetInstanceReadPermission,
    handle: async ({ query, matrix }) => {
      const reader = await matrix((query as MatrixRollupsQuery).at);
      return reader.once(
        `rollups ${JSON.stringify(query)}`,
        async () =>
          new PreparedAnswer(
            await getMatrixRollups(reader, query as MatrixRollupsQuery),
          ),
      );
    },
  },
  listActions: {
    permission: fleetInstanceReadPermission,
    acts: true,
    handle: async request =>
      listActions({
        ...(await asked(request)),
        clients: request.actions.clients,
      }),
  },
  planAction: {
    permission: fleetInstanceActPermission,
    acts: true,
    handle: async request =>
      request.actions.plan(
        await asked(request),
        request.body as ActionQuestion,
      ),
  },
  startAction: {
    permission: fleetInstanceActPermission,
    acts: true,
    handle: async request =>
      request.actions.start(
        await asked(request),
        request.body as ActionRequest,
      ),
  },
  listRuns: {
    permission: fleetInstanceReadPermission,
    handle: ({ context, engine, path, query }) =>
      listRuns(context, engine.adapters, path.instanceId, query as PageQuery),
  },
  listComponentRuns: {
    permission: fleetInstanceReadPermission,
    handle: ({ context, engine, path, query }) =>
      listEntityRuns(
        context,
        engine.adapters,
        entityRefOf(path),
        query as ListComponentRunsQuery,
      ),
  },
  getRun: {
    permission: fleetInstanceReadPermission,
    handle: ({ context, engine, path }) =>
      getRun(context, engine.adapters, path.runId),
  },
  listAudit: {
    permission: fleetAuditReadPermission,
    noted: 'audit-read',
    handle: ({ context, audit, query }) =>
      listAudit(context, audit.keepDays, query as ListAuditQuery),
  },
  exportAudit: {
    permission: fleetAuditReadPermission,
    handle: ({ context, audit, query }) =>
      exportAudit(context, query as ExportAuditQuery, {
        audit: audit.trail,
        actor: audit.actor,
        request: audit.request,
      }),
  },
  getAuditChain: {
    permission: fleetAuditReadPermission,
    noted: 'audit-read',
    handle: ({ context, audit }) => audit.checks.latest(context.now),
  },
};

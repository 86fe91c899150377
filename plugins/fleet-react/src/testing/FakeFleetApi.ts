import {
  ENDED_PROMOTION_STATES,
  FleetResponseError,
  type ActionPlan,
  type ActionQuestion,
  type ActionRequest,
  type ActionRun,
  type ActionRunPage,
  type AllocationPage,
  type AppliedExceptionPage,
  type AuditChain,
  type AuditPage,
  type Changes,
  type ClusterDetail,
  type ClusterPage,
  type ComponentFleet,
  type CountedState,
  type DeliveryPage,
  type EntityKey,
  type ExceptionApprovalRequest,
  type ExceptionRenewal,
  type ExceptionRequest,
  type ExceptionWithdrawal,
  type ExportAuditQuery,
  type Finding,
  type AlertPage,
  type FindingPage,
  type FleetApi,
  type FleetException,
  type CostHoursQuery,
  type FleetCostHours,
  type FleetPrices,
  type FleetPricesChange,
  type FleetExceptionPage,
  type ExceptionScopeRequest,
  type FleetDriftEpisodeDetail,
  type FleetDriftGroupPage,
  type FleetDriftPage,
  type FleetDriftPreview,
  type FleetDriftTelling,
  type FleetDriftToldOwner,
  type ListDriftGroupsQuery,
  type ListDriftQuery,
  type GetOverviewQuery,
  type InstanceActions,
  type InstancePage,
  type ListAppliedExceptionsQuery,
  type ListAuditQuery,
  type ListClustersQuery,
  type ListClusterAllocationsQuery,
  type ListClusterBudgetsQuery,
  type ListClusterAlertsQuery,
  type ListClusterFindingsQuery,
  type ListClusterPoliciesQuery,
  type ListClusterStatementsQuery,
  type ClusterPodSecurity,
  type ClusterPodSecurityQuery,
  type CompareSkewQuery,
  type ListSkewQuery,
  type SkewComparisonPage,
  type SkewPage,
  type FleetCompliance,
  type FleetCost,
  type ListExceptionsQuery,
  type ComplianceTrend,
  type ComplianceTrendQuery,
  type ComplianceQuery,
  type CostQuery,
  type FleetRightSizing,
  type PromotionCostAnswer,
  type PromotionCostQuery,
  type ReleaseCosts,
  type ReleaseCostsQuery,
  type RightSizingQuery,
  type ListRolloutsQuery,
  type ListUnboundQuery,
  type MatrixAxes,
  type MatrixQuery,
  type MatrixRollups,
  type MatrixRollupsQuery,
  type MatrixTile,
  type MatrixTileQuery,
  type PastOfComponent,
  type Overview,
  type PageQuery,
  type Reasons,
  type Rollout,
  type RolloutPage,
  type PolicyPage,
  type Statement,
  type StatementPage,
  type StateCounts,
  type ListClusterTransitionsQuery,
  type ListComponentRunsQuery,
  type ListComponentTransitionsQuery,
  type FleetPromotion,
  type ListPromotionsQuery,
  type Pipeline,
  type PromotionApprovalRequest,
  type PromotionChangeNoteRequest,
  type PromotionChanges,
  type PromotionDirection,
  type PromotionOverrideRequest,
  type PromotionPage,
  type PromotionPlanAnswer,
  type PromotionPlanQuery,
  type PromotionPreflightAnswer,
  type PromotionReasonRequest,
  type PromotionRequest,
  type Transition,
  type TransitionPage,
  type UnboundPage,
  type WorkloadPage,
} from '@fleetview/backstage-plugin-fleet-common';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { facetsOf, filterClusters } from '../viewModels/clusterFilters';
import {
  companyApplied,
  companyExceptions,
  exceptionTotals,
  filterExceptions,
  requestedException,
} from './exceptions';
import { groupClusters } from '../viewModels/groups';
import { actionRun, companyActions } from './actions';
import { auditChain, auditFacets, companyAudit, filterAudit } from './audit';
import { counts, NOW } from './builders';
import { dayBefore } from './complianceTrend';
import { companyCostHours } from './costHours';
import { noDrift } from './drift';
import {
  driftGroups,
  driftPreview,
  driftTotals,
  filterDrift,
} from './driftAnswers';
import { companyPrices } from './prices';
import { notPromoting, summaryOf } from './promotions';
import { reasonsIn } from './rollouts';
import { noPromotionCost, noReleaseCosts, noRightSizing } from './sizing';
import { comparedSkew, noSkew } from './skew';
import { matrixAxes, matrixRollups, matrixTile } from './matrixAnswers';
import { pastIn } from './pastAnswers';
import { policyAnswer } from './policyAnswer';
import {
  companyWorld,
  componentFleetOf,
  coverageOf,
  sumCounts,
  totalsOf,
  type World,
} from './world';

type Method = keyof FleetApi;

/** Statements with a permission of their own; all others are of the platform. */
const FAMILY_OF: Partial<
  Record<StatementPage['items'][number]['type'], 'policies' | 'budgets'>
> = { policy: 'policies', exception: 'policies', budget: 'budgets' };

/**
 * The API over a world in memory, with a switch for every way in which it can
 * let a page down.
 *
 * @public
 */
export class FakeFleetApi implements FleetApi {
  world: World;
  /** What the audit holds, newest first, and what came of looking at it. */
  audit = { entries: companyAudit(), chain: auditChain() };
  /** What systems can be told, what that would do, and what they were told, newest first. */
  acting: {
    actions: (instanceId: string) => InstanceActions['items'];
    plan: ActionPlan;
    runs: ActionRun[];
  } = {
    actions: () => companyActions(),
    plan: {
      effect: 'Argo CD applies the revision that it follows.',
      changes: [],
      resourceVersion: '17',
    },
    runs: [],
  };
  /** What was spent by hour. */
  costHours = companyCostHours();
  /** The price sheet. */
  prices = companyPrices();
  /** The ledger of exceptions, newest first, and what engines apply. */
  ledger = {
    exceptions: companyExceptions(),
    applied: companyApplied(),
    mayRequest: true,
  };
  /** Stages, plans and promotions, the newest first. */
  promoting = notPromoting();
  /** How often each method was called. */
  readonly calls: { method: Method; query?: unknown }[] = [];
  readonly #failures = new Map<Method, Error>();
  readonly #waiting = new Set<Method>();
  readonly #pageSize: number;
  readonly #tilesPerGroup: number;

  constructor(
    options: { world?: World; pageSize?: number; tilesPerGroup?: number } = {},
  ) {
    this.world = options.world ?? companyWorld();
    this.#pageSize = options.pageSize ?? 100;
    this.#tilesPerGroup = options.tilesPerGroup ?? 100;
  }

  /** Makes a method fail from now on; without an error it works again. */
  fail(method: Method, error?: Error): void {
    if (error) this.#failures.set(method, error);
    else this.#failures.delete(method);
  }

  /** Makes a method answer 403. */
  forbid(method: Method): void {
    this.fail(
      method,
      new FleetResponseError(403, 'NotAllowedError', 'Unauthorized'),
    );
  }

  /** Makes a method never answer. */
  hang(method: Method): void {
    this.#waiting.add(method);
  }

  async getOverview(query: GetOverviewQuery = {}): Promise<Overview> {
    await this.#enter('getOverview', query);
    const { clusters, attention, problems, revision } = this.world;
    const { groupBy: by = 'region', ...filters } = query;
    const shown = filterClusters(clusters, filters);
    return {
      asOf: new Date(NOW).toISOString(),
      revision,
      totals: totalsOf(clusters),
      attention,
      attentionTotal: attention.length,
      attentionMore: false,
      grouping: {
        by,
        clusters: shown.length,
        groups: groupClusters(shown, by).map(({ key, items }) => ({
          value: key,
          totals: totalsOf(items),
          clusters: items.slice(0, this.#tilesPerGroup),
        })),
        groupsTotal: groupClusters(shown, by).length,
      },
      facets: facetsOf(clusters, filters),
      coverage: coverageOf(clusters),
      problems,
      hidden: 0,
    };
  }

  async getChanges(since?: number): Promise<Changes> {
    await this.#enter('getChanges');
    const { revision } = this.world;
    return {
      revision,
      changed: since === undefined || revision > since,
      asOf: new Date(NOW).toISOString(),
    };
  }

  async listClusters(query: ListClustersQuery): Promise<ClusterPage> {
    await this.#enter('listClusters', query);
    const { text, sort: _sort, cursor, limit: _limit, ...filters } = query;
    const all = filterClusters(this.world.clusters, filters, text);
    return {
      asOf: new Date(NOW).toISOString(),
      revision: this.world.revision,
      ...this.#page(all, cursor),
      totals: totalsOf(all),
      facets: facetsOf(this.world.clusters, filters),
      coverage: coverageOf(all),
      hidden: 0,
    };
  }

  async getCluster(clusterId: string): Promise<ClusterDetail> {
    await this.#enter('getCluster');
    const cluster = this.world.clusters.find(({ id }) => id === clusterId);
    const detail = this.world.details.get(clusterId);
    if (!cluster || !detail) {
      throw new FleetResponseError(
        404,
        'NotFoundError',
        `No cluster '${clusterId}'`,
      );
    }
    return { cluster, ...detail, asOf: new Date(NOW).toISOString() };
  }

  async listClusterInstances(
    clusterId: string,
    query: PageQuery,
  ): Promise<InstancePage> {
    await this.#enter('listClusterInstances', query);
    const all = this.world.instances.filter(
      item => item.cluster.id === clusterId,
    );
    return this.#statePage(all, query, clusterId);
  }

  async listClusterWorkloads(
    clusterId: string,
    query: PageQuery,
  ): Promise<WorkloadPage> {
    await this.#enter('listClusterWorkloads', query);
    const all = (this.world.workloads.get(clusterId) ?? []).map(item => ({
      ...item,
    }));
    return this.#statePage(all, query, clusterId);
  }

  async listClusterDeliveries(
    clusterId: string,
    query: PageQuery,
  ): Promise<DeliveryPage> {
    await this.#enter('listClusterDeliveries', query);
    const all = this.world.deliveries.filter(
      item => item.subject.cluster?.id === clusterId,
    );
    return this.#statePage(all, query, clusterId);
  }

  async listClusterStatements(
    clusterId: string,
    query: ListClusterStatementsQuery,
  ): Promise<StatementPage> {
    await this.#enter('listClusterStatements', query);
    return this.#statementPage(clusterId, query, 'platform');
  }

  async listClusterPolicies(
    clusterId: string,
    query: ListClusterPoliciesQuery,
  ): Promise<PolicyPage> {
    await this.#enter('listClusterPolicies', query);
    const { items, totals } = policyAnswer(
      this.#statementsOf(clusterId, query, 'policies'),
      query,
    );
    return {
      ...this.#page(items, query.cursor),
      totals,
      coverage: this.#coverageOf(clusterId),
      hidden: 0,
    };
  }

  async listClusterBudgets(
    clusterId: string,
    query: ListClusterBudgetsQuery,
  ): Promise<StatementPage> {
    await this.#enter('listClusterBudgets', query);
    return this.#statementPage(clusterId, query, 'budgets');
  }

  async getClusterPodSecurity(
    clusterId: string,
    query: ClusterPodSecurityQuery,
  ): Promise<ClusterPodSecurity> {
    await this.#enter('getClusterPodSecurity', query);
    const all = this.world.podSecurity?.get(clusterId) ?? [];
    const shown = all.filter(({ namespace }) =>
      namespace.includes(query.text ?? ''),
    );
    return {
      namespaces: shown,
      namespacesTotal: shown.length,
      coverage: this.#coverageOf(clusterId),
    };
  }

  async listClusterAlerts(
    clusterId: string,
    query: ListClusterAlertsQuery,
  ): Promise<AlertPage> {
    await this.#enter('listClusterAlerts', query);
    const { severity, namespace, text = '', cursor } = query;
    const told = this.world.alerts?.get(clusterId);
    const all = told?.alerts ?? [];
    const shown = all.filter(
      item =>
        (!severity?.length ||
          (item.severity && severity.includes(item.severity))) &&
        (!namespace?.length || namespace.includes(item.namespace ?? '')) &&
        `${item.namespace ?? ''}/${item.name}`.includes(text),
    );
    return {
      ...this.#page(shown, cursor),
      totals: {
        total: shown.length,
        stale: shown.filter(({ currency }) => !currency.current).length,
        severities: [...new Set(all.map(item => item.severity))].map(each => ({
          ...(each ? { severity: each } : {}),
          count: all.filter(item => item.severity === each).length,
        })),
      },
      known: told?.known ?? {
        asked: false,
        gap: 'nothing on it is asked for its alerts',
      },
      coverage: this.#coverageOf(clusterId),
      hidden: 0,
      ...(told?.isLimited ? { limited: ['instances'] } : {}),
    };
  }

  async listClusterFindings(
    clusterId: string,
    query: ListClusterFindingsQuery,
  ): Promise<FindingPage> {
    await this.#enter('listClusterFindings', query);
    const { result, severity, engine, policy, text = '', cursor } = query;
    const told = this.world.findings.get(clusterId) ?? [];
    const all = told.filter(({ repeats }) =>
      query.repeating === undefined
        ? query.repeated || !repeats
        : repeats?.id === query.repeating,
    );
    const passes = (item: Finding) =>
      (!result?.length || result.includes(item.result)) &&
      (!severity?.length ||
        (item.severity && severity.includes(item.severity))) &&
      (!engine?.length || engine.includes(item.engine)) &&
      (!policy?.length || policy.includes(item.policy)) &&
      `${item.policy} ${item.resource?.name ?? ''}`.includes(text);
    const shown = all.filter(passes);
    const isStale = ({ currency }: Finding) => !currency.current;
    const counted = <T extends string | undefined>(of: (item: Finding) => T) =>
      [...new Set(all.map(of))].map(value => ({
        value,
        of: all.filter(item => of(item) === value),
      }));
    return {
      ...this.#page(shown, cursor),
      totals: {
        total: shown.length,
        stale: shown.filter(isStale).length,
        repeated: told.filter(item => item.repeats && passes(item)).length,
        results: counted(item => item.result).map(each => ({
          result: each.value,
          count: each.of.length,
          stale: each.of.filter(isStale).length,
        })),
        severities: counted(item => item.severity).map(each => ({
          ...(each.value ? { severity: each.value } : {}),
          count: each.of.length,
        })),
        engines: counted(item => item.engine).map(each => ({
          name: each.value,
          count: each.of.length,
        })),
        policies: counted(item => item.policy).map(each => ({
          name: each.value,
          count: each.of.length,
        })),
      },
      coverage: this.#coverageOf(clusterId),
      hidden: 0,
    };
  }

  async listClusterAllocations(
    clusterId: string,
    query: ListClusterAllocationsQuery,
  ): Promise<AllocationPage> {
    await this.#enter('listClusterAllocations', query);
    const { grain, engine, start, text = '', cursor } = query;
    const all = this.world.allocations.get(clusterId) ?? [];
    const shown = all.filter(
      item =>
        (!grain?.length || grain.includes(item.grain)) &&
        (!engine?.length || engine.includes(item.engine)) &&
        (!start || Date.parse(item.window.start) === Date.parse(start)) &&
        `${item.namespace ?? ''}/${item.name}`.includes(text),
    );
    const sums = new Map<string, AllocationPage['totals']['windows'][number]>();
    for (const item of all) {
      const { window, share, engine: tool, grain: of, money } = item;
      const key = JSON.stringify([window, tool, of, share, money]);
      const sum = sums.get(key) ?? {
        window,
        engine: tool,
        grain: of,
        share,
        ...(money ? { money } : {}),
        things: 0,
        cost: 0,
        stale: 0,
      };
      sum.things++;
      sum.cost += item.costs.total;
      if (!item.currency.current) sum.stale++;
      sums.set(key, sum);
    }
    return {
      ...this.#page(shown, cursor),
      totals: { total: shown.length, windows: [...sums.values()] },
      coverage: this.#coverageOf(clusterId),
      hidden: 0,
    };
  }

  #statementsOf(
    clusterId: string,
    { text = '' }: { text?: string },
    family: 'platform' | 'policies' | 'budgets',
  ): Statement[] {
    return (this.world.statements.get(clusterId) ?? []).filter(
      ({ type: own, kind, namespace, name }) =>
        (FAMILY_OF[own] ?? 'platform') === family &&
        `${kind} ${namespace ?? ''}/${name}`
          .toLocaleLowerCase('en')
          .includes(text.toLocaleLowerCase('en')),
    );
  }

  #statementPage(
    clusterId: string,
    query: ListClusterStatementsQuery,
    family: 'platform' | 'policies' | 'budgets',
  ): StatementPage {
    const { role = [], type = [], cursor } = query;
    const found = this.#statementsOf(clusterId, query, family);
    const isRole = (item: StatementPage['items'][number]) =>
      role.length === 0 || role.includes(item.role);
    const isType = (item: StatementPage['items'][number]) =>
      type.length === 0 || type.includes(item.type);
    const shown = found.filter(item => isRole(item) && isType(item));
    const ofRole = (wanted: string) =>
      found.filter(item => isType(item) && item.role === wanted).length;
    const types = [...new Set(found.filter(isRole).map(item => item.type))];
    return {
      ...this.#page(shown, cursor),
      totals: {
        total: shown.length,
        types: types.sort().map(each => ({
          type: each,
          count: found.filter(item => isRole(item) && item.type === each)
            .length,
        })),
        roles: { about: ofRole('about'), on: ofRole('on') },
      },
      coverage: this.#coverageOf(clusterId),
      hidden: 0,
    };
  }

  async listClusterTransitions(
    clusterId: string,
    query: ListClusterTransitionsQuery,
  ): Promise<TransitionPage> {
    await this.#enter('listClusterTransitions', query);
    const all = narrowed(this.world.transitions, query).filter(
      item => item.cluster.id === clusterId,
    );
    return {
      ...this.#page(all, query.cursor),
      coverage: this.#coverageOf(clusterId),
      hidden: 0,
    };
  }

  async getComponent(
    entity: EntityKey,
    query: Omit<PageQuery, 'state'> = {},
  ): Promise<ComponentFleet> {
    await this.#enter('getComponent', query);
    const component = componentFleetOf(this.world, stringifyEntityRef(entity));
    const { items, nextCursor } = this.#page(component.instances, query.cursor);
    return { ...component, instances: items, nextCursor };
  }

  async listComponentTransitions(
    entity: EntityKey,
    query: ListComponentTransitionsQuery,
  ): Promise<TransitionPage> {
    await this.#enter('listComponentTransitions', query);
    const entityRef = stringifyEntityRef(entity);
    const { cluster } = query;
    const all = narrowed(this.world.transitions, query).filter(
      item =>
        item.entityRef === entityRef &&
        (cluster === undefined || item.cluster.id === cluster),
    );
    return {
      ...this.#page(all, query.cursor),
      coverage: coverageOf(this.world.clusters),
      hidden: 0,
    };
  }

  async getReasons(entity: EntityKey, clusterId: string): Promise<Reasons> {
    await this.#enter('getReasons', { clusterId });
    const cluster = this.world.clusters.find(({ id }) => id === clusterId);
    if (!cluster) {
      throw new FleetResponseError(
        404,
        'NotFoundError',
        `No cluster '${clusterId}'`,
      );
    }
    const { id, name } = cluster;
    return reasonsIn(this.world, stringifyEntityRef(entity), { id, name });
  }

  async getPast(
    entity: EntityKey,
    clusterId: string,
    at: string,
  ): Promise<PastOfComponent> {
    await this.#enter('getPast', { clusterId, at });
    return pastIn(this.world, stringifyEntityRef(entity), clusterId, at);
  }

  async listSkew(query: ListSkewQuery): Promise<SkewPage> {
    await this.#enter('listSkew', query);
    return this.world.skew ?? noSkew();
  }

  async compareSkew(query: CompareSkewQuery): Promise<SkewComparisonPage> {
    await this.#enter('compareSkew', query);
    const { clusters } = this.world;
    return comparedSkew(clusters, coverageOf(clusters), query);
  }

  async getCompliance(query: ComplianceQuery): Promise<FleetCompliance> {
    await this.#enter('getCompliance', query);
    return this.world.compliance ?? noCompliance();
  }

  async getCost(query: CostQuery): Promise<FleetCost> {
    await this.#enter('getCost', query);
    return this.world.cost ?? noCost(query);
  }

  async getCostHours(query: CostHoursQuery): Promise<FleetCostHours> {
    await this.#enter('getCostHours', query);
    return this.costHours;
  }

  async getPrices(): Promise<FleetPrices> {
    await this.#enter('getPrices');
    return this.prices;
  }

  async changePrices(change: FleetPricesChange): Promise<FleetPrices> {
    await this.#enter('changePrices', change);
    this.prices = {
      ...this.prices,
      rows: [
        ...change.rows.map((row, index) => ({
          ...row,
          id: `new-${index}`,
          setBy: 'user:default/guest',
          setAt: new Date(NOW).toISOString(),
          state: 'in-force' as const,
        })),
        ...this.prices.rows,
      ],
    };
    return this.prices;
  }

  async getRightSizing(query: RightSizingQuery): Promise<FleetRightSizing> {
    await this.#enter('getRightSizing', query);
    return this.world.rightSizing ?? noRightSizing();
  }

  async getReleaseCosts(query: ReleaseCostsQuery): Promise<ReleaseCosts> {
    await this.#enter('getReleaseCosts', query);
    return this.world.releaseCosts ?? noReleaseCosts(query);
  }

  async getPromotionCost(
    query: PromotionCostQuery,
  ): Promise<PromotionCostAnswer> {
    await this.#enter('getPromotionCost', query);
    return this.world.promotionCost ?? noPromotionCost(query);
  }

  async getComplianceTrend(
    query: ComplianceTrendQuery,
  ): Promise<ComplianceTrend> {
    await this.#enter('getComplianceTrend', query);
    return this.world.complianceTrend ?? noComplianceTrend();
  }

  async listDrift(query: ListDriftQuery): Promise<FleetDriftPage> {
    await this.#enter('listDrift', query);
    const { watched, unwatched } = this.world.drift ?? noDrift();
    const all = this.#episodes();
    const found = filterDrift(all, query);
    return {
      asOf: new Date(NOW).toISOString(),
      ...this.#page(found, query.cursor),
      totals: driftTotals(found, all),
      coverage: coverageOf(this.world.clusters),
      watched,
      unwatched,
    };
  }

  async listDriftGroups(
    query: ListDriftGroupsQuery,
  ): Promise<FleetDriftGroupPage> {
    await this.#enter('listDriftGroups', query);
    const { by } = query;
    const groups = driftGroups(filterDrift(this.#episodes(), query, by), by);
    return {
      asOf: new Date(NOW).toISOString(),
      by,
      ...this.#page(groups, query.cursor),
      total: groups.length,
    };
  }

  async getDriftEpisode(episodeId: string): Promise<FleetDriftEpisodeDetail> {
    await this.#enter('getDriftEpisode', episodeId);
    const found = this.world.drift?.episodes.find(
      ({ episode }) => episode.id === episodeId,
    );
    if (found) return found;
    throw new FleetResponseError(
      404,
      'NotFoundError',
      `No episode '${episodeId}'`,
    );
  }

  async tellDriftOwner(
    episodeId: string,
    telling: FleetDriftTelling,
  ): Promise<FleetDriftToldOwner> {
    await this.#enter('tellDriftOwner', telling);
    const found = this.world.drift?.episodes.find(
      ({ episode }) => episode.id === episodeId,
    );
    const owner = found?.episode.owner;
    if (!found || !owner) {
      throw new FleetResponseError(409, 'ConflictError', 'Nobody owns it');
    }
    if (found.told) return { told: 'already', owner };
    found.told = {
      at: new Date(NOW).toISOString(),
      by: 'user:default/guest',
      owner,
    };
    return { told: 'noted', owner };
  }

  async previewDriftIgnored(
    scope: ExceptionScopeRequest,
  ): Promise<FleetDriftPreview> {
    await this.#enter('previewDriftIgnored', scope);
    return driftPreview(this.#episodes(), scope);
  }

  #episodes() {
    return (this.world.drift?.episodes ?? []).map(({ episode }) => episode);
  }

  async listExceptions(
    query: ListExceptionsQuery,
  ): Promise<FleetExceptionPage> {
    await this.#enter('listExceptions', query);
    const found = filterExceptions(this.ledger.exceptions, query);
    const isInState = ({ state }: FleetException) =>
      !query.state?.length || query.state.includes(state);
    const ofAnyKind = filterExceptions(this.ledger.exceptions, {
      ...query,
      kind: undefined,
    }).filter(isInState);
    return {
      asOf: new Date(NOW).toISOString(),
      ...this.#page(found.filter(isInState), query.cursor),
      totals: exceptionTotals(found, ofAnyKind),
      hidden: 0,
      mayRequest: this.ledger.mayRequest,
    };
  }

  async getPipeline(component: string): Promise<Pipeline> {
    await this.#enter('getPipeline', component);
    return { ...this.promoting.pipeline, component };
  }

  async getPromotionPlan(
    query: PromotionPlanQuery,
  ): Promise<PromotionPlanAnswer> {
    await this.#enter('getPromotionPlan', query);
    const { plan } = this.promoting;
    if (!plan) {
      throw new FleetResponseError(404, 'NotFoundError', 'There is no stage');
    }
    return { ...plan, ...query };
  }

  async askPromotionPreflight(
    query: PromotionPlanQuery,
  ): Promise<PromotionPreflightAnswer> {
    await this.#enter('askPromotionPreflight', query);
    const { preflight } = this.promoting;
    if (!preflight) {
      throw new FleetResponseError(409, 'ConflictError', 'Nothing may move');
    }
    return preflight;
  }

  async listPromotions(query: ListPromotionsQuery): Promise<PromotionPage> {
    await this.#enter('listPromotions', query);
    const found = this.promoting.promotions
      .filter(
        ({ component, state, to, rollback }) =>
          (!query.goesOn ||
            (rollback
              ? state !== 'rolled-back'
              : !ENDED_PROMOTION_STATES.includes(state))) &&
          (!query.component || query.component.includes(component)) &&
          (!query.stage || query.stage.includes(to)) &&
          (!query.state || query.state.includes(state)),
      )
      .map(summaryOf);
    return {
      asOf: new Date(NOW).toISOString(),
      ...this.#page(found, query.cursor),
      total: found.length,
    };
  }

  async getPromotion(promotionId: string): Promise<FleetPromotion> {
    await this.#enter('getPromotion', promotionId);
    return this.#promotion(promotionId);
  }

  async requestPromotion(request: PromotionRequest): Promise<FleetPromotion> {
    await this.#enter('requestPromotion', request);
    const { plan, promotions } = this.promoting;
    if (plan?.hash !== request.hash || plan.commit !== request.commit) {
      throw new FleetResponseError(
        409,
        'ConflictError',
        'The plan is another one by now. Look at it again.',
      );
    }
    return promotions[0];
  }

  async approvePromotion(
    promotionId: string,
    approval: PromotionApprovalRequest,
  ): Promise<FleetPromotion> {
    await this.#enter('approvePromotion', approval);
    const { approvals, allowed } = this.#promotion(promotionId);
    return this.#changedPromotion(promotionId, {
      approvals: [
        ...approvals,
        {
          by: 'user:default/guest',
          at: new Date(NOW).toISOString(),
          counts: true,
        },
      ],
      allowed: {
        ...allowed,
        approve: { allowed: false, because: 'has-approved' },
      },
    });
  }

  async overridePromotionGate(
    promotionId: string,
    override: PromotionOverrideRequest,
  ): Promise<FleetPromotion> {
    await this.#enter('overridePromotionGate', override);
    const { gates, overrides } = this.#promotion(promotionId);
    const overriddenBy = {
      gate: override.gate,
      wave: override.wave,
      by: 'user:default/guest',
      at: new Date(NOW).toISOString(),
      reason: override.reason,
    };
    return this.#changedPromotion(promotionId, {
      overrides: [...overrides, overriddenBy],
      gates: gates.map(gate =>
        gate.kind === override.gate ? { ...gate, overriddenBy } : gate,
      ),
    });
  }

  async stopPromotion(
    promotionId: string,
    reason: PromotionReasonRequest,
  ): Promise<FleetPromotion> {
    await this.#enter('stopPromotion', reason);
    return this.#changedPromotion(promotionId, { state: 'stopped' });
  }

  async rollBackPromotion(
    promotionId: string,
    reason: PromotionReasonRequest,
  ): Promise<FleetPromotion> {
    await this.#enter('rollBackPromotion', reason);
    return this.#changedPromotion(promotionId, {
      rollback: {
        askedAt: new Date(NOW).toISOString(),
        by: 'user:default/guest',
        reason: reason.reason,
      },
    });
  }

  async getPromotionChanges(
    promotionId: string,
    query: { wave: string; direction?: PromotionDirection },
  ): Promise<PromotionChanges> {
    await this.#enter('getPromotionChanges', query);
    const promotion = this.#promotion(promotionId);
    return {
      promotion: promotionId,
      component: promotion.component,
      from: promotion.from,
      to: promotion.to,
      release: promotion.release.id,
      wave: query.wave,
      direction: query.direction ?? 'promote',
      hash: promotion.hash,
      commit: promotion.commit,
      mayGoOn: true,
      changes: [],
    };
  }

  async notePromotionChange(
    promotionId: string,
    note: PromotionChangeNoteRequest,
  ): Promise<FleetPromotion> {
    await this.#enter('notePromotionChange', note);
    return this.#promotion(promotionId);
  }

  #promotion(promotionId: string): FleetPromotion {
    const found = this.promoting.promotions.find(
      ({ id }) => id === promotionId,
    );
    if (found) return found;
    throw new FleetResponseError(404, 'NotFoundError', 'There is none');
  }

  #changedPromotion(
    promotionId: string,
    change: Partial<FleetPromotion>,
  ): FleetPromotion {
    const changed = { ...this.#promotion(promotionId), ...change };
    this.promoting.promotions = this.promoting.promotions.map(each =>
      each.id === promotionId ? changed : each,
    );
    return changed;
  }

  async getException(exceptionId: string): Promise<FleetException> {
    await this.#enter('getException', exceptionId);
    return this.#exception(exceptionId);
  }

  async requestException(request: ExceptionRequest): Promise<FleetException> {
    await this.#enter('requestException', request);
    const made = requestedException(request);
    this.ledger.exceptions = [made, ...this.ledger.exceptions];
    return made;
  }

  async approveException(
    exceptionId: string,
    approval: ExceptionApprovalRequest,
  ): Promise<FleetException> {
    await this.#enter('approveException', approval);
    return this.#changed(exceptionId, {
      state: 'active',
      may: {
        approve: { allowed: false, because: 'has-approved' },
        withdraw: { allowed: true },
        renew: { allowed: true },
      },
    });
  }

  async withdrawException(
    exceptionId: string,
    withdrawal: ExceptionWithdrawal,
  ): Promise<FleetException> {
    await this.#enter('withdrawException', withdrawal);
    return this.#changed(exceptionId, { state: 'withdrawn' });
  }

  async renewException(
    exceptionId: string,
    renewal: ExceptionRenewal,
  ): Promise<FleetException> {
    await this.#enter('renewException', renewal);
    const made: FleetException = {
      ...this.#exception(exceptionId),
      id: `${exceptionId}-renewed`,
      state: 'requested',
      renews: exceptionId,
      reason: renewal.reason,
      expiresAt: renewal.expiresAt,
    };
    this.ledger.exceptions = [made, ...this.ledger.exceptions];
    return made;
  }

  async listAppliedExceptions(
    query: ListAppliedExceptionsQuery,
  ): Promise<AppliedExceptionPage> {
    await this.#enter('listAppliedExceptions', query);
    const { applied } = this.ledger;
    const of = (alert: (typeof applied)[number]['alerts'][number]) =>
      applied.filter(({ alerts }) => alerts.includes(alert)).length;
    return {
      asOf: new Date(NOW).toISOString(),
      ...this.#page(
        applied.filter(
          ({ alerts }) =>
            !query.alert?.length ||
            alerts.some(alert => query.alert?.includes(alert)),
        ),
        query.cursor,
      ),
      totals: {
        total: applied.length,
        overdue: of('overdue'),
        ledgerEnded: of('ledger-ended'),
        notInLedger: of('not-in-ledger'),
        stale: applied.filter(({ currency }) => !currency.current).length,
      },
      coverage: coverageOf(this.world.clusters),
      hidden: 0,
    };
  }

  #exception(exceptionId: string): FleetException {
    const found = this.ledger.exceptions.find(({ id }) => id === exceptionId);
    if (found) return found;
    throw new FleetResponseError(
      404,
      'NotFoundError',
      `No exception '${exceptionId}'`,
    );
  }

  #changed(exceptionId: string, over: Partial<FleetException>): FleetException {
    const before = this.#exception(exceptionId);
    const after = { ...before, ...over, version: before.version + 1 };
    this.ledger.exceptions = this.ledger.exceptions.map(each =>
      each.id === exceptionId ? after : each,
    );
    return after;
  }

  async listRollouts(query: ListRolloutsQuery): Promise<RolloutPage> {
    await this.#enter('listRollouts', query);
    const { component, system, owner, lifeCycle } = query;
    const passes = (wanted: readonly string[] | undefined, value?: string) =>
      !wanted?.length || (value !== undefined && wanted.includes(value));
    const found = this.world.rollouts
      .map(({ summary }) => summary)
      .filter(
        item =>
          passes(component, item.entityRef) &&
          passes(system, item.system) &&
          passes(owner, item.owner) &&
          passes(lifeCycle, item.lifeCycle),
      );
    return {
      asOf: new Date(NOW).toISOString(),
      ...this.#page(found, query.cursor),
      coverage: coverageOf(this.world.clusters),
      hidden: 0,
    };
  }

  async getRollout(rolloutId: string): Promise<Rollout> {
    await this.#enter('getRollout', { rolloutId });
    const found = this.world.rollouts.find(
      ({ summary }) => summary.id === rolloutId,
    );
    if (!found) {
      throw new FleetResponseError(
        404,
        'NotFoundError',
        `No rollout '${rolloutId}'`,
      );
    }
    return found;
  }

  async listUnbound(query: ListUnboundQuery): Promise<UnboundPage> {
    await this.#enter('listUnbound', query);
    const { problem = [], text = '', cursor } = query;
    const found = this.world.unbound.filter(item =>
      item.name.includes(text.toLocaleLowerCase('en')),
    );
    const of = (wanted: string) =>
      found.filter(item => item.problem === wanted).length;
    return {
      ...this.#page(
        found.filter(
          item => problem.length === 0 || problem.includes(item.problem),
        ),
        cursor,
      ),
      totals: {
        total: found.length,
        contested: of('contested'),
        ambiguous: of('ambiguous'),
        unbound: of('unbound'),
      },
      coverage: coverageOf(this.world.clusters),
      hidden: 0,
    };
  }

  async getMatrixAxes(query: MatrixQuery): Promise<MatrixAxes> {
    await this.#enter('getMatrixAxes', query);
    return matrixAxes(this.world, query);
  }

  async getMatrixTile(query: MatrixTileQuery): Promise<MatrixTile> {
    await this.#enter('getMatrixTile', query);
    return ofThisVersion(matrixTile(this.world, query));
  }

  async getMatrixRollups(query: MatrixRollupsQuery): Promise<MatrixRollups> {
    await this.#enter('getMatrixRollups', query);
    return ofThisVersion(matrixRollups(this.world, query));
  }

  async listActions(instanceId: string): Promise<InstanceActions> {
    await this.#enter('listActions', instanceId);
    return {
      asOf: new Date(NOW).toISOString(),
      items: this.acting.actions(instanceId),
    };
  }

  async planAction(
    _instanceId: string,
    question: ActionQuestion,
  ): Promise<ActionPlan> {
    await this.#enter('planAction', question);
    return this.acting.plan;
  }

  async startAction(
    instanceId: string,
    request: ActionRequest,
  ): Promise<ActionRun> {
    await this.#enter('startAction', request);
    const action = this.acting
      .actions(instanceId)
      .find(
        each =>
          each.action === request.action && each.target.id === request.targetId,
      );
    const run = actionRun({
      instanceId,
      action: request.action,
      reason: request.reason,
      effect: request.effect,
      ...(action ? { title: action.title, target: action.target } : {}),
      ...(request.parameters ? { parameters: request.parameters } : {}),
    });
    this.acting.runs.unshift(run);
    return run;
  }

  async listRuns(
    instanceId: string,
    query: Omit<PageQuery, 'state'> = {},
  ): Promise<ActionRunPage> {
    await this.#enter('listRuns', query);
    return {
      asOf: new Date(NOW).toISOString(),
      ...this.#page(
        this.acting.runs.filter(run => run.instanceId === instanceId),
        query.cursor,
      ),
    };
  }

  async listComponentRuns(
    entity: EntityKey,
    query: ListComponentRunsQuery = {},
  ): Promise<ActionRunPage> {
    await this.#enter('listComponentRuns', query);
    const entityRef = stringifyEntityRef(entity);
    const own = new Set(
      this.world.instances.flatMap(each =>
        each.entityRef === entityRef ? [each.id] : [],
      ),
    );
    return {
      asOf: new Date(NOW).toISOString(),
      ...this.#page(
        this.acting.runs.filter(
          ({ instanceId, about }) =>
            own.has(instanceId) &&
            (query.cluster === undefined || about?.id === query.cluster),
        ),
        query.cursor,
      ),
    };
  }

  async getRun(runId: string): Promise<ActionRun> {
    await this.#enter('getRun', runId);
    const run = this.acting.runs.find(({ id }) => id === runId);
    if (!run) {
      throw new FleetResponseError(404, 'NotFoundError', `No run '${runId}'`);
    }
    return run;
  }

  async listAudit(query: ListAuditQuery = {}): Promise<AuditPage> {
    await this.#enter('listAudit', query);
    const found = filterAudit(this.audit.entries, query);
    const results: Record<string, number> = {};
    for (const { result } of found) {
      results[result] = (results[result] ?? 0) + 1;
    }
    return {
      asOf: new Date(NOW).toISOString(),
      ...this.#page(found, query.cursor),
      totals: { entries: found.length, atLeast: false, results },
      facets: auditFacets(this.audit.entries, query),
      keepDays: 400,
    };
  }

  async exportAudit(
    query: ExportAuditQuery = {},
  ): Promise<{ file: Blob; cut: boolean }> {
    await this.#enter('exportAudit', query);
    const lines = filterAudit(this.audit.entries, query).map(entry =>
      JSON.stringify(entry),
    );
    return { file: new Blob([lines.join('\n')]), cut: false };
  }

  async getAuditChain(): Promise<AuditChain> {
    await this.#enter('getAuditChain');
    return this.audit.chain;
  }

  async #enter(method: Method, query?: unknown): Promise<void> {
    this.calls.push({ method, query });
    if (this.#waiting.has(method)) await new Promise<never>(() => {});
    const failure = this.#failures.get(method);
    if (failure) throw failure;
  }

  #page<T>(
    all: readonly T[],
    cursor: string | undefined,
  ): { items: T[]; nextCursor?: string } {
    const start = cursor ? Number(cursor) : 0;
    const end = start + this.#pageSize;
    return {
      items: all.slice(start, end),
      nextCursor: end < all.length ? String(end) : undefined,
    };
  }

  #statePage<
    T extends {
      health: CountedState;
      sync?: string;
      currency: { current: boolean };
    },
  >(all: readonly T[], query: PageQuery, clusterId: string) {
    const wanted = query.state ?? [];
    const chosen = all.filter(
      item =>
        wanted.length === 0 ||
        wanted.some(state => statesOf(item).includes(state)),
    );
    return {
      ...this.#page(chosen, query.cursor),
      totals: sumCounts(all.map(countOf)),
      coverage: this.#coverageOf(clusterId),
      hidden: 0,
    };
  }

  #coverageOf(clusterId: string) {
    return coverageOf(this.world.clusters.filter(({ id }) => id === clusterId));
  }
}

function ofThisVersion<T>(answer: T | undefined): T {
  if (answer) return answer;
  throw new FleetResponseError(
    409,
    'ConflictError',
    'The matrix has other rows or columns now. Read its axes again.',
  );
}

function statesOf(item: {
  health: CountedState;
  sync?: string;
  currency: { current: boolean };
}): CountedState[] {
  if (!item.currency.current) return ['stale'];
  return item.sync === 'out-of-sync'
    ? [item.health, 'out-of-sync']
    : [item.health];
}

function countOf(item: {
  health: CountedState;
  sync?: string;
  currency: { current: boolean };
}): StateCounts {
  const [state, drift] = statesOf(item);
  return counts({ [state]: 1, outOfSync: drift ? 1 : 0 });
}

function narrowed(
  transitions: readonly Transition[],
  { namespace, field, from, to }: ListClusterTransitionsQuery,
): Transition[] {
  return transitions.filter(
    item =>
      (namespace === undefined || item.namespace === namespace) &&
      (!field || field.includes(item.field)) &&
      (!from || item.at >= from) &&
      (!to || item.at < to),
  );
}

/** As it is where no cost tool ever told anything. */
function noCost({ by = 'component' }: CostQuery): FleetCost {
  const today = new Date(NOW).toISOString().slice(0, 10);
  return {
    asOf: new Date(NOW).toISOString(),
    today,
    by,
    span: { first: today, last: today },
    sheets: [],
    sources: [],
    silent: [],
    coverage: { clusters: 0, complete: 0, gaps: [], gapsTotal: 0 },
  };
}

/** As it is where no day was kept yet. */
function noComplianceTrend(): ComplianceTrend {
  return {
    asOf: new Date(NOW).toISOString(),
    from: dayBefore(89),
    to: dayBefore(0),
    days: [],
    gaps: [],
    timeToRepair: [],
  };
}

/** As it is where no policy is known. */
function noCompliance(): FleetCompliance {
  return {
    asOf: new Date(NOW).toISOString(),
    grading: { noGrade: 'no-score' },
    evaluation: { evaluated: 0, expected: 0 },
    results: [],
    movers: [],
    policies: [],
    policiesTotal: 0,
    heatmap: {
      of: 'cluster',
      by: 'policy',
      rows: [],
      rowsTotal: 0,
      columns: [],
      columnsTotal: 0,
      cells: {
        row: [],
        column: [],
        percent: [],
        failing: [],
        evaluated: [],
        expected: [],
      },
    },
    coverage: { clusters: 0, complete: 0, gaps: [], gapsTotal: 0 },
  };
}

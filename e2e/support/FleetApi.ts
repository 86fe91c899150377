import type {
  AllocationPage,
  ClusterDetail,
  ClusterPage,
  ComponentFleet,
  DeliveryPage,
  FindingPage,
  FleetCompliance,
  FleetCost,
  FleetDriftGroupPage,
  FleetDriftPage,
  FleetPromotion,
  FleetRightSizing,
  InstancePage,
  Overview,
  Pipeline,
  PromotionPage,
  PromotionPlanAnswer,
  PromotionRequest,
  ReleaseCosts,
  StatementPage,
  UnboundPage,
  WorkloadPage,
} from '@fleetview/backstage-plugin-fleet-common';

/**
 * Fleet's API as a guest, or as somebody of the simulated company, for comparing a
 * page with what it should show.
 */
export class FleetApi {
  readonly #url: string;
  readonly #person: string | undefined;

  constructor(url: string, person?: string) {
    this.#url = url;
    this.#person = person;
  }

  overview(): Promise<Overview> {
    return this.#get('/overview');
  }

  clusters(search = ''): Promise<ClusterPage> {
    return this.#get(`/clusters${search}`);
  }

  cluster(id: string): Promise<ClusterDetail> {
    return this.#get(`/clusters/${id}`);
  }

  component(name: string): Promise<ComponentFleet> {
    return this.#get(`/components/component/default/${name}`);
  }

  /** The names of the components that the catalog has come to know so far. */
  async catalogComponents(): Promise<string[]> {
    const { items } = await this.#ask<{
      items: { metadata: { name: string } }[];
    }>(
      '/api/catalog/entities/by-query?filter=kind=component&fields=metadata.name&limit=500',
    );
    return items.map(({ metadata }) => metadata.name);
  }

  /** The names of the entities that clusters have in the catalog, by the cluster's id. */
  async clusterEntities(): Promise<Map<string, string>> {
    const items = await this.#ask<
      { metadata: { name: string; annotations: Record<string, string> } }[]
    >(
      '/api/catalog/entities?filter=kind=resource,spec.type=kubernetes-cluster',
    );
    return new Map(
      items.map(({ metadata: { name, annotations } }) => [
        annotations['fleet.backstage.io/cluster-id'],
        name,
      ]),
    );
  }

  unbound(search = ''): Promise<UnboundPage> {
    return this.#get(`/unbound${search}`);
  }

  instances(id: string): Promise<InstancePage['items']> {
    return this.#all<InstancePage>(`/clusters/${id}/instances`);
  }

  /**
   * The instances of a cluster that only a hub speaks of. They stay what the hub
   * says they are when the cluster itself cannot be read, as long as the hub sees it.
   */
  async instancesByHubs(id: string): Promise<InstancePage['items']> {
    const instances = await this.instances(id);
    return instances.filter(
      ({ workloads, deliveries }) =>
        workloads.length === 0 &&
        deliveries.every(({ observer }) => observer.id !== id),
    );
  }

  workloads(id: string): Promise<WorkloadPage['items']> {
    return this.#all<WorkloadPage>(`/clusters/${id}/workloads`);
  }

  deliveries(id: string): Promise<DeliveryPage['items']> {
    return this.#all<DeliveryPage>(`/clusters/${id}/deliveries`);
  }

  /** What hubs say of a cluster, and what is read on it besides. */
  statements(id: string, search = '?limit=500'): Promise<StatementPage> {
    return this.#get(`/clusters/${id}/statements${search}`);
  }

  rightSizing(search = ''): Promise<FleetRightSizing> {
    return this.#get(`/cost/right-sizing${search}`);
  }

  releaseCosts(component: string): Promise<ReleaseCosts> {
    return this.#get(
      `/cost/releases?component=${encodeURIComponent(component)}`,
    );
  }

  /** What policies found on a cluster: the first page of it, with the totals of all. */
  cost(search = ''): Promise<FleetCost> {
    return this.#get(`/cost${search}`);
  }

  drift(search = ''): Promise<FleetDriftPage> {
    return this.#get(`/drift${search}`);
  }

  driftGroups(search: string): Promise<FleetDriftGroupPage> {
    return this.#get(`/drift/groups${search}`);
  }

  compliance(search = ''): Promise<FleetCompliance> {
    return this.#get(`/compliance${search}`);
  }

  findings(id: string, search = ''): Promise<FindingPage> {
    return this.#get(`/clusters/${id}/findings${search}`);
  }

  policies(id: string): Promise<StatementPage> {
    return this.#get(`/clusters/${id}/policies?limit=500`);
  }

  /** What things on a cluster cost, the dearest first. */
  allocations(id: string, search = ''): Promise<AllocationPage> {
    return this.#get(`/clusters/${id}/allocations${search}`);
  }

  budgets(id: string): Promise<StatementPage> {
    return this.#get(`/clusters/${id}/budgets?limit=500`);
  }

  pipeline(component: string): Promise<Pipeline> {
    return this.#get(
      `/promotions/pipeline?component=${encodeURIComponent(component)}`,
    );
  }

  promotionPlan(
    component: string,
    from: string,
    to: string,
  ): Promise<PromotionPlanAnswer> {
    return this.#get(
      `/promotions/plan?component=${encodeURIComponent(
        component,
      )}&from=${from}&to=${to}`,
    );
  }

  promotions(): Promise<PromotionPage> {
    return this.#get('/promotions');
  }

  promotion(id: string): Promise<FleetPromotion> {
    return this.#get(`/promotions/${id}`);
  }

  requestPromotion(request: PromotionRequest): Promise<FleetPromotion> {
    return this.#ask('/api/fleet/promotions', request);
  }

  /** Changes a promotion, as the API takes it. */
  changePromotion(id: string, what: string, body: object): Promise<unknown> {
    return this.#ask(`/api/fleet/promotions/${id}/${what}`, body);
  }

  /** Starts a template as who asks. @returns the task's id */
  async startTemplate(name: string, values: object): Promise<string> {
    const { id } = await this.#ask<{ id: string }>('/api/scaffolder/v2/tasks', {
      templateRef: `template:default/${name}`,
      values,
    });
    return id;
  }

  /** How a task is, with what it put out. */
  async task(id: string): Promise<{
    status: string;
    output?: Record<string, unknown>;
    log: string[];
  }> {
    const { status } = await this.#ask<{ status: string }>(
      `/api/scaffolder/v2/tasks/${id}`,
    );
    const events = await this.#ask<
      {
        body: { message: string; output?: Record<string, unknown> };
      }[]
    >(`/api/scaffolder/v2/tasks/${id}/events`);
    const output = events.findLast(({ body }) => body.output)?.body.output;
    return {
      status,
      ...(output ? { output } : {}),
      log: events.map(({ body }) => body.message),
    };
  }

  /** The id of a cluster, by the name that its source gives it. */
  async clusterId(name: string): Promise<string> {
    const { items } = await this.clusters(`?text=${encodeURIComponent(name)}`);
    const found = items.find(cluster => cluster.name === name);
    if (!found) throw new Error(`the portal knows no cluster '${name}'`);
    return found.id;
  }

  async #all<Page extends { items: unknown[]; nextCursor?: string }>(
    path: string,
  ): Promise<Page['items']> {
    const items: Page['items'] = [];
    for (let cursor: string | undefined; ; ) {
      const page: Page = await this.#get(
        `${path}?limit=500${
          cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''
        }`,
      );
      items.push(...page.items);
      cursor = page.nextCursor;
      if (!cursor) return items;
    }
  }

  #get<T>(path: string): Promise<T> {
    return this.#ask(`/api/fleet${path}`);
  }

  /** @param body - of what changes something */
  async #ask<T>(path: string, body?: object): Promise<T> {
    const response = await fetch(`${this.#url}${path}`, {
      headers: {
        Authorization: `Bearer ${await this.#token()}`,
        ...(body ? { 'Content-Type': 'application/json' } : {}),
      },
      ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
    });
    if (!response.ok) {
      throw new Error(
        `${body ? 'POST' : 'GET'} ${path}: HTTP ${
          response.status
        }: ${await response.text()}`,
      );
    }
    return (await response.json()) as T;
  }

  async #token(): Promise<string> {
    const response = this.#person
      ? await fetch(`${this.#url}/api/auth/sample/refresh`, {
          headers: { 'x-sample-person': this.#person },
        })
      : await fetch(`${this.#url}/api/auth/guest/refresh`, { method: 'POST' });
    const { backstageIdentity } = (await response.json()) as {
      backstageIdentity: { token: string };
    };
    return backstageIdentity.token;
  }
}

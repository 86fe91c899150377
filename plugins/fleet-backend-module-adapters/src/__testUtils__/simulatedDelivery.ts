import {
  deepStrictEqual,
  notStrictEqual,
  rejects,
  strictEqual,
} from 'node:assert/strict';
import type {
  ActionContext,
  ActionId,
  ActionPlan,
  FleetAdapter,
} from '@fleetview/backstage-plugin-fleet-node';
import { FleetSimulator } from '@fleetview/fleet-simulator';
import { KubernetesClient, objectPath } from '@fleetview/kube-watch';

const PLACE = {
  provider: 'aws' as const,
  region: 'eu-west-1',
  zones: ['eu-west-1a'],
  tier: 'critical',
  owner: 'shop',
  kubernetesVersion: '1.35.1',
  nodes: 1,
  instanceType: 'm7i.xlarge',
  environment: 'production' as const,
};

/** A hub with an Argo CD, a cluster that it delivers to, and one with a Flux. */
const SCENARIO = {
  name: 'small',
  dnsDomain: 'small.example',
  teams: [{ name: 'shop', title: 'Shop' }],
  domains: [{ name: 'commerce', title: 'Commerce', owner: 'shop' }],
  systems: [
    { name: 'web-shop', title: 'Web shop', domain: 'commerce', owner: 'shop' },
  ],
  components: [
    { name: 'cart', packaging: 'kustomize' as const },
    { name: 'search', packaging: 'helm' as const },
  ].map(component => ({
    ...component,
    system: 'web-shop',
    version: '2.14.0',
    placement: { clusters: ['prod-a', 'prod-b'] },
  })),
  clusters: [
    { ...PLACE, name: 'hub', delivery: { engine: 'argocd' as const } },
    {
      ...PLACE,
      name: 'prod-a',
      delivery: { engine: 'argocd' as const, hub: 'hub' },
    },
    { ...PLACE, name: 'prod-b', delivery: { engine: 'flux' as const } },
  ],
};

/** What an action is about. */
export type Acted = { kind: string; namespace: string; name: string };

/** A simulated cluster whose objects are acted on over HTTP, as a portal would. */
export class SimulatedDelivery {
  readonly simulator: FleetSimulator;
  readonly #adapter: FleetAdapter;
  readonly #client: KubernetesClient;

  private constructor(
    simulator: FleetSimulator,
    adapter: FleetAdapter,
    client: KubernetesClient,
  ) {
    this.simulator = simulator;
    this.#adapter = adapter;
    this.#client = client;
  }

  static async start(
    cluster: string,
    adapter: FleetAdapter,
  ): Promise<SimulatedDelivery> {
    const simulator = await FleetSimulator.create({ scenario: SCENARIO });
    await simulator.start();
    simulator.tick(3);
    const { url, adminToken } = simulator.cluster(cluster);
    const client = KubernetesClient.create({
      connection: { server: url, token: adminToken },
    });
    return new SimulatedDelivery(simulator, adapter, client);
  }

  async stop(): Promise<void> {
    await this.#client.close();
    await this.simulator.stop();
  }

  async read(acted: Acted) {
    return this.#client.getObject(this.#resourceOf(acted), acted);
  }

  /** Changes an object as somebody else would. */
  async change(acted: Acted, body: unknown): Promise<void> {
    await this.#client.patch(objectPath(this.#resourceOf(acted), acted), {
      contentType: 'application/merge-patch+json',
      body,
      fieldManager: 'somebody',
    });
  }

  /**
   * Plans an action on an object as it is, tries it, does it, and does it once
   * more: the try must change nothing, and the repetition be refused.
   *
   * @returns what the action then says of the object, whenever it is asked
   */
  async act(
    acted: Acted,
    id: ActionId,
    parameters: unknown = {},
  ): Promise<() => Promise<string>> {
    const { kind } = acted;
    const action = this.#adapter.actions?.find(
      other => other.kind === kind && other.id === id,
    );
    if (!action) throw new Error(`no action ${id} on ${kind}`);
    const before = await this.read(acted);
    const context: ActionContext = {
      target: { ...this.#resourceOf(acted), ...acted },
      requestedAt: new Date(this.simulator.now).toISOString(),
      requestedBy: 'user:default/mara',
    };
    const plan = action.plan(before, parameters, context);
    if ('refused' in plan) throw new Error(plan.refused);
    const progress = async () =>
      action.progress(await this.read(acted), plan, context).state;

    await this.#apply(plan, true);
    deepStrictEqual(await this.read(acted), before);
    strictEqual(await progress(), 'pending');

    await this.#apply(plan);
    notStrictEqual(
      (await this.read(acted)).metadata.resourceVersion,
      before.metadata.resourceVersion,
    );
    await rejects(this.#apply(plan), { status: 409 });
    return progress;
  }

  async #apply({ patches }: ActionPlan, dryRun = false): Promise<void> {
    for (const { target, contentType, body } of patches) {
      await this.#client.patch(objectPath(target, target), {
        contentType,
        body,
        dryRun,
        fieldManager: 'fleet-backstage',
      });
    }
  }

  #resourceOf({ kind }: Acted) {
    const watch = this.#adapter.watches.find(other => other.kind === kind);
    if (!watch) throw new Error(`${kind} is not watched`);
    const { group, plural, namespaced } = watch;
    return { group, version: watch.versions[0], plural, kind, namespaced };
  }
}

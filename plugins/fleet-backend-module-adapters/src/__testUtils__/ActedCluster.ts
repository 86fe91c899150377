import type {
  ActionContext,
  ActionId,
  ActionPlan,
  FleetAdapter,
} from '@fleetview/backstage-plugin-fleet-node';
import { FleetSimulator, type ScenarioInput } from '@fleetview/fleet-simulator';
import { KubernetesClient, objectPath } from '@fleetview/kube-watch';

type Json = Record<string, unknown> & {
  metadata: { resourceVersion: string; [field: string]: unknown };
};

/** What is acted on: one object of a kind that an adapter watches. */
export type ActedObject = { kind: string; namespace: string; name: string };

/** What was seen of one action, from its plan to its end. */
export type ActedCourse = {
  plan: ActionPlan;
  /** Progress before it, right after it, and then with each tick until it ended; each once. */
  states: string[];
  /** Resource versions before the action and after its dry run. */
  versions: [before: string, afterDryRun: string];
  /** The status of the answer to the same patches, sent once more. */
  again: number | undefined;
};

/** A simulated cluster that an adapter's actions are tried on over HTTP. */
export class ActedCluster {
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

  /** Starts a scenario; its first cluster is the one that is acted on. */
  static async create(
    scenario: ScenarioInput,
    adapter: FleetAdapter,
  ): Promise<ActedCluster> {
    const simulator = await FleetSimulator.create({ scenario, seed: 'act' });
    await simulator.start();
    const [cluster] = simulator.clusters;
    const client = KubernetesClient.create({
      connection: {
        server: cluster.url,
        token: async () => cluster.adminToken,
      },
    });
    return new ActedCluster(simulator, adapter, client);
  }

  async close(): Promise<void> {
    await this.#client.close();
    await this.simulator.stop();
  }

  async get(object: ActedObject): Promise<Json> {
    return (await this.#client.getJson(
      objectPath(this.#watch(object.kind), object),
    )) as Json;
  }

  /** Plans on the object as it is, tries, does and repeats, and watches what comes of it. */
  async act(
    id: ActionId,
    object: ActedObject,
    ticks = 0,
  ): Promise<ActedCourse> {
    const action = this.#adapter.actions?.find(
      entry => entry.id === id && entry.kind === object.kind,
    );
    if (!action) throw new Error(`There is no '${id}' of '${object.kind}'.`);
    const { group, version, plural } = this.#watch(object.kind);
    const context: ActionContext = {
      target: { group, version, plural, ...object },
      requestedAt: new Date(this.simulator.now).toISOString(),
      requestedBy: 'user:default/guest',
    };
    const before = await this.get(object);
    const plan = action.plan(before, {}, context);
    if ('refused' in plan) throw new Error(plan.refused);
    const states: string[] = [];
    const note = (now: Json) => {
      const { state } = action.progress(now, plan, context);
      if (states.at(-1) !== state) states.push(state);
      return state;
    };
    note(before);
    await this.#send(plan, true);
    const tried = await this.get(object);
    await this.#send(plan, false);
    note(await this.get(object));
    const again = await this.#send(plan, false).then(
      () => undefined,
      error => error.status as number | undefined,
    );
    for (let tick = 0; tick < ticks; tick++) {
      this.simulator.tick();
      const state = note(await this.get(object));
      if (state === 'seen' || state === 'failed') break;
    }
    return {
      plan,
      states,
      versions: [
        before.metadata.resourceVersion,
        tried.metadata.resourceVersion,
      ],
      again,
    };
  }

  #watch(kind: string) {
    const watch = this.#adapter.watches.find(entry => entry.kind === kind);
    if (!watch) throw new Error(`'${kind}' is not watched.`);
    const { group, versions, plural, namespaced } = watch;
    return { group, version: versions[0], plural, kind, namespaced };
  }

  async #send(plan: ActionPlan, dryRun: boolean): Promise<void> {
    for (const { target, subresource, contentType, body } of plan.patches) {
      await this.#client.patch(objectPath(target, { ...target, subresource }), {
        contentType,
        body: body as Record<string, unknown>,
        fieldManager: 'fleet-backstage',
        dryRun,
      });
    }
  }
}

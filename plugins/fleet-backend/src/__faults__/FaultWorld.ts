import type { ClusterRecord } from '@fleetview/backstage-plugin-fleet-node';
import {
  buildNamespace,
  defineResourceType,
  FleetSimulator,
  type FaultInput,
  type FleetSimulatorOptions,
  type SimulatedCluster,
} from '@fleetview/fleet-simulator';
import type { Knex } from 'knex';
import { faultAdapter } from './faultAdapter';
import {
  deploymentObject,
  namespaceObject,
  NAMESPACES,
  newMark,
  PARCEL,
} from './mutate';
import { Oracle, type ClusterCondition } from './Oracle';
import type { RunTime } from './RunTime';

/** So long after the last fault everything has to be as if there had been none. */
export const CONVERGENCE_MS = 60_000;
const LOOK_MS = 10_000;

/** What of a run depends on where it runs. */
export type Surroundings = {
  /** For the oracle: what it reads is never in the way of what is tested. */
  knex: Knex;
  time: RunTime;
  /** Waits for something that needs time to pass. */
  settle<T>(work: Promise<T>): Promise<T>;
  /** Brings up whatever collects; it is told of its clusters from then on. */
  startPortal(portal: PortalOptions): Promise<Portal>;
  /** Within which what changes is stored where nothing is wrong; 6 s unless given. */
  promptMs?: number;
};

/** What a portal is brought up with. */
export type PortalOptions = {
  records: ClusterRecord[];
  pageSize: number;
  /** It complained. */
  onLog(line: string): void;
};

/** A portal that collects: one engine or several, here or elsewhere. */
export type Portal = {
  tell(records: ClusterRecord[]): Promise<void>;
  stop(): Promise<void>;
  /** What is wrong with it by itself, such as how much memory it takes. */
  complaints?(): string[];
  /** What can happen to it besides, by name. */
  mishaps: Record<string, () => Promise<void>>;
};

/** One simulated cluster, and what is wrong with it. */
export type Member = {
  cluster: SimulatedCluster;
  condition: ClusterCondition;
  record: ClusterRecord;
};

/** What a world begins as. */
export type WorldOptions = {
  seed: string;
  names: string[];
  /** Deployments per cluster. */
  deployments: (index: number) => number;
  kubernetesVersion?: (index: number) => string;
  parcelVersion?: (index: number) => 'v1' | 'v2';
  pageSize?: number;
  /** Whether time goes on after something was found that must not be. */
  goesOn?: boolean;
} & Pick<FleetSimulatorOptions, 'tls' | 'historyLimit'>;

/**
 * Simulated clusters on one side, a portal that collects from them on the other,
 * and an oracle in between. What happens is up to whoever holds it.
 */
export class FaultWorld {
  readonly members = new Map<string, Member>();
  /** What must not be, in words; empty as long as all is well. */
  readonly failures: string[] = [];
  /** What was done, step by step. */
  readonly steps: string[] = [];
  readonly logged: string[] = [];
  readonly oracle: Oracle;
  readonly surroundings: Surroundings;
  readonly #simulator: FleetSimulator;
  readonly #pageSize: number;
  readonly #startedAt: number;
  readonly #goesOn: boolean;
  #portal: Portal | undefined;

  static async start(
    options: WorldOptions,
    surroundings: Surroundings,
  ): Promise<FaultWorld> {
    const {
      seed,
      names,
      deployments,
      kubernetesVersion = () => '1.34.4',
      parcelVersion = () => 'v1',
      ...rest
    } = options;
    const simulator = await FleetSimulator.create({
      seed,
      ...rest,
      clusters: names.map((name, index) => ({
        name,
        kubernetesVersion: kubernetesVersion(index),
        withDeliveryKinds: false,
        types: [
          defineResourceType({
            ...PARCEL,
            version: parcelVersion(index),
            custom: true,
          }),
        ],
        objects: [
          buildNamespace({ name: 'kube-system' }),
          ...NAMESPACES.map(namespace => namespaceObject(namespace, newMark())),
          ...Array.from({ length: deployments(index) }, (_each, at) =>
            deploymentObject(
              `app-${at}`,
              NAMESPACES[at % NAMESPACES.length],
              newMark(),
            ),
          ),
        ],
      })),
    });
    await simulator.start();
    const world = new FaultWorld(simulator, surroundings, options);
    await world.startPortal();
    return world;
  }

  private constructor(
    simulator: FleetSimulator,
    surroundings: Surroundings,
    { pageSize = 500, goesOn = false }: WorldOptions,
  ) {
    const { knex, time } = surroundings;
    this.surroundings = surroundings;
    this.#simulator = simulator;
    this.#pageSize = pageSize;
    this.#goesOn = goesOn;
    this.#startedAt = time.now();
    this.oracle = new Oracle({
      knex,
      now: () => time.now(),
      promptMs: surroundings.promptMs,
    });
    for (const cluster of simulator.clusters) {
      const member: Member = {
        cluster,
        record: recordOf(cluster),
        condition: {
          isDisturbed: false,
          lied: new Set(),
          isRemoved: false,
          undisturbedSince: time.now(),
        },
      };
      this.members.set(cluster.name, member);
      this.oracle.watch(cluster, () => member.condition);
    }
  }

  get isWell(): boolean {
    return this.failures.length === 0;
  }

  get portal(): Portal {
    if (!this.#portal) throw new Error('there is no portal at present');
    return this.#portal;
  }

  get now(): number {
    return this.surroundings.time.now();
  }

  member(name: string): Member {
    const member = this.members.get(name);
    if (!member) throw new Error(`there is no cluster '${name}'`);
    return member;
  }

  async startPortal(): Promise<void> {
    this.#portal = await this.surroundings.startPortal({
      records: this.#records(),
      pageSize: this.#pageSize,
      onLog: line => this.logged.push(line),
    });
    this.undisturbedFromNow();
  }

  async stopPortal(): Promise<void> {
    const portal = this.#portal;
    this.#portal = undefined;
    await portal?.stop();
  }

  async stop(): Promise<void> {
    await this.stopPortal();
    await this.#simulator.stop();
  }

  /** Switches a fault of a cluster on, and notes what can no longer be expected of it. */
  async fault(
    member: Member,
    input: FaultInput,
    meaning: { lies?: boolean; isUnreachable?: boolean } = {},
  ): Promise<void> {
    const { cluster, condition } = member;
    this.step(`${cluster.name}: ${JSON.stringify(input)}`);
    condition.isDisturbed = true;
    if (meaning.isUnreachable) condition.unreachableSince ??= this.now;
    if (meaning.lies) {
      const resources = 'resources' in input ? input.resources : undefined;
      condition.lied = new Set([
        ...condition.lied,
        ...faultAdapter.watches
          .filter(({ plural }) => !resources || resources.includes(plural))
          .map(({ kind }) => kind),
      ]);
    }
    await this.surroundings.settle(cluster.fault(input));
  }

  async heal({ cluster, condition }: Member): Promise<void> {
    this.step(`${cluster.name}: healed`);
    const { settle } = this.surroundings;
    await settle(cluster.clearFaults());
    delete condition.unreachableSince;
    if (condition.lied.size > 0) {
      // What it said of its objects only it can put right: it starts anew.
      await settle(cluster.fault({ fault: 'gone' }));
      await settle(cluster.clearFaults());
    }
    condition.undisturbedSince = this.now;
  }

  /** Tells the portal which clusters there are, and how to reach them now. */
  async tell(): Promise<void> {
    for (const member of this.members.values()) {
      member.record = recordOf(member.cluster);
    }
    await this.surroundings.settle(this.portal.tell(this.#records()));
  }

  /** Time passes, and the oracle looks again and again. */
  async look(ms: number): Promise<void> {
    const end = this.now + ms;
    while (this.now < end && this.#isGoingOn()) {
      await this.surroundings.time.pass(Math.min(LOOK_MS, end - this.now));
      const violations = [
        ...(await this.oracle.violations()),
        ...(this.#portal?.complaints?.() ?? []),
      ];
      this.failures.push(...violations);
      if (violations.length > 0) this.step(`found: ${violations.join('; ')}`);
    }
  }

  /**
   * Puts everything right and waits until everything is as it is.
   *
   * @returns how long that took; undefined when it took too long, which is a failure
   */
  async recover(): Promise<number | undefined> {
    const since = this.now;
    for (const member of this.members.values()) await this.heal(member);
    let left: string[] = [];
    while (this.now - since <= CONVERGENCE_MS && this.#isGoingOn()) {
      await this.look(5_000);
      left = await this.oracle.differences();
      if (left.length === 0) {
        for (const { condition } of this.members.values()) {
          condition.lied = new Set();
        }
        return this.now - since;
      }
    }
    this.failures.push(
      ...left.map(
        what => `not right ${CONVERGENCE_MS} ms after the end: ${what}`,
      ),
    );
    return undefined;
  }

  async expectConverged(when: string): Promise<void> {
    if (!this.isWell) return;
    this.failures.push(
      ...(await this.oracle.differences()).map(what => `${when}: ${what}`),
    );
  }

  /** What is read again from the beginning changes nothing. */
  async replay(): Promise<void> {
    const { settle, knex } = this.surroundings;
    const before = await readRows(knex);
    this.step('the portal starts anew, with nothing changed');
    await settle(this.stopPortal());
    await settle(this.startPortal());
    await this.look(20_000);
    await this.expectConverged('after a start with nothing changed');
    const after = await readRows(knex);
    for (const [id, row] of after) {
      if (before.get(id) !== row) {
        this.failures.push(
          `reading again changed ${before.get(id)} to ${row}`.slice(0, 600),
        );
      }
    }
    if (after.size !== before.size) {
      this.failures.push(
        `reading again made ${after.size} facts of ${before.size}`,
      );
    }
  }

  /** Whatever comes of what we do ourselves from here on is no fault of a cluster. */
  undisturbedFromNow(): void {
    for (const { condition } of this.members.values()) {
      condition.undisturbedSince = this.now;
    }
  }

  step(what: string): void {
    this.steps.push(`${Math.round(this.now - this.#startedAt)} ms: ${what}`);
  }

  #isGoingOn(): boolean {
    return this.isWell || this.#goesOn;
  }

  #records(): ClusterRecord[] {
    return [...this.members.values()]
      .filter(({ condition }) => !condition.isRemoved)
      .map(({ record }) => record);
  }
}

/** The facts that are stored, with what may not change while their objects do not. */
async function readRows(knex: Knex): Promise<Map<string, string>> {
  const rows = new Map<string, string>();
  for (const table of ['namespace', 'workload']) {
    for (const row of await knex(table)) {
      rows.set(
        row.id,
        JSON.stringify([row.hash, row.data, Number(row.first_seen_at)]),
      );
    }
  }
  return rows;
}

function recordOf(cluster: SimulatedCluster): ClusterRecord {
  return {
    name: cluster.name,
    access: {
      type: 'direct',
      connection: {
        server: cluster.url,
        token: cluster.token,
        ...(cluster.caData ? { caData: cluster.caData } : {}),
      },
    },
  };
}

import { defineResourceType } from '@fleetview/fleet-simulator';
import { FAULTS, type PlannedFault } from './faultPlan';
import { FaultWorld, type Member, type Surroundings } from './FaultWorld';
import { mutate, PARCEL } from './mutate';
import { randomOf, type Random } from './random';

/** What a run came to. */
export type RunOutcome = {
  seed: string;
  /** What was done, step by step, for whoever looks for the cause. */
  steps: string[];
  /** What the portal complained about. */
  logged: string[];
  /** What must not be, in words; empty when all was well. */
  failures: string[];
  /** From the end of the last fault until everything was right again. */
  convergedMs?: number;
};

/** One run under random faults, the same for the same seed. */
export class FaultRun {
  readonly #random: Random;
  readonly #world: FaultWorld;
  readonly #hasTls: boolean;

  static async run(
    seed: string,
    surroundings: Surroundings,
  ): Promise<RunOutcome> {
    const random = randomOf(seed);
    const hasTls = random.chance(0.12);
    const count = random.integer(2, 4);
    const world = await surroundings.settle(
      FaultWorld.start(
        {
          seed,
          tls: hasTls,
          names: Array.from({ length: count }, (_, index) =>
            index === 0 && random.chance(0.1) ? '__proto__' : `c${index}`,
          ),
          deployments: () => random.integer(0, 25),
          kubernetesVersion: () => random.pick(['1.30.2', '1.34.4']),
          parcelVersion: () => random.pick(['v1', 'v2']),
          pageSize: random.pick([3, 7, 500]),
          historyLimit: random.pick([5, 1000]),
        },
        surroundings,
      ),
    );
    world.step(`${count} clusters${hasTls ? ' with TLS' : ''}`);
    const { failures, steps, logged } = world;
    let convergedMs: number | undefined;
    try {
      convergedMs = await new FaultRun(random, world, hasTls).#run();
    } catch (error) {
      failures.push(
        `the run itself failed: ${
          error instanceof Error ? error.stack ?? error.message : error
        }`,
      );
    } finally {
      await surroundings.settle(world.stop());
    }
    return {
      seed,
      steps,
      logged: [...new Set(logged)].slice(0, 10),
      failures: [...new Set(failures)].slice(0, 20),
      ...(convergedMs === undefined ? {} : { convergedMs }),
    };
  }

  private constructor(random: Random, world: FaultWorld, hasTls: boolean) {
    this.#random = random;
    this.#world = world;
    this.#hasTls = hasTls;
  }

  async #run(): Promise<number | undefined> {
    const world = this.#world;
    await world.look(15_000);
    await world.expectConverged('at first');
    const faults = this.#random.integer(1, 4);
    for (let fault = 0; fault < faults && world.isWell; fault++) {
      await this.#disturb();
    }
    const convergedMs = world.isWell ? await world.recover() : undefined;
    if (world.isWell && this.#random.chance(0.3)) await world.replay();
    return convergedMs;
  }

  /** Something goes wrong, the world goes on, and perhaps it is put right again. */
  async #disturb(): Promise<void> {
    const random = this.#random;
    const world = this.#world;
    const members = [...world.members.values()];
    const { work } = random.weighted([
      { weight: 20, work: () => this.#fault(random.pick(members)) },
      { weight: 1, work: () => this.#rotateToken(random.pick(members)) },
      { weight: 1, work: () => this.#rotateAuthority(random.pick(members)) },
      { weight: 1, work: () => this.#removeAndAdd(random.pick(members)) },
      { weight: 1, work: () => this.#moveVersion(random.pick(members)) },
      { weight: 2, work: () => this.#mishap() },
      { weight: 1, work: () => this.#restart() },
    ]);
    this.#mutateSome();
    await work();
    this.#mutateSome();
    const { ms } = random.weighted([
      { weight: 3, ms: 500 },
      { weight: 4, ms: 3_000 },
      { weight: 4, ms: 20_000 },
      { weight: 2, ms: 70_000 },
      { weight: 1, ms: 150_000 },
    ]);
    await world.look(ms);
    this.#mutateSome();
    if (random.chance(0.4)) {
      await world.heal(random.pick(members));
      await world.look(random.pick([1_000, 15_000]));
    }
  }

  async #fault(member: Member): Promise<void> {
    let planned: PlannedFault;
    let input;
    do {
      planned = this.#random.weighted(FAULTS);
      input = planned.make(this.#random, { tls: this.#hasTls });
    } while (!input);
    await this.#world.fault(member, input, planned);
  }

  /** The old token is refused at once, the new one is told a while later. */
  async #rotateToken(member: Member): Promise<void> {
    this.#world.step(`${member.cluster.name}: token rotated`);
    member.condition.isDisturbed = true;
    member.cluster.rotateToken();
    await this.#world.look(this.#random.pick([500, 30_000]));
    await this.#world.tell();
  }

  async #rotateAuthority(member: Member): Promise<void> {
    if (!this.#hasTls) return;
    const world = this.#world;
    world.step(`${member.cluster.name}: authority rotated`);
    member.condition.isDisturbed = true;
    await world.surroundings.settle(member.cluster.rotateAuthority());
    await world.look(this.#random.pick([500, 30_000]));
    await world.tell();
  }

  async #removeAndAdd({ cluster, condition }: Member): Promise<void> {
    const world = this.#world;
    world.step(`${cluster.name}: removed and added again`);
    condition.isDisturbed = true;
    condition.isRemoved = true;
    await world.tell();
    if (this.#random.chance(0.5)) await world.look(5_000);
    this.#mutateSome();
    condition.isRemoved = false;
    await world.tell();
    condition.undisturbedSince = world.now;
  }

  async #moveVersion({ cluster, condition }: Member): Promise<void> {
    const { registry } = cluster.store;
    const from = ['v1', 'v2'].find(version =>
      registry.findByKind(`${PARCEL.group}/${version}`, PARCEL.kind),
    );
    if (!from) return;
    const to = from === 'v1' ? 'v2' : 'v1';
    this.#world.step(`${cluster.name}: parcels move from ${from} to ${to}`);
    condition.isDisturbed = true;
    registry.add(defineResourceType({ ...PARCEL, version: to, custom: true }));
    this.#world.oracle.truthOf(cluster.name).follow();
    cluster.moveToVersion({ ...PARCEL, from, to });
  }

  /** Something happens to the portal itself. */
  async #mishap(): Promise<void> {
    const world = this.#world;
    const names = Object.keys(world.portal.mishaps);
    if (names.length === 0) return;
    const name = this.#random.pick(names);
    world.step(name);
    world.undisturbedFromNow();
    await world.surroundings.settle(world.portal.mishaps[name]());
    world.undisturbedFromNow();
  }

  async #restart(): Promise<void> {
    const world = this.#world;
    const { settle } = world.surroundings;
    world.step('the portal starts anew');
    await settle(world.stopPortal());
    this.#mutateSome();
    await settle(world.startPortal());
  }

  #mutateSome(): void {
    for (const { cluster } of this.#world.members.values()) {
      if (this.#random.chance(0.7)) mutate(cluster, this.#random);
    }
  }
}

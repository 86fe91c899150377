import { Fault, FaultName } from './faultSchema';

/** What a fault may look at to decide whether it meets a request. */
export type FaultTarget = { resource?: string; version?: string };

type FaultOf<N extends FaultName> = Extract<Fault, { fault: N }>;

/** The faults of one cluster that are switched on. */
export class FaultSet {
  #active: { fault: Fault; met: number }[] = [];

  /** The faults that are on, in the order in which they were switched on. */
  get active(): readonly Fault[] {
    return this.#active.map(entry => entry.fault);
  }

  /** Switches a fault on; the same fault again replaces its parameters. */
  add(fault: Fault): void {
    this.remove(fault.fault);
    this.#active.push({ fault, met: 0 });
  }

  remove(name: FaultName): void {
    this.#active = this.#active.filter(entry => entry.fault.fault !== name);
  }

  clear(): void {
    this.#active = [];
  }

  has(name: FaultName): boolean {
    return this.#active.some(entry => entry.fault.fault === name);
  }

  /** The fault of this name if it meets the target; does not count as met. */
  peek<N extends FaultName>(
    name: N,
    target: FaultTarget,
  ): FaultOf<N> | undefined {
    const entry = this.#active.find(({ fault }) => fault.fault === name);
    if (!entry) return undefined;
    const { fault } = entry;
    if (
      'resources' in fault &&
      fault.resources &&
      !(target.resource && fault.resources.includes(target.resource))
    ) {
      return undefined;
    }
    if (
      'versions' in fault &&
      fault.versions &&
      !(target.version && fault.versions.includes(target.version))
    ) {
      return undefined;
    }
    return fault as FaultOf<N>;
  }

  /** Like `peek`, and counts: a fault with a `count` ends with its last request. */
  meet<N extends FaultName>(
    name: N,
    target: FaultTarget,
  ): FaultOf<N> | undefined {
    const fault = this.peek(name, target);
    if (!fault) return undefined;
    const entry = this.#active.find(
      active => active.fault === (fault as Fault),
    );
    if (entry) {
      entry.met += 1;
      const limit = 'count' in fault ? fault.count : undefined;
      if (limit !== undefined && entry.met >= limit) this.remove(name);
    }
    return fault;
  }
}

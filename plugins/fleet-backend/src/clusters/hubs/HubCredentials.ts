import type { AuditOperation, AuditTrail } from '../../audit';
import { monotonicNow, type MonotonicClock } from '../../leases/DatabaseClock';

/** Some hubs give Secrets one by one, as their clusters are connected to: that is one change, not many. */
const GATHER_MS = 60_000;

type Operation = AuditOperation<'hub-credentials-read'>;

/**
 * Records the use of a hub's Secrets: that they are read, before the first time
 * and with what came of it, and then whenever the set of them is another. Names
 * are kept, contents never get here.
 */
export class HubCredentials {
  readonly #audit: AuditTrail;
  readonly #hub: { id: string; name: string };
  readonly #gatherMs: number;
  readonly #now: MonotonicClock;
  /** By what is listed or got at once, such as the Secrets of one namespace. */
  readonly #names = new Map<string, string[]>();
  #first: Promise<Operation> | undefined;
  #isOpen = true;
  #recorded: { names: string[]; at: number } = { names: [], at: -Infinity };
  #timer: NodeJS.Timeout | undefined;

  constructor(options: {
    audit: AuditTrail;
    /** The source that reads it, and the hub's name. */
    hub: { id: string; name: string };
    gatherMs?: number;
    now?: MonotonicClock;
  }) {
    this.#audit = options.audit;
    this.#hub = options.hub;
    this.#gatherMs = options.gatherMs ?? GATHER_MS;
    this.#now = options.now ?? monotonicNow;
  }

  /**
   * Reads Secrets.
   *
   * @param place - what is read at once; read again, it replaces what was there
   * @throws what reading throws; ServiceUnavailableError, and then nothing is read, where it could not be recorded
   */
  async read<T extends { metadata: { name: string } }>(
    place: string,
    read: () => Promise<T[]>,
  ): Promise<T[]> {
    const first = await this.#begin();
    let secrets: T[];
    try {
      secrets = await read();
    } catch (error) {
      if (this.#isOpen) {
        this.#isOpen = false;
        await first.fail(error);
      }
      throw error;
    }
    this.#names.set(
      place,
      secrets.map(({ metadata }) => metadata.name),
    );
    await this.#note(first);
    return secrets;
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #begin(): Promise<Operation> {
    this.#first ??= this.#audit
      .begin({
        event: 'hub-credentials-read',
        target: this.#hub,
        reason: 'the first time since this replica started',
      })
      .catch(error => {
        this.#first = undefined;
        throw error;
      });
    return this.#first;
  }

  async #note(first: Operation): Promise<void> {
    if (this.#isOpen) {
      this.#isOpen = false;
      const names = this.#all();
      this.#recorded = { names, at: this.#now() };
      await first.succeed({ after: { secrets: names.length, names } });
      return;
    }
    const wait = this.#recorded.at + this.#gatherMs - this.#now();
    if (wait <= 0) {
      await this.#record();
      return;
    }
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      // What cannot be recorded now is found different when Secrets are read next.
      this.#record().catch(() => undefined);
    }, wait).unref();
  }

  async #record(): Promise<void> {
    const names = this.#all();
    const { names: before } = this.#recorded;
    if (JSON.stringify(names) === JSON.stringify(before)) return;
    await this.#audit.change(async (_, record) =>
      record({
        event: 'hub-credentials-read',
        target: this.#hub,
        before: { secrets: before.length, names: before },
        after: {
          secrets: names.length,
          names,
          added: names.filter(name => !before.includes(name)),
          removed: before.filter(name => !names.includes(name)),
        },
        reason: 'the set of its Secrets is another',
      }),
    );
    this.#recorded = { names, at: this.#now() };
  }

  #all(): string[] {
    return [...new Set([...this.#names.values()].flat())].sort();
  }
}

import type { AuthService } from '@backstage/backend-plugin-api';
import type { Connection } from '@fleetview/backstage-plugin-fleet-common';
import type { FleetService } from '@fleetview/backstage-plugin-fleet-node';
import type { SparseLog } from '../SparseLog';
import { words } from '../words';
import { mergeConnections } from './mergeConnections';

const REFRESH_MS = 30_000;
/** After the first failure; twice as long after each that follows. */
const RETRY_MS = 1_000;
/** So long the first request waits for the fleet to tell anything at all. */
const FIRST_MS = 5_000;
const TIMEOUT_MS = 20_000;

/**
 * The fleet's clusters as it told them the last time. Asked in the background, so
 * that nobody who looks at a page waits for the fleet, and what is known stands
 * while it does not answer.
 */
export class FleetClusters {
  readonly #fleet: Pick<FleetService, 'listConnections'>;
  readonly #auth: Pick<AuthService, 'getOwnServiceCredentials'>;
  readonly #log: SparseLog;
  #known: ReadonlyMap<string, Connection> = new Map();
  #version: string | undefined;
  #failures = 0;
  #timer: NodeJS.Timeout | undefined;
  #abort: AbortController | undefined;
  #first: Promise<void> | undefined;

  static create(options: {
    fleet: Pick<FleetService, 'listConnections'>;
    auth: Pick<AuthService, 'getOwnServiceCredentials'>;
    log: SparseLog;
  }): FleetClusters {
    return new FleetClusters(options);
  }

  private constructor(options: Parameters<typeof FleetClusters.create>[0]) {
    this.#fleet = options.fleet;
    this.#auth = options.auth;
    this.#log = options.log;
  }

  /** By id. Another map whenever something is different. */
  get known(): ReadonlyMap<string, Connection> {
    return this.#known;
  }

  /** Begins to ask. Before it, nobody could be asked: the portal does not listen yet. */
  start(): void {
    if (this.#abort) return;
    this.#abort = new AbortController();
    this.#first = this.#ask();
  }

  stop(): void {
    this.#abort?.abort();
    clearTimeout(this.#timer);
  }

  /** Waits for the first answer, though not for long. */
  async told(): Promise<void> {
    if (!this.#first) return;
    let timer: NodeJS.Timeout | undefined;
    await Promise.race([
      this.#first,
      new Promise<void>(resolve => {
        timer = setTimeout(resolve, FIRST_MS);
        timer.unref();
      }),
    ]);
    clearTimeout(timer);
  }

  async #ask(): Promise<void> {
    await this.refresh();
    if (this.#abort?.signal.aborted) return;
    this.#timer = setTimeout(
      () => void this.#ask(),
      this.#failures === 0
        ? REFRESH_MS
        : Math.min(REFRESH_MS, RETRY_MS * 2 ** (this.#failures - 1)),
    );
    this.#timer.unref();
  }

  /** Asks once. What is known stands if nobody answers. */
  async refresh(): Promise<void> {
    try {
      const told = await this.#fleet.listConnections({
        credentials: await this.#auth.getOwnServiceCredentials(),
        signal: AbortSignal.any([
          AbortSignal.timeout(TIMEOUT_MS),
          ...(this.#abort ? [this.#abort.signal] : []),
        ]),
        ...(this.#version ? { unless: this.#version } : {}),
      });
      this.#failures = 0;
      if (!told) return;
      this.#known = mergeConnections(this.#known, told);
      this.#version = told.version;
    } catch (error) {
      if (this.#abort?.signal.aborted) return;
      this.#failures += 1;
      // The portal may just be starting: the fleet answers a little later.
      if (this.#failures < 3) return;
      this.#log.warn(
        'The fleet does not tell its clusters; those known so far stand',
        { clusters: this.#known.size, reason: words(error) },
      );
    }
  }
}

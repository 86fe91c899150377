import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  isAsPlannedOn,
  type AdapterAction,
  type FleetAdapter,
} from '@fleetview/backstage-plugin-fleet-node';
import type { Knex } from 'knex';
import type { AuditTrail } from '../audit';
import type { ActingClients } from './ActingClients';
import { contextOf } from './Actions';
import { followObject, type Sight } from './followObject';
import {
  claimRuns,
  deleteOldRuns,
  moveRun,
  releaseClaims,
  renewClaim,
  type OpenRun,
} from './runs';

/** How runs are followed; times in milliseconds. */
export type FollowerOptions = {
  /** At once, by this replica; others wait. */
  most: number;
  /** A replica that says nothing for so long follows nothing any more. */
  leaseMs: number;
  renewMs: number;
  /** Runs that nobody follows are looked for so often. */
  claimMs: number;
  /** An object that cannot be watched is read again so often. */
  retryMs: number;
};

const CLEAN_MS = 60 * 60_000;

const USUAL: FollowerOptions = {
  most: 8,
  leaseMs: 30_000,
  renewMs: 10_000,
  claimMs: 5_000,
  retryMs: 3_000,
};

/**
 * Follows what systems were told until it is seen in the object, has failed, or its
 * time is over. A run is followed by one replica, which says so in its row; what a
 * replica that stopped has left, another goes on with. That a watch was lost, or an
 * object not seen, is never taken for success.
 */
export class RunFollower {
  readonly #knex: Knex;
  readonly #audit: AuditTrail;
  readonly #logger: LoggerService;
  readonly #clients: ActingClients;
  readonly #adapters: readonly FleetAdapter[];
  readonly #holder: string;
  readonly #now: () => number;
  readonly #options: FollowerOptions;
  readonly #following = new Map<string, Promise<void>>();
  readonly #stopping = new AbortController();
  #timer?: NodeJS.Timeout;
  #looking?: Promise<void>;
  #cleanedAt = 0;

  constructor(options: {
    knex: Knex;
    audit: AuditTrail;
    logger: LoggerService;
    clients: ActingClients;
    adapters: readonly FleetAdapter[];
    /** This replica. */
    holder: string;
    /** By the database's clock. */
    now: () => number;
    options?: Partial<FollowerOptions>;
  }) {
    this.#knex = options.knex;
    this.#audit = options.audit;
    this.#logger = options.logger;
    this.#clients = options.clients;
    this.#adapters = options.adapters;
    this.#holder = options.holder;
    this.#now = options.now;
    this.#options = { ...USUAL, ...options.options };
  }

  /** Takes up what is open, now and again and again. */
  start(): void {
    this.#timer = setInterval(() => void this.look(), this.#options.claimMs);
    this.#timer.unref();
    void this.look();
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#stopping.abort();
    await this.#looking;
    await Promise.all(this.#following.values());
    await releaseClaims({ knex: this.#knex, holder: this.#holder });
  }

  /** One that this replica has just told, and holds. */
  follow(run: OpenRun): void {
    if (this.#stopping.signal.aborted || this.#following.has(run.id)) return;
    // What is too much at once is taken up later, by whoever has room.
    if (this.#following.size >= this.#options.most) {
      void releaseOne(this.#knex, run.id, this.#holder);
      return;
    }
    this.#begin(run);
  }

  /** Takes up runs that nobody follows, as far as there is room. */
  look(): Promise<void> {
    this.#looking ??= this.#look().finally(() => {
      this.#looking = undefined;
    });
    return this.#looking;
  }

  async #look(): Promise<void> {
    if (this.#stopping.signal.aborted) return;
    try {
      const now = this.#now();
      if (now - this.#cleanedAt >= CLEAN_MS) {
        this.#cleanedAt = now;
        await deleteOldRuns({ knex: this.#knex, now });
      }
      const runs = await claimRuns({
        knex: this.#knex,
        holder: this.#holder,
        now: this.#now(),
        leaseMs: this.#options.leaseMs,
        limit: this.#options.most - this.#following.size,
      });
      for (const run of runs) this.#begin(run);
    } catch (error) {
      this.#logger.error('Runs could not be taken up', error as Error);
    }
  }

  #begin(run: OpenRun): void {
    const following = this.#follow(run)
      .catch(error =>
        this.#logger.error('A run could not be followed', error as Error),
      )
      .finally(() => this.#following.delete(run.id));
    this.#following.set(run.id, following);
  }

  async #follow(run: OpenRun): Promise<void> {
    const action = this.#actionOf(run);
    if (!action) {
      await this.#move(
        run,
        'timed-out',
        'No adapter of this portal knows the action any more, so what became of it is not known.',
      );
      return;
    }
    if (run.toldAt === undefined) {
      await this.#move(
        run,
        'timed-out',
        'The portal stopped before the API server had answered, so whether it was told is not known: look at the object before you ask again.',
      );
      return;
    }
    const ending = new AbortController();
    const signal = AbortSignal.any([this.#stopping.signal, ending.signal]);
    const renewal = setInterval(async () => {
      const isOurs = await renewClaim({
        knex: this.#knex,
        id: run.id,
        holder: this.#holder,
        now: this.#now(),
        leaseMs: this.#options.leaseMs,
      }).catch(() => true);
      if (!isOurs) ending.abort();
    }, this.#options.renewMs);
    const left = Math.max(0, run.followUntil - this.#now());
    let unseen: string | undefined;
    const timeout = setTimeout(() => ending.abort('timed-out'), left);
    try {
      await followObject({
        client: () => this.#clients.of(run.observer),
        target: run.target,
        signal,
        retryMs: this.#options.retryMs,
        onSight: async sight => {
          unseen = sight.type === 'unseen' ? sight.reason : undefined;
          return this.#judge(run, action, sight);
        },
      });
    } finally {
      clearInterval(renewal);
      clearTimeout(timeout);
    }
    if (ending.signal.reason === 'timed-out') {
      const last = run.steps.at(-1)?.message;
      await this.#move(
        run,
        'timed-out',
        unseen
          ? `It was not seen in time: the object could not be read. ${unseen}`
          : `It was not seen in time.${
              last ? ` The last that was seen: ${last}` : ''
            }`,
      );
    }
  }

  /** @returns whether the run has ended */
  async #judge(
    run: OpenRun,
    action: AdapterAction,
    sight: Sight,
  ): Promise<boolean> {
    if (sight.type === 'unseen') return false;
    if (sight.type === 'gone') {
      await this.#move(run, 'failed', 'The object is gone.');
      return true;
    }
    const { object } = sight;
    if (object.metadata.uid !== run.sourceUid) {
      await this.#move(
        run,
        'failed',
        'The object was deleted and made anew: what was asked for went with it.',
      );
      return true;
    }
    // A state from before the patch shows nothing of it, whatever it looks like.
    if (isAsPlannedOn(object.metadata, run.plan)) return false;
    const { state, message } = action.progress(
      object,
      run.plan,
      contextOf({ object: run.target }, run.actor, run.requestedAt),
    );
    const now = run.steps.at(-1);
    if (state === 'seen' || state === 'failed') {
      await this.#move(run, state, message);
      return true;
    }
    const next = state === 'accepted' ? 'accepted' : now?.state ?? 'asked';
    if (next === now?.state && message === now?.message) return false;
    return !(await this.#move(run, next, message));
  }

  #actionOf(run: OpenRun): AdapterAction | undefined {
    return this.#adapters
      .find(({ id }) => id === run.adapter)
      ?.actions?.find(
        ({ id, kind }) => id === run.action && kind === run.target.kind,
      );
  }

  /** @returns whether it still is this replica's */
  async #move(
    run: OpenRun,
    state: Parameters<typeof moveRun>[0]['state'],
    message?: string,
  ): Promise<boolean> {
    const steps = await moveRun({
      knex: this.#knex,
      audit: this.#audit,
      run,
      holder: this.#holder,
      now: this.#now(),
      state,
      message,
    });
    if (steps) run.steps = steps;
    return steps !== undefined;
  }
}

async function releaseOne(
  knex: Knex,
  id: string,
  holder: string,
): Promise<void> {
  await knex('action_run')
    .where({ id, claimed_by: holder })
    .whereNull('ended_at')
    .update({ claimed_by: null, claimed_until: null })
    .catch(() => undefined);
}

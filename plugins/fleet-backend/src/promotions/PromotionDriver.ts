import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  ENDED_PROMOTION_STATES,
  type Promotion,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import { goThrough } from './drive/goThrough';
import { runTask } from './drive/runTask';
import { tasksOf } from './drive/tasksOf';
import type { PromotionWorld } from './PromotionWorld';
import { claimDue } from './store/claimDue';
import { findPromotion } from './store/findPromotion';
import { prunePromotions } from './store/prunePromotions';
import { readAttempts } from './store/readAttempts';
import { postpone } from './store/postpone';
import { releaseClaim } from './store/releaseClaim';
import type { StoredPromotion } from './store/StoredPromotion';
import { writePromotion } from './store/writePromotion';
import type { PromotionTasks } from './tasks/PromotionTasks';

/** How promotions are gone through; times in milliseconds. */
export type PromotionDriverOptions = {
  /** Those that are due are looked for so often. */
  lookMs: number;
  /** Each that goes on is gone through so often. */
  roundMs: number;
  /** And so often while it waits for people: what these do has it gone through at once. */
  waitMs: number;
  /** A replica that says nothing for so long goes through nothing any more. */
  leaseMs: number;
  /** At once, by this replica. */
  most: number;
};

const PRUNE_MS = 24 * 60 * 60_000;

const USUAL: PromotionDriverOptions = {
  lookMs: 2_000,
  roundMs: 5_000,
  waitMs: 15_000,
  leaseMs: 60_000,
  most: 10,
};

/**
 * Goes through promotions until they have ended. Each is claimed by one replica, and what it
 * writes is written only where nobody else has written since; what a replica that stopped has
 * left, another goes on with. What cannot be read now is gone through again: it moves nothing.
 */
export class PromotionDriver {
  readonly #knex: Knex;
  readonly #logger: LoggerService;
  readonly #holder: string;
  readonly #now: () => number;
  readonly #worldOf: (entityRef: string) => Promise<PromotionWorld>;
  readonly #tasks: PromotionTasks | undefined;
  readonly #options: PromotionDriverOptions;
  #timer?: NodeJS.Timeout;
  #looking?: Promise<void>;
  #isStopped = false;
  #prunedAt = 0;

  constructor(options: {
    knex: Knex;
    logger: LoggerService;
    /** This replica. */
    holder: string;
    /** By the database's clock. */
    now: () => number;
    worldOf: (entityRef: string) => Promise<PromotionWorld>;
    /** People propose changes themselves where absent. */
    tasks?: PromotionTasks;
    options?: Partial<PromotionDriverOptions>;
  }) {
    this.#knex = options.knex;
    this.#logger = options.logger;
    this.#holder = options.holder;
    this.#now = options.now;
    this.#worldOf = options.worldOf;
    this.#tasks = options.tasks;
    this.#options = { ...USUAL, ...options.options };
  }

  start(): void {
    this.#timer = setInterval(() => void this.look(), this.#options.lookMs);
    this.#timer.unref();
    void this.look();
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    clearInterval(this.#timer);
    await this.#looking;
    await releaseClaim({ knex: this.#knex, holder: this.#holder });
  }

  /** Goes through all that is due; once at a time. */
  look(): Promise<void> {
    this.#looking ??= this.#look().finally(() => {
      this.#looking = undefined;
    });
    return this.#looking;
  }

  async #look(): Promise<void> {
    if (this.#isStopped) return;
    try {
      const { leaseMs, most } = this.#options;
      await this.#prune();
      const due = await claimDue({
        knex: this.#knex,
        holder: this.#holder,
        now: this.#now(),
        leaseMs,
        limit: most,
      });
      for (const stored of due) {
        // What is left is given back.
        if (this.#isStopped) break;
        try {
          await this.#goThrough(stored);
        } catch (error) {
          this.#logger.error(
            `The promotion ${stored.id} could not be gone through; it is tried again`,
            error as Error,
          );
          // Others that are due come first.
          await postpone(this.#knex, {
            id: stored.id,
            version: stored.version,
            dueAt: this.#now() + this.#options.roundMs,
          });
        } finally {
          await releaseClaim({
            knex: this.#knex,
            holder: this.#holder,
            id: stored.id,
          });
        }
      }
    } catch (error) {
      this.#logger.error(
        'Promotions could not be gone through; they are tried again',
        error as Error,
      );
    }
  }

  /** Once a day. */
  async #prune(): Promise<void> {
    const now = this.#now();
    if (now - this.#prunedAt < PRUNE_MS) return;
    this.#prunedAt = now;
    await prunePromotions(this.#knex, { now });
  }

  async #goThrough(stored: StoredPromotion): Promise<void> {
    const world = await this.#worldOf(stored.entityRef);
    const { now } = world;
    const round = await goThrough(stored, world);
    const { roundMs, waitMs } = this.#options;
    const dueAt = goesOn(round.promotion)
      ? now + (isHeldUp(round.promotion) ? waitMs : roundMs)
      : undefined;
    const isWritten = await this.#knex.transaction(trx =>
      writePromotion(trx, {
        before: stored,
        ...round,
        lookedAt: now,
        ...(dueAt === undefined ? {} : { dueAt }),
      }),
    );
    // Somebody was faster: it is due still.
    if (!isWritten || dueAt === undefined) return;
    await this.#runTasks(stored.id, now);
  }

  async #runTasks(id: string, now: number): Promise<void> {
    if (!this.#tasks) return;
    const stored = await findPromotion(this.#knex, id);
    if (!stored) return;
    const { promotion } = stored;
    const attempts = await readAttempts(this.#knex, id);
    for (const wanted of tasksOf(stored, attempts)) {
      await runTask({
        knex: this.#knex,
        tasks: this.#tasks,
        promotionId: id,
        wanted,
        now,
        since: promotion.rollback?.askedAt ?? promotion.plannedAt,
      });
    }
  }
}

/** Whether it waits for a gate that nothing but people or repairs open. */
function isHeldUp({ state, rollback, attempts }: Promotion): boolean {
  if (rollback || state !== 'waiting') return false;
  const judged = attempts.find(each => each.state !== 'done')?.judged;
  return judged !== undefined && judged.next.what !== 'by-itself';
}

/** Whether there is anything to go through it for. */
function goesOn({ state, rollback }: Promotion): boolean {
  if (rollback) return state !== 'rolled-back';
  return !ENDED_PROMOTION_STATES.includes(state);
}

import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { setImmediate } from 'node:timers/promises';
import type { EntityIndex } from '../../mapping/EntityIndex';
import { Pause } from '../Pause';
import { batchesOf } from './batchesOf';
import { deriveEntities } from './deriveEntities';
import type { RolloutsConfig } from './deriveEntity';
import {
  dropRolloutMarks,
  dueEntities,
  markRollouts,
  stillMarked,
  takeRolloutMarks,
} from './marks';

/** What comes in so short a time belongs together. */
const GATHER_MS = 250;
/** A round rests for as many times as long as it took, so that it never fills the thread. */
const REST_FACTOR = 4;
const LONGEST_REST_MS = 2_000;
/** Components of one round. */
const AT_ONCE = 250;
const RETRY_MS = 5_000;

/** Components that are marked, each with its marks. */
type Marked = ReadonlyMap<string, readonly number[]>;

export type RolloutLoopOptions = {
  knex: Knex;
  logger: LoggerService;
  config: RolloutsConfig;
  entities: () => EntityIndex;
  onChanged: () => Promise<void>;
  /** Milliseconds since 1970. */
  now: () => number;
};

/**
 * Derives rollouts of components that are marked, and of those of which time alone
 * changes something. Several replicas may do so at once: who is late writes nothing.
 */
export class RolloutLoop {
  readonly #options: RolloutLoopOptions;
  readonly #pause = new Pause();
  /** Whether a round is to come. */
  #isNudged = false;
  #running: Promise<void> = Promise.resolve();
  #restUntil = 0;
  /** Components that failed, by the monotonic clock. */
  readonly #notBefore = new Map<string, number>();
  #stopped = false;

  constructor(options: RolloutLoopOptions) {
    this.#options = options;
  }

  /** There may be something to derive. */
  nudge(): void {
    if (this.#isNudged || this.#stopped) return;
    this.#isNudged = true;
    this.#running = this.#running.then(() => this.#restAndRound());
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#pause.cut();
    await this.#running;
  }

  /** Until nothing is marked any more. For tests. */
  async idle(): Promise<void> {
    this.#pause.cut();
    await this.#running;
    await this.#round();
  }

  /** What comes while a round is under way is one round, after a rest. */
  async #restAndRound(): Promise<void> {
    if (!this.#stopped) {
      await this.#pause.last(
        Math.max(GATHER_MS, this.#restUntil - performance.now()),
      );
    }
    this.#isNudged = false;
    await this.#round();
  }

  async #round(): Promise<void> {
    if (this.#stopped) return;
    const begin = performance.now();
    const { knex, logger, onChanged, now } = this.#options;
    try {
      await markRollouts({
        knex,
        entityRefs: await dueEntities({ knex, now: now(), limit: AT_ONCE }),
      });
      for (;;) {
        if (this.#stopped) return;
        const marked = await takeRolloutMarks({ knex, limit: AT_ONCE });
        if (marked.size === 0) break;
        const due = [...marked.keys()].filter(ref => !this.#rests(ref));
        if (due.length === 0) break;
        let visible = false;
        for (const entityRefs of await batchesOf({ knex, entityRefs: due })) {
          const still = await stillMarked({
            knex,
            marked: new Map(
              entityRefs.map(ref => [ref, marked.get(ref) ?? []]),
            ),
          });
          const changed = await this.#derive(still);
          visible ||= changed;
          await setImmediate();
          if (this.#stopped) return;
        }
        if (visible) await onChanged();
        if (marked.size < AT_ONCE) break;
      }
    } catch (error) {
      if (!this.#stopped) {
        logger.error(
          'Deriving rollouts failed and is tried again',
          error as Error,
        );
        setTimeout(() => this.nudge(), RETRY_MS).unref();
      }
    }
    const end = performance.now();
    this.#restUntil =
      end + Math.min(LONGEST_REST_MS, REST_FACTOR * (end - begin));
  }

  /** Whether it failed a moment ago: until it is tried again its mark stays. */
  #rests(entityRef: string): boolean {
    const until = this.#notBefore.get(entityRef);
    if (until === undefined) return false;
    if (performance.now() < until) return true;
    this.#notBefore.delete(entityRef);
    return false;
  }

  /**
   * Derives components together; where that fails one by one, so that none costs the others.
   *
   * @returns whether anything visible changed
   */
  async #derive(marked: Marked): Promise<boolean> {
    if (marked.size === 0 || this.#stopped) return false;
    const { knex, config, entities, now } = this.#options;
    try {
      const { visible, outdated, failed } = await deriveEntities({
        knex,
        entityRefs: [...marked.keys()],
        entities: entities(),
        config,
        now: now(),
      });
      // Marks that came meanwhile stay; so do all where somebody was faster.
      await dropRolloutMarks({
        knex,
        marks: [...marked].flatMap(([entityRef, marks]) =>
          outdated.has(entityRef) || failed.has(entityRef) ? [] : marks,
        ),
      });
      for (const [entityRef, error] of failed) {
        await this.#failed(entityRef, marked.get(entityRef) ?? [], error);
      }
      return visible;
    } catch (error) {
      if (marked.size === 1) {
        const [[entityRef, marks]] = marked;
        await this.#failed(entityRef, marks, error);
        return false;
      }
    }
    let visible = false;
    for (const one of marked) {
      const changed = await this.#derive(new Map([one]));
      visible ||= changed;
      await setImmediate();
    }
    return visible;
  }

  /** What failed is tried again later. */
  async #failed(
    entityRef: string,
    marks: readonly number[],
    error: unknown,
  ): Promise<void> {
    if (this.#stopped) return;
    const { knex, logger } = this.#options;
    logger.error(
      `The rollouts of ${entityRef} could not be derived, and are tried again`,
      error as Error,
    );
    this.#notBefore.set(entityRef, performance.now() + RETRY_MS);
    // At the end of the queue it holds up no other.
    await markRollouts({ knex, entityRefs: [entityRef] });
    await dropRolloutMarks({ knex, marks });
  }
}

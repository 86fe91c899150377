import type { LoggerService } from '@backstage/backend-plugin-api';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { FleetAdapter } from '@fleetview/backstage-plugin-fleet-node';
import type { Knex } from 'knex';
import type { ConfiguredBudget } from '../config/costSchema';
import type { LedgerRules } from '../exceptions/ExceptionAccess';
import type { EntityIndex } from '../mapping/EntityIndex';
import { localDay } from './digestMoment';
import type { NotificationKind } from './kinds';
import { noteApplied } from './note/noteApplied';
import { noteBudgets } from './note/noteBudgets';
import { noteEngines } from './note/noteEngines';
import { noteExceptions } from './note/noteExceptions';
import { noteFailures } from './note/noteFailures';
import type { NotificationSettings } from './NotificationSettings';
import { sendAtOnce } from './send/sendAtOnce';
import { sendDigests } from './send/sendDigests';
import { Sender } from './send/Sender';
import { keepTelling } from './telling';
import { takeTurn, type Turn } from './turn';
import { lookedAt, readWatches, type Watch } from './watches';

const MINUTE = 60_000;

/** One way to look for news: for which kinds, how often, and how. */
type Look = {
  kinds: readonly NotificationKind[];
  everyMs: number;
  note: (watches: ReadonlyMap<NotificationKind, Watch>) => Promise<unknown>;
};

export type NotificationTellerOptions = {
  knex: Knex;
  logger: LoggerService;
  /** What this replica calls itself. */
  replica: string;
  settings: NotificationSettings;
  service: Pick<NotificationService, 'send'>;
  adapters: readonly FleetAdapter[];
  budgets: readonly ConfiguredBudget[];
  entities: () => EntityIndex;
  /** How many have to approve an exception, and the like. */
  rules: () => LedgerRules;
  /** Milliseconds since 1970. */
  now: () => number;
  timeoutMs?: number;
};

/**
 * Tells owners what concerns them. One replica at a time looks for news and notes them in
 * the database, each once for ever; then it sends what is noted and was not sent: what is
 * urgent at once, the rest in one digest a day. Whoever crashes between sending and saying
 * so sends the same once more under the same scope, in the place of the first.
 */
export class NotificationTeller {
  readonly #options: NotificationTellerOptions;
  readonly #sender: Sender;
  #running: Promise<void> = Promise.resolve();
  /** Looks that failed the last time: it is said once. */
  readonly #failing = new Set<string>();
  #stopped = false;

  static create(options: NotificationTellerOptions): NotificationTeller {
    return new NotificationTeller(options);
  }

  private constructor(options: NotificationTellerOptions) {
    this.#options = options;
    this.#sender = new Sender(options);
  }

  /** Looks and sends, unless another replica does. To be called every minute. */
  turn(): Promise<void> {
    this.#running = this.#running
      .catch(() => undefined)
      .then(() => this.#turn());
    return this.#running;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#running.catch(() => undefined);
  }

  async #turn(): Promise<void> {
    if (this.#stopped) return;
    const { knex, replica, now, settings, logger } = this.#options;
    const turn = await takeTurn({ knex, holder: replica, now });
    if (!turn) return;
    try {
      if (!(await this.#look(turn))) return;
      const sending = {
        knex,
        logger,
        settings,
        sender: this.#sender,
        turn,
        now,
        isStopped: () => this.#stopped,
      };
      this.#sender.begin();
      await sendAtOnce(sending);
      await sendDigests(sending);
      const { report } = this.#sender;
      const news = await keepTelling(knex, report, now());
      if (news === 'failing') {
        logger.warn(
          'Owners cannot be told what concerns them; nothing of it is lost, and it is tried again',
          { failure: report.failure ?? '' },
        );
      }
      if (news === 'recovered') logger.info('Owners can be told again');
    } finally {
      await turn.release().catch(() => undefined);
    }
  }

  /** @returns whether the turn is still held */
  async #look(turn: Turn): Promise<boolean> {
    const { knex, now, settings, logger } = this.#options;
    const watches = await readWatches({
      knex,
      now: now(),
      off: settings.off,
    });
    for (const { kinds, everyMs, note } of this.#looks()) {
      const watched = kinds.flatMap(kind => watches.get(kind) ?? []);
      const isDue = watched.some(({ lookedAt: at }) => now() - at >= everyMs);
      if (this.#stopped || !isDue) continue;
      // The one before may have taken longer than the turn.
      if (!(await turn.renew())) return false;
      const name = kinds.join(', ');
      try {
        await note(watches);
        // One that was cut short saw a part.
        if (this.#stopped) continue;
        await lookedAt(knex, kinds, now());
        this.#failing.delete(name);
      } catch (error) {
        // One that fails does not stop the others, nor what was noted.
        if (this.#stopped || this.#failing.has(name)) continue;
        this.#failing.add(name);
        logger.error(
          `Looking for news of ${name} failed, and is tried again`,
          error as Error,
        );
      }
    }
    return true;
  }

  #looks(): Look[] {
    const { knex, settings, adapters, budgets, entities, rules } =
      this.#options;
    const now = this.#options.now();
    const isStopped = () => this.#stopped;
    const { operators } = settings;
    return [
      {
        kinds: ['critical-failure'],
        everyMs: 0,
        note: async watches =>
          noteFailures({
            knex,
            now,
            since: watches.get('critical-failure')?.since ?? now,
            dayBegins: localDay(now, settings).begins,
            isStopped,
          }),
      },
      {
        kinds: ['exception-expiring', 'exception-expired'],
        everyMs: 5 * MINUTE,
        note: async watches =>
          noteExceptions({
            knex,
            now,
            watches,
            entities: entities(),
            rules: rules(),
          }),
      },
      {
        kinds: ['exception-overdue'],
        everyMs: 15 * MINUTE,
        note: async () =>
          noteApplied({
            knex,
            now,
            entities: entities(),
            operators,
            rules: rules(),
            isStopped,
          }),
      },
      {
        kinds: ['engine-lost'],
        everyMs: 5 * MINUTE,
        note: async () =>
          noteEngines({ knex, now, adapters, operators, isStopped }),
      },
      {
        kinds: ['budget-crossed', 'budget-expected'],
        everyMs: 60 * MINUTE,
        note: async watches =>
          noteBudgets({
            knex,
            now,
            budgets,
            kinds: new Set(watches.keys()),
            entities: entities(),
            operators,
            isStopped,
          }),
      },
    ];
  }
}

import { createHash, randomUUID } from 'node:crypto';
import type {
  AuditorService,
  AuditorServiceEvent,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import type { Knex } from 'knex';
import { AuditChain } from './AuditChain';
import type { AuditContent, AuditRow } from './auditRow';
import { auditText } from './auditText';
import type {
  AuditEntry,
  AuditOperation,
  AuditRequest,
  AuditTrail,
  RecordEntry,
} from './AuditTrail';
import { errorWords } from './errorWords';
import { auditEvents, type AuditEventId } from './events';
import { toContent } from './toContent';

const HOUR_MS = 60 * 60_000;
/** What is remembered to be noted, so that a page that asks all the time costs nothing. */
const MOST_NOTED = 10_000;

type Said = Parameters<typeof toContent>[2];

/**
 * Writes the audit to the database and tells the portal's auditor. The row is
 * what counts: an auditor that fails is an error in the log, and no more. Events
 * name the row and its hash, so that who keeps the log elsewhere can tell whether
 * the database still has it.
 */
export class DatabaseAuditTrail implements AuditTrail {
  readonly #chain: AuditChain;
  readonly #auditor: AuditorService;
  readonly #logger: LoggerService;
  readonly #replica: string;
  readonly #now: () => number;
  readonly #noted = new Set<string>();
  #notedIn = 0;

  static create(options: {
    knex: Knex;
    auditor: AuditorService;
    logger: LoggerService;
    /** Whose rows these are: also the name of their chain, so it is never used again. */
    replica: string;
    /** Tells hours apart. Milliseconds since 1970. */
    now?: () => number;
  }): DatabaseAuditTrail {
    return new DatabaseAuditTrail(options);
  }

  private constructor(
    options: Parameters<typeof DatabaseAuditTrail.create>[0],
  ) {
    this.#chain = new AuditChain({ knex: options.knex, id: options.replica });
    this.#auditor = options.auditor;
    this.#logger = options.logger;
    this.#replica = options.replica;
    this.#now = options.now ?? Date.now;
  }

  async begin<Id extends AuditEventId>(
    entry: AuditEntry<Id>,
    options: { request?: AuditRequest } = {},
  ): Promise<AuditOperation<Id>> {
    const id = randomUUID();
    let row: AuditRow;
    try {
      row = await this.#write(entry, {
        operation_id: id,
        phase: 'begun',
        result: 'initiated',
      });
    } catch (error) {
      this.#logger.error('The audit could not be written', error as Error);
      throw new ServiceUnavailableError(
        `It was not done, because the audit could not be written ('${entry.event}'). Try again when the database answers.`,
      );
    }
    const told = await this.#tell(entry, row, options.request);
    return this.#operation(entry, id, told);
  }

  async perform<Id extends AuditEventId, T>(
    entry: AuditEntry<Id>,
    work: (operation: AuditOperation<Id>) => Promise<T>,
    options: {
      request?: AuditRequest;
      after?: (result: T) => AuditEntry<Id>['after'];
    } = {},
  ): Promise<T> {
    const operation = await this.begin(entry, options);
    let result: T;
    try {
      result = await work(operation);
    } catch (error) {
      await operation.fail(error);
      throw error;
    }
    const after = options.after?.(result);
    await operation.succeed(after === undefined ? {} : { after });
    return result;
  }

  async change<T>(
    work: (trx: Knex.Transaction, record: RecordEntry) => Promise<T>,
  ): Promise<T> {
    const entries: AuditEntry[] = [];
    const { result, rows } = await this.#chain.write(async trx => {
      const done = await work(trx, entry => {
        entries.push(entry as AuditEntry);
      });
      return {
        result: done,
        contents: entries.map(entry =>
          this.#content(entry, { phase: 'whole', result: 'succeeded' }),
        ),
      };
    });
    for (const [index, row] of rows.entries()) {
      await this.#tellWhole(entries[index], row);
    }
    return result;
  }

  async note<Id extends AuditEventId>(
    entry: AuditEntry<Id>,
    options: { request?: AuditRequest; refused?: Error } = {},
  ): Promise<boolean> {
    const { refused } = options;
    const key = this.#foldKey(entry);
    if (this.#noted.has(key)) return true;
    try {
      const content = this.#content(entry, {
        phase: 'whole',
        result: refused ? 'refused' : 'succeeded',
        error: refused ? errorWords(refused) : null,
        fold_key: key,
      });
      const { rows } = await this.#chain.write(async () => ({
        result: undefined,
        contents: [content],
      }));
      if (this.#noted.size >= MOST_NOTED) this.#noted.clear();
      this.#noted.add(key);
      for (const row of rows) await this.#tellWhole(entry, row, options);
      return true;
    } catch (error) {
      this.#logger.error(
        'The audit could not be written, and what was to be noted is in this log only',
        {
          event: entry.event,
          actor: entry.actor && 'id' in entry.actor ? entry.actor.id : 'fleet',
          target: entry.target.id,
          error: String(error),
        },
      );
      return false;
    }
  }

  /** The same for the same who, event, target and reason within an hour; for all replicas. */
  #foldKey(entry: AuditEntry): string {
    const hour = Math.floor(this.#now() / HOUR_MS);
    if (hour !== this.#notedIn) {
      this.#notedIn = hour;
      this.#noted.clear();
    }
    const { actor = { type: 'fleet' as const } } = entry;
    return createHash('sha256')
      .update(
        JSON.stringify([
          entry.event,
          actor.type,
          'id' in actor ? actor.id : this.#replica,
          entry.target.id,
          hour,
        ]),
      )
      .digest('hex');
  }

  #operation<Id extends AuditEventId>(
    entry: AuditEntry<Id>,
    id: string,
    told: AuditorServiceEvent | undefined,
  ): AuditOperation<Id> {
    let isOver = false;
    const end = async (
      said: Pick<AuditEntry<Id>, 'after' | 'reason'>,
      result: 'succeeded' | 'failed' | 'refused',
      error: Error | undefined,
      words: string | null,
    ) => {
      // Whatever is said of it later: it has ended once.
      if (isOver) return;
      isOver = true;
      let row: AuditRow;
      try {
        row = await this.#write(
          { ...entry, ...said },
          { operation_id: id, phase: 'ended', result, error: words },
        );
      } catch (failure) {
        // It happened, and shows as unfinished.
        this.#logger.error('The audit could not be told how something ended', {
          operation: id,
          event: entry.event,
          result,
          error: String(failure),
        });
        return;
      }
      const meta = metaOf(row);
      await this.#quietly(
        error ? told?.fail({ error, meta }) : told?.success({ meta }),
      );
    };
    return {
      id,
      succeed: (said = {}) => end(said, 'succeeded', undefined, null),
      fail: (error, said = {}) => {
        const words = errorWords(error);
        return end(said, 'failed', new Error(words), words);
      },
      refuse: reason =>
        end({ reason }, 'refused', new Error(auditText(reason)), null),
    };
  }

  async #write(entry: AuditEntry, said: Said): Promise<AuditRow> {
    const { rows } = await this.#chain.write(async () => ({
      result: undefined,
      contents: [this.#content(entry, said)],
    }));
    return rows[0];
  }

  #content(entry: AuditEntry, said: Said): AuditContent {
    return toContent(entry, { replica: this.#replica }, said);
  }

  async #tellWhole(
    entry: AuditEntry,
    row: AuditRow,
    options: { request?: AuditRequest; refused?: Error } = {},
  ): Promise<void> {
    const told = await this.#tell(entry, row, options.request);
    await this.#quietly(
      options.refused
        ? told?.fail({ error: new Error(row.error ?? 'refused') })
        : told?.success(),
    );
  }

  #tell(
    entry: AuditEntry,
    row: AuditRow,
    request: AuditRequest,
  ): Promise<AuditorServiceEvent | undefined> {
    return this.#quietly(
      this.#auditor.createEvent({
        eventId: entry.event,
        severityLevel: auditEvents[entry.event].severity,
        meta: metaOf(row),
        ...(request ? { request } : {}),
      }),
    );
  }

  async #quietly<T>(told: Promise<T> | undefined): Promise<T | undefined> {
    try {
      return await told;
    } catch (error) {
      this.#logger.error('The auditor could not be told', error as Error);
      return undefined;
    }
  }
}

/** What an auditor's event says: which row it is, and nothing of what is in it before and after. */
function metaOf(row: AuditRow) {
  return {
    operation: row.operation_id,
    actor: `${row.actor_type}:${row.actor_id}`,
    target: `${row.target_type}:${row.target_id}`,
    ...(row.target_name === null ? {} : { name: row.target_name }),
    ...(row.reason === null ? {} : { reason: row.reason }),
    result: row.result,
    chain: row.chain,
    number: row.number,
    hash: row.hash,
  };
}

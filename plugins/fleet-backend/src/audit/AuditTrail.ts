import type { AuditorServiceCreateEventOptions } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import type { AuditDetails, AuditEventId } from './events';

/** Who did something: a person by his entity, a service by its subject, or the fleet itself. */
export type AuditActor =
  | { type: 'user'; id: string }
  | { type: 'service'; id: string }
  | { type: 'fleet' };

/** What was done, to what. */
export type AuditEntry<Id extends AuditEventId = AuditEventId> = {
  event: Id;
  /** The fleet itself where absent, by its replica. */
  actor?: AuditActor;
  target: {
    id: string;
    /** As it is called now. */
    name?: string;
  };
  /** What is changed, as it was. Only the fields that the event declares are kept. */
  before?: AuditDetails<Id>;
  /** And as it is then. */
  after?: AuditDetails<Id>;
  /** Why, in the words of who asked or of the rule that decided. */
  reason?: string;
};

/** The HTTP request that something is done for; what is kept of it is up to the portal's auditor. */
export type AuditRequest = AuditorServiceCreateEventOptions['request'];

/** Something that has begun, and of which it is still open how it ends. */
export interface AuditOperation<Id extends AuditEventId = AuditEventId> {
  readonly id: string;
  /** It is done. */
  succeed(said?: { after?: AuditDetails<Id>; reason?: string }): Promise<void>;
  /** It is not, or not wholly. The error is kept in bounded words. */
  fail(error: unknown, said?: { after?: AuditDetails<Id> }): Promise<void>;
  /** Somebody who decides over it said no; that is no fault. */
  refuse(reason: string): Promise<void>;
}

/**
 * The audit: an event of the portal's auditor and a row that nobody changes for
 * every privileged read and every change.
 *
 * - What reaches out of the database is **performed**: that it begins is written
 *   before it happens, and how it ended after it. Where the first cannot be
 *   written it does not happen. One that never ended shows as unfinished.
 * - What is a change of the database alone is **changed**: its rows and those of
 *   the audit are one transaction.
 * - What is over, or asked all the time, is **noted** once an hour.
 */
export interface AuditTrail {
  /**
   * Records that something begins. Whoever begins has to end it.
   *
   * @throws ServiceUnavailableError where it could not be written: then it must not happen
   */
  begin<Id extends AuditEventId>(
    entry: AuditEntry<Id>,
    options?: { request?: AuditRequest },
  ): Promise<AuditOperation<Id>>;

  /**
   * Begins, does the work and ends.
   *
   * @param work - gives what there is after it
   * @throws what the work throws; ServiceUnavailableError where it was not done
   */
  perform<Id extends AuditEventId, T>(
    entry: AuditEntry<Id>,
    work: (operation: AuditOperation<Id>) => Promise<T>,
    options?: {
      request?: AuditRequest;
      /** What the result says of the target as it is now. */
      after?: (result: T) => AuditDetails<Id>;
    },
  ): Promise<T>;

  /**
   * Changes the database, and records what was changed in the same transaction:
   * both are there, or neither. Changes of one replica follow one another, so the
   * work has to be short, and must not call the audit itself.
   *
   * @param work - calls `record` for each thing that it changed; of nothing nothing is recorded
   * @throws what the work throws, and what the database does
   */
  change<T>(
    work: (trx: Knex.Transaction, record: RecordEntry) => Promise<T>,
  ): Promise<T>;

  /**
   * Records something that is over, once an hour for the same who, event and
   * target: what a page asks for every few seconds is one row.
   *
   * @param options.refused - with what it was refused; it succeeded where absent
   * @returns whether it is recorded, now or before. It never throws: what was refused stays
   *   refused, and a read goes on. A row that could not be written is an error in the log
   */
  note<Id extends AuditEventId>(
    entry: AuditEntry<Id>,
    options?: { request?: AuditRequest; refused?: Error },
  ): Promise<boolean>;
}

/** Records one thing within a change. */
export type RecordEntry = <Id extends AuditEventId>(
  entry: AuditEntry<Id>,
) => void;

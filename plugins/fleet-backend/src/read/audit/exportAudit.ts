import {
  csvLine,
  type AuditEntry,
  type ExportAuditQuery,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import type { AuditActor, AuditRequest, AuditTrail } from '../../audit';
import { StreamedAnswer } from '../StreamedAnswer';
import type { ReadContext, Row } from '../types';
import { auditFilters, type AuditFilters } from './auditFilters';
import { auditPage } from './listAudit';
import { toAuditEntry } from './toAuditEntry';

const DAY_MS = 24 * 60 * 60 * 1000;
const DEFAULT_DAYS = 30;
const MOST_ENTRIES = 100_000;
const PAGE = 1_000;

const COLUMNS: [string, (entry: AuditEntry) => string | number | undefined][] =
  [
    ['at', ({ at }) => at],
    ['endedAt', ({ endedAt }) => endedAt],
    ['actorType', ({ actor }) => actor.type],
    ['actor', ({ actor }) => actor.id],
    ['event', ({ event }) => event],
    ['targetType', ({ target }) => target.type],
    ['targetId', ({ target }) => target.id],
    ['targetName', ({ target }) => target.name],
    ['result', ({ result }) => result],
    ['reason', ({ reason }) => reason],
    ['error', ({ error }) => error],
    ['before', ({ before }) => before && JSON.stringify(before)],
    ['after', ({ after }) => after && JSON.stringify(after)],
    ['id', ({ id }) => id],
    ['replica', ({ replica }) => replica],
    ['number', ({ number }) => number],
    ['hash', ({ hash }) => hash],
  ];

type Format = {
  contentType: string;
  head: string;
  line: (entry: AuditEntry) => string;
  cut: (said: { entries: number; to: string; message: string }) => string;
};

const FORMATS: Record<'csv' | 'ndjson', Format> = {
  csv: {
    contentType: 'text/csv; charset=utf-8',
    head: csvLine(COLUMNS.map(([title]) => title)),
    line: entry => csvLine(COLUMNS.map(([, value]) => value(entry))),
    cut: ({ message }) =>
      csvLine(
        COLUMNS.map(([title]) => {
          if (title === 'event') return 'cut';
          return title === 'reason' ? message : '';
        }),
      ),
  },
  ndjson: {
    contentType: 'application/x-ndjson; charset=utf-8',
    head: '',
    line: entry => `${JSON.stringify(entry)}\n`,
    cut: said => `${JSON.stringify({ cut: true, ...said })}\n`,
  },
};

class ReaderGoneError extends Error {
  readonly name = 'ReaderGoneError';
}

/**
 * The entries of a time as a file that is read from the database a page at a
 * time. That it is exported is recorded before anything is read, and how it
 * ended; who goes away in the middle has not got it.
 *
 * @throws ServiceUnavailableError where it could not be recorded; InputError
 */
export async function exportAudit(
  { knex, now }: ReadContext,
  query: ExportAuditQuery,
  options: {
    audit: AuditTrail;
    actor: AuditActor;
    request?: AuditRequest;
    /** Entries in a file. */
    limit?: number;
  },
): Promise<StreamedAnswer> {
  const limit = options.limit ?? MOST_ENTRIES;
  const asked = auditFilters(query);
  const to = asked.to ?? now;
  const from = asked.from ?? to - DEFAULT_DAYS * DAY_MS;
  const filters = { ...asked, from, to };
  const name = query.format ?? 'csv';
  const format = FORMATS[name];
  const operation = await options.audit.begin(
    {
      event: 'audit-export',
      actor: options.actor,
      target: { id: 'audit' },
      after: {
        format: name,
        from: new Date(from).toISOString(),
        to: new Date(to).toISOString(),
        ...(asked.actor ? { actor: asked.actor } : {}),
        ...(asked.target ? { target: asked.target } : {}),
        ...(asked.event ? { events: asked.event } : {}),
        ...(asked.result ? { results: asked.result } : {}),
      },
    },
    { request: options.request },
  );
  let isCut: boolean;
  try {
    isCut = (await auditPage(knex, filters, 1).offset(limit)).length > 0;
  } catch (error) {
    await operation.fail(error);
    throw error;
  }
  async function* body() {
    let entries = 0;
    let end: 'open' | 'sent' | 'failed' = 'open';
    const said = () => ({
      format: name,
      from: new Date(from).toISOString(),
      to: new Date(to).toISOString(),
      rows: entries,
      cut: isCut,
    });
    try {
      if (format.head) yield format.head;
      let last: AuditEntry | undefined;
      for await (const page of pagesOf(knex, filters, limit)) {
        entries += page.length;
        last = page.at(-1);
        yield page.map(format.line).join('');
      }
      if (isCut && last) yield format.cut(cutAt(entries, last));
      end = 'sent';
    } catch (error) {
      end = 'failed';
      await operation.fail(error, { after: said() });
      throw error;
    } finally {
      if (end === 'sent') await operation.succeed({ after: said() });
      else if (end === 'open') {
        await operation.fail(new ReaderGoneError(), { after: said() });
      }
    }
  }
  return new StreamedAnswer({
    contentType: format.contentType,
    filename: `fleet-audit-${day(from)}-${day(to)}.${name}`,
    headers: { 'fleet-audit-cut': String(isCut) },
    body: body(),
  });
}

async function* pagesOf(
  knex: Knex,
  filters: AuditFilters,
  limit: number,
): AsyncGenerator<AuditEntry[]> {
  let after: { at?: number; id?: number } = {};
  for (let left = limit; left > 0; left -= PAGE) {
    const size = Math.min(PAGE, left);
    const rows: Row[] = await auditPage(knex, filters, size, after);
    if (rows.length > 0) yield rows.map(toAuditEntry);
    if (rows.length < size) return;
    const last = rows[rows.length - 1];
    after = { at: Number(last.sort_at), id: Number(last.sort_id) };
  }
}

function cutAt(entries: number, last: AuditEntry) {
  const to = new Date(Date.parse(last.at) + 1).toISOString();
  return {
    entries,
    to,
    message: `These are the newest ${entries} entries, and there are more. Go on with to=${to}; it repeats those of the last millisecond.`,
  };
}

function day(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

import type { Knex } from 'knex';
import { hashAuditRow, toAuditRow, type AuditRow } from './auditRow';

const DAY_MS = 24 * 60 * 60 * 1000;
const PAGE = 1_000;
/** Breaks that are listed; all are counted. */
const MOST_BREAKS = 20;

/**
 * What is wrong at one place of a chain.
 *
 * - `changed`: the row is not what it was when its hash was made
 * - `missing`: rows before it are not there
 * - `replaced`: the row before it is another than it was
 * - `cut`: rows after it are not there, though another row tells of them
 */
export type AuditBreak = {
  chain: string;
  /** Of the first row that is wrong, or of the last one that is there. */
  number: number;
  /** Milliseconds since 1970; absent where no row of the chain is left. */
  at?: number;
  kind: 'changed' | 'missing' | 'replaced' | 'cut';
};

/** What came of looking at every row. */
export type AuditVerification = {
  rows: number;
  chains: number;
  /** Of the oldest row, milliseconds since 1970. */
  since?: number;
  breaks: AuditBreak[];
  breaksTotal: number;
};

type Link = { number: number; hash: string; at: number };

class Findings {
  readonly breaks: AuditBreak[] = [];
  breaksTotal = 0;

  add(
    kind: AuditBreak['kind'],
    { chain, number, at }: { chain: string; number: number; at?: number },
  ): void {
    this.breaksTotal += 1;
    if (this.breaks.length >= MOST_BREAKS) return;
    this.breaks.push({
      chain,
      number,
      ...(at === undefined ? {} : { at }),
      kind,
    });
  }
}

/**
 * Looks at every row: that it is what its hash says, follows the one before, and
 * that no row is gone that the retention had to leave. Reads page by page, and
 * holds no transaction: a row tells only of others that have lesser ids.
 */
export async function verifyAudit(options: {
  knex: Knex;
  keepDays: number;
  /** Milliseconds since 1970, by the database's clock. */
  now: number;
}): Promise<AuditVerification> {
  const { knex, keepDays, now } = options;
  const { last } = (await knex('audit_entry')
    .max({ last: 'id' })
    .first()) as unknown as { last: number | string | null };
  const found = new Findings();
  const firsts = new Map<string, Link>();
  const lasts = new Map<string, Link>();
  const told = new Map<string, Link>();
  let lawfulBefore = now - keepDays * DAY_MS;
  let rows = 0;
  let since: number | undefined;
  for await (const row of allRows(knex, Number(last ?? 0))) {
    rows += 1;
    since = since === undefined ? row.at : Math.min(since, row.at);
    const before = lasts.get(row.chain);
    if (!before) firsts.set(row.chain, row);
    else if (row.number !== before.number + 1) found.add('missing', row);
    else if (row.previous_hash !== before.hash) found.add('replaced', row);
    if (hashAuditRow(row) !== row.hash) found.add('changed', row);
    else lawfulBefore = Math.max(lawfulBefore, prunedBefore(row));
    for (const [chain, link] of headsIn(row)) {
      if (link.number > (told.get(chain)?.number ?? 0)) told.set(chain, link);
    }
    lasts.set(row.chain, {
      number: row.number,
      hash: row.hash,
      at: row.at,
    });
  }
  for (const [chain, first] of firsts) {
    // The retention leaves of each chain one row that it might have removed.
    const isCut = first.number > 1 && first.at >= lawfulBefore;
    if (isCut) found.add('missing', { chain, ...first });
  }
  for (const [chain, link] of told) {
    const end = lasts.get(chain);
    if (!end) {
      if (link.at >= lawfulBefore) found.add('cut', { chain, number: 0 });
    } else if (end.number < link.number) {
      found.add('cut', { chain, ...end });
    } else {
      const hash = await hashOf(knex, chain, link.number);
      // One that is gone, the retention removed: every row follows the one before.
      if (hash !== undefined && hash !== link.hash) {
        found.add('replaced', { chain, number: link.number, at: link.at });
      }
    }
  }
  return {
    rows,
    chains: lasts.size,
    ...(since === undefined ? {} : { since }),
    ...found,
  };
}

/** All rows up to an id, chain by chain, in their order. */
async function* allRows(knex: Knex, lastId: number): AsyncGenerator<AuditRow> {
  let after: { chain: string; number: number } | undefined;
  for (;;) {
    const query = knex('audit_entry')
      .where('id', '<=', lastId)
      .orderBy(['chain', 'number'])
      .limit(PAGE);
    if (after) {
      query.whereRaw('(chain, number) > (?, ?)', [after.chain, after.number]);
    }
    const page = (await query).map(toAuditRow);
    yield* page;
    if (page.length < PAGE) return;
    after = page[page.length - 1];
  }
}

/** What another row says was the last of each chain. */
function headsIn(row: AuditRow): [string, Link][] {
  if (row.event !== 'audit-chain-begun' && row.event !== 'audit-heads-noted') {
    return [];
  }
  const { heads } = read(row.after) as { heads?: unknown };
  return Array.isArray(heads)
    ? heads.flatMap(head =>
        typeof head?.chain === 'string' ? [[head.chain, head]] : [],
      )
    : [];
}

/** Before when the retention removed, where a row says that it did. */
function prunedBefore(row: AuditRow): number {
  if (row.event !== 'audit-pruned') return 0;
  const { olderThan } = read(row.after) as { olderThan?: unknown };
  return typeof olderThan === 'number' ? olderThan : 0;
}

function read(json: string | null): object {
  try {
    return JSON.parse(json ?? '{}') ?? {};
  } catch {
    return {};
  }
}

async function hashOf(
  knex: Knex,
  chain: string,
  number: number,
): Promise<string | undefined> {
  const row = await knex('audit_entry').where({ chain, number }).first('hash');
  return row?.hash;
}

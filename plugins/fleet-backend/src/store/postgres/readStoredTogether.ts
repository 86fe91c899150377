import type { Knex } from 'knex';
import type { StoredKind, StoredObjects } from '../../collector/messages';
import { WHOLE_CLUSTER } from '../../coverage/scopes';
import type { FactTable } from '../factTables';
import type { AskedKind } from '../StoredReads';
import { toStoredKind } from '../readStoredKind';
import { STORED_LINE, STORED_ROWS } from '../readStoredObjects';
import { joinColumn, unnestColumns } from './columnArrays';

type Told = Partial<StoredKind> & StoredObjects;

/**
 * Where reading of several kinds may go on, and the first piece of what is stored of each:
 * one statement for all, and one for each table, as many as there are kinds.
 *
 * @param options.asked - kinds that are read in all of a cluster
 * @returns for each kind that is asked for, in that order
 */
export async function readStoredTogether(options: {
  knex: Knex;
  asked: readonly AskedKind[];
  /** Facts of one kind and table at most; more are told by the next piece. */
  rows?: number;
}): Promise<Told[]> {
  const { knex, asked, rows = STORED_ROWS } = options;
  const told: Told[] = asked.map(() => ({ isSameMapping: false, lines: '' }));
  for (const { n, ...row } of await readCheckpoints(knex, asked)) {
    told[n] = { ...told[n], ...toStoredKind(row, asked[n].fingerprint) };
  }
  let open = asked.map((_, n) => n);
  for (let index = 0; open.length > 0; index += 1) {
    const tables = new Map<FactTable, number[]>();
    for (const n of open) {
      const table = asked[n].tables.at(index);
      if (table) tables.set(table, [...(tables.get(table) ?? []), n]);
    }
    open = [];
    for (const [table, numbers] of tables) {
      const pieces = await readPieces(knex, { table, asked, numbers, rows });
      for (const { n, lines, last, count } of pieces) {
        const { lines: before } = told[n];
        if (lines) told[n].lines = before ? `${before}\n${lines}` : lines;
        if (Number(count) === rows) told[n].next = `${table}\t${last}`;
        else open.push(n);
      }
    }
  }
  return told;
}

/** Kinds as a set of rows, each with its place in what is asked for. */
function askedRows(asked: readonly AskedKind[], numbers: readonly number[]) {
  const { from, where } = unnestColumns('asked', [
    'n',
    'observer',
    'adapter',
    'api_group',
    'kind',
  ]);
  const of = (value: (kind: AskedKind) => string) =>
    joinColumn(numbers.map(n => value(asked[n])));
  return {
    from,
    where,
    bindings: [
      joinColumn([...numbers]),
      of(({ observer }) => observer),
      of(({ key }) => key.adapter),
      of(({ key }) => key.group),
      of(({ key }) => key.kind),
    ],
  };
}

async function readCheckpoints(knex: Knex, asked: readonly AskedKind[]) {
  const { from, where, bindings } = askedRows(
    asked,
    asked.map((_, n) => n),
  );
  const { rows } = await knex.raw(
    `select asked.n::int as n, coverage.resource_version, coverage.fingerprint, coverage.objects
    from ${from} join coverage
      on coverage.cluster_id = asked.observer and coverage.adapter = asked.adapter
      and coverage.api_group = asked.api_group and coverage.kind = asked.kind
      and coverage.scope = ?
    where ${where}`,
    [...bindings, WHOLE_CLUSTER],
  );
  return rows;
}

type PieceQuestion = {
  table: FactTable;
  asked: readonly AskedKind[];
  /** Places of those that are asked for in this table. */
  numbers: readonly number[];
  rows: number;
};

/** The first facts of several kinds in a table, each as one text. */
export function piecesQuery({ table, asked, numbers, rows }: PieceQuestion): {
  sql: string;
  bindings: (string | number)[];
} {
  const { from, where, bindings } = askedRows(asked, numbers);
  return {
    sql: `select asked.n::int as n, piece.lines, piece.last, piece.count
    from ${from} cross join lateral (
      select string_agg(line, chr(10)) as lines, max(uid) as last, count(*) as count from (
        select source_uid as uid, ${STORED_LINE.pg} as line
        from ${table}
        where observer = asked.observer and adapter = asked.adapter
          and api_group = asked.api_group and kind = asked.kind
        order by source_uid limit ?
      ) as stored
    ) as piece
    where ${where}`,
    bindings: [...bindings, rows],
  };
}

async function readPieces(knex: Knex, question: PieceQuestion) {
  const { sql, bindings } = piecesQuery(question);
  const { rows } = await knex.raw(sql, bindings);
  return rows;
}

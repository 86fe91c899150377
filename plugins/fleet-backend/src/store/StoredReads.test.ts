import type { Knex } from 'knex';
import {
  APPLICATIONS,
  DEPLOYMENTS,
  factsOf,
  NODES,
  PROJECTS,
} from '../__testUtils__/changes';
import { describeDatabases } from '../__testUtils__/databases';
import { deliveryFact, freezeFact, workloadFact } from '../__testUtils__/facts';
import { insertCoverage } from '../__testUtils__/read';
import { write } from '../__testUtils__/store';
import type { FactTable } from './factTables';
import { piecesQuery, readStoredTogether } from './postgres/readStoredTogether';
import { readStoredKind } from './readStoredKind';
import { readStoredObjects } from './readStoredObjects';
import { type AskedKind, StoredReads } from './StoredReads';

const BOTH = {
  ...DEPLOYMENTS,
  tables: ['workload', 'fact'] satisfies FactTable[],
};

const KINDS = [BOTH, APPLICATIONS, PROJECTS, NODES];

async function fill(knex: Knex): Promise<void> {
  const windows = factsOf(freezeFact('window-0'), freezeFact('window-1'));
  for (const observer of ['c-1', 'c-2']) {
    await write(
      knex,
      BOTH,
      [
        ...['a', 'b', 'c'].map(name => factsOf(workloadFact({ name }))),
        windows,
      ],
      { observer },
    );
    await write(knex, APPLICATIONS, [factsOf(deliveryFact())], { observer });
    await insertCoverage(knex, observer, DEPLOYMENTS.key);
    await knex('coverage')
      .where({ cluster_id: observer })
      .update({ resource_version: '7', fingerprint: 'same', objects: 3 });
  }
}

const asked = (
  observer: string,
  { key, tables }: Pick<AskedKind, 'key' | 'tables'>,
): AskedKind => ({ observer, key, tables, fingerprint: 'same' });

describeDatabases('StoredReads', database => {
  let knex: Knex;
  beforeAll(async () => {
    knex = await database.open();
    await fill(knex);
  });

  it('tells of each kind what it would be told alone', async () => {
    const reads = new StoredReads({ knex });
    const all = ['c-1', 'c-2', 'c-3'].flatMap(observer =>
      KINDS.map(kind => asked(observer, kind)),
    );
    const together = await Promise.all(all.map(each => reads.first(each)));
    for (const [at, each] of all.entries()) {
      const lines: string[] = [];
      let after: string | undefined;
      do {
        const piece = await readStoredObjects({
          knex,
          ...each,
          ...(after === undefined ? {} : { after }),
        });
        if (piece.lines) lines.push(piece.lines);
        after = piece.next;
      } while (after !== undefined);
      const { next, lines: found, ...where } = together[at];
      expect(where).toEqual(await readStoredKind({ knex, ...each }));
      // Alone, the tables of a kind come in pieces of their own.
      const alone = lines.join('\n');
      expect(alone).toContain(found);
      expect(next === undefined ? found : alone).toBe(alone);
    }
    expect(together[0]).toMatchObject({
      isSameMapping: true,
      checkpoint: { resourceVersion: '7', objects: 3 },
    });
    expect(together[0].lines).toContain('uid-shop-a');
    expect(together.at(-1)).toMatchObject({ isSameMapping: false, lines: '' });
  });

  it('reads what is asked for in a moment by few statements', async () => {
    const statements: string[] = [];
    const note = ({ sql }: { sql: string }) => statements.push(sql);
    knex.on('query', note);
    const reads = new StoredReads({ knex });
    await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        reads.first(asked(`c-${index}`, BOTH)),
      ),
    );
    knex.off('query', note);
    // Two lots, each of checkpoints and two tables; on SQLite a statement is a call.
    const isPostgres = knex.client.config.client === 'pg';
    expect(statements).toHaveLength(isPostgres ? 6 : 80);
  });

  it('reads a kind with a name like nothing else by itself', async () => {
    const reads = new StoredReads({ knex });
    const strange = {
      ...NODES,
      key: { ...NODES.key, kind: 'No\u001fde\u001e' },
    };
    const [found, none] = await Promise.all([
      reads.first(asked('c-1', BOTH)),
      reads.first(asked('c-1', strange)),
    ]);
    expect(found.lines).toContain('uid-shop-a');
    expect(none.lines).toBe('');
  });

  it('tells all who asked that the database failed, and goes on', async () => {
    const reads = new StoredReads({ knex });
    const broken = asked('c-1', { ...BOTH, tables: ['gone' as FactTable] });
    const told = await Promise.allSettled([
      reads.first(broken),
      reads.first(broken),
    ]);
    expect(told.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect((await reads.first(asked('c-1', BOTH))).lines).toContain(
      'uid-shop-a',
    );
  });

  it('goes on where a kind has more than one piece', async () => {
    if (knex.client.config.client !== 'pg') return;
    const [{ lines, next }] = await readStoredTogether({
      knex,
      asked: [asked('c-1', BOTH)],
      rows: 2,
    });
    expect(lines.split('\n')).toHaveLength(2);
    const rest: string[] = [];
    let after = next;
    while (after !== undefined) {
      const piece: { lines: string; next?: string } = await readStoredObjects({
        knex,
        ...asked('c-1', BOTH),
        after,
      });
      if (piece.lines) rest.push(...piece.lines.split('\n'));
      after = piece.next;
    }
    expect(rest).toHaveLength(3);
  });

  it('finds each kind by an index, in order', async () => {
    if (knex.client.config.client !== 'pg') return;
    const { sql, bindings } = piecesQuery({
      table: 'workload',
      asked: [asked('c-1', BOTH), asked('c-2', BOTH)],
      numbers: [0, 1],
      rows: 2_000,
    });
    const plan: string = await knex.transaction(async trx => {
      // Of a handful of rows all are read, whatever there is.
      await trx.raw('set local enable_seqscan = off');
      const { rows } = await trx.raw(`explain ${sql}`, bindings);
      return rows
        .map((row: Record<string, string>) => row['QUERY PLAN'])
        .join('\n');
    });
    expect(plan).toContain('workload_source_index');
    expect(plan).not.toContain('Sort');
  });
});

import type { Knex } from 'knex';
import { testAudit } from '../../__testUtils__/audit';
import { insertAuditRows } from '../../__testUtils__/auditRows';
import { describeDatabases } from '../../__testUtils__/databases';
import { exportAudit } from './exportAudit';
import { listAudit } from './listAudit';

const person = { type: 'user', id: 'user:default/one' } as const;

describeDatabases('exportAudit', database => {
  let knex: Knex;
  const now = Date.now();
  const open = (query: Parameters<typeof exportAudit>[1], limit?: number) =>
    exportAudit(
      { knex, now },
      { target: 'c-', ...query },
      {
        audit: testAudit(knex),
        actor: person,
        ...(limit ? { limit } : {}),
      },
    );
  const read = async (...args: Parameters<typeof open>) => {
    const { options } = await open(...args);
    const pieces: string[] = [];
    for await (const piece of options.body) pieces.push(piece);
    return { ...options, pieces, text: pieces.join('') };
  };
  const recorded = async () =>
    (await listAudit({ knex, now }, 400, { event: ['audit-export'] })).items;

  beforeEach(async () => {
    knex = await database.open();
  });

  it('is made a page at a time', async () => {
    await insertAuditRows(
      knex,
      'r-1',
      Array.from({ length: 2_500 }, (_, index) => ({
        at: now - 3_000 + index,
      })),
    );
    const { pieces, text } = await read({ format: 'ndjson' });
    expect(pieces.map(piece => piece.trim().split('\n').length)).toEqual([
      1_000, 1_000, 500,
    ]);
    const numbers = text
      .trim()
      .split('\n')
      .map(line => JSON.parse(line).number);
    expect(numbers).toEqual(numbers.map((_, index) => 2_500 - index));
  });

  it('says when it holds only the newest, and where to go on', async () => {
    await insertAuditRows(
      knex,
      'r-1',
      [5, 4, 3, 2, 1].map(ago => ({ at: now - ago * 1_000 })),
    );
    const ndjson = await read({ format: 'ndjson' }, 3);
    expect(ndjson.headers).toEqual({ 'fleet-audit-cut': 'true' });
    const last = JSON.parse(ndjson.text.trim().split('\n').at(-1) as string);
    expect(last).toMatchObject({ cut: true, entries: 3 });
    const csv = await read({}, 3);
    const lines = csv.text.trim().split('\r\n');
    expect(lines).toHaveLength(1 + 3 + 1);
    expect(lines[4]).toContain('cut');
    expect(lines[4]).toContain(`Go on with to=${last.to}`);
    const rest = await read({ format: 'ndjson', to: last.to }, 4);
    expect(
      rest.text
        .trim()
        .split('\n')
        .map(line => JSON.parse(line).number),
    ).toEqual([3, 2, 1]);
    expect(rest.headers).toEqual({ 'fleet-audit-cut': 'false' });
    // Exactly as many as there may be is not cut.
    expect((await read({}, 5)).headers).toEqual({ 'fleet-audit-cut': 'false' });
    expect((await recorded()).map(({ after }) => after?.cut)).toEqual([
      false,
      false,
      true,
      true,
    ]);
  });

  it('is of the last 30 days where no time is given', async () => {
    const day = 24 * 60 * 60 * 1000;
    await insertAuditRows(knex, 'r-1', [
      { at: now - 31 * day },
      { at: now - 29 * day },
    ]);
    const { text } = await read({ format: 'ndjson' });
    expect(text.trim().split('\n')).toHaveLength(1);
  });

  it('is a failure where whoever asked goes away, or the database does', async () => {
    await insertAuditRows(
      knex,
      'r-1',
      Array.from({ length: 1_001 }, () => ({ at: now - 1_000 })),
    );
    const left = (await open({ format: 'ndjson' })).options.body;
    await left.next();
    await left.return(undefined);
    expect(await recorded()).toMatchObject([
      {
        result: 'failed',
        error: expect.stringContaining('ReaderGoneError'),
        after: { rows: 1_000 },
      },
    ]);
    const cut = (await open({ format: 'ndjson' })).options.body;
    await cut.next();
    await knex.schema.renameTable('audit_entry', 'gone');
    await expect(cut.next()).rejects.toThrow();
    await knex.schema.renameTable('gone', 'audit_entry');
    // How it ended could not be written: it is not known, and not good.
    expect((await recorded()).map(({ result }) => result)).toEqual([
      'unfinished',
      'failed',
    ]);
  });
});

import type { Knex } from 'knex';
import type { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

// eslint-disable-next-line no-control-regex
const SPECIAL = /[\\\n\r\t]/;
const ESCAPES: Record<string, string> = {
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

type Value = string | number | boolean | null | undefined;

/** Writes rows as COPY takes them: the cheapest way in. */
export async function copyRows<C extends string>(options: {
  trx: Knex.Transaction;
  table: string;
  columns: readonly C[];
  rows: readonly { [column in C]?: Value }[];
}): Promise<void> {
  const { trx, table, columns, rows } = options;
  const sql = `copy ${table} (${columns.join(', ')}) from stdin`;
  const lines: string[] = [];
  for (const row of rows) {
    let line = '';
    for (const column of columns) {
      if (line !== '') line += '\t';
      line += copyText(row[column]);
    }
    lines.push(line);
  }
  // Of a transaction: the one connection that it runs on.
  const connection: Client = await trx.client.acquireConnection();
  // So that whoever follows the statements sees this one too.
  trx.client.emit('query', { sql, bindings: [] });
  const stream = connection.query(copyFrom(sql));
  await new Promise<void>((resolve, reject) => {
    stream.on('error', reject);
    stream.on('finish', resolve);
    stream.end(`${lines.join('\n')}\n`);
  });
}

function copyText(value: Value): string {
  if (value === null || value === undefined) return '\\N';
  const text = typeof value === 'string' ? value : String(value);
  return SPECIAL.test(text)
    ? text.replace(/[\\\n\r\t]/g, found => ESCAPES[found])
    : text;
}

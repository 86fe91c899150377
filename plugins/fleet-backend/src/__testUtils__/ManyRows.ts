import type { Knex } from 'knex';

/** Rows of several tables, inserted many at a time. */
export class ManyRows {
  readonly #knex: Knex;
  readonly #waiting = new Map<string, Record<string, unknown>[]>();

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  async add(table: string, row: Record<string, unknown>): Promise<void> {
    const rows = this.#waiting.get(table) ?? [];
    rows.push(row);
    this.#waiting.set(table, rows);
    if (rows.length >= 400) await this.#insert(table);
  }

  async flush(): Promise<void> {
    for (const table of this.#waiting.keys()) await this.#insert(table);
  }

  async #insert(table: string): Promise<void> {
    const rows = this.#waiting.get(table) ?? [];
    this.#waiting.set(table, []);
    if (rows.length > 0) await this.#knex(table).insert(rows);
  }
}

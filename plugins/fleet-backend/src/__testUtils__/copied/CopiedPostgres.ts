import { resolvePackagePath } from '@backstage/backend-plugin-api';
import knexFactory, { type Knex } from 'knex';
import { createHash, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { openDatabase } from '../../store/openDatabase';

/** Somebody else makes it already: of the database, or of its name. */
const EXISTS = ['42P04', '23505'];
const POLL_MS = 50;
const LONGEST_MS = 60_000;

/**
 * Databases with all tables. They are copied from one that is made once for all
 * test processes, since to migrate takes ten times as long as to copy.
 */
export class CopiedPostgres {
  readonly #init: () => Promise<Knex>;
  readonly #opened: { knex: Knex; name: string }[] = [];
  #ready: Promise<{ admin: Knex; template: string }> | undefined;

  /** @param init - opens a database of the server, with the right to make others */
  constructor(init: () => Promise<Knex>) {
    this.#init = init;
  }

  async open(): Promise<Knex> {
    this.#ready ??= this.#prepare();
    const { admin, template } = await this.#ready;
    const name = `copy${randomBytes(16).toString('hex')}`;
    await admin.raw('create database ?? template ??', [name, template]);
    const knex = connect(admin, name);
    this.#opened.push({ knex, name });
    return knex;
  }

  async close(): Promise<void> {
    // Where that failed, each test has said so.
    const ready = await this.#ready?.catch(() => undefined);
    if (!ready) return;
    const { admin } = ready;
    // Each waits for a checkpoint; at once they wait for the same.
    await Promise.all(
      this.#opened.splice(0).map(async ({ knex, name }) => {
        await knex.destroy();
        await admin.raw('drop database ?? with (force)', [name]);
      }),
    );
    await admin.destroy();
  }

  async #prepare(): Promise<{ admin: Knex; template: string }> {
    // What was opened is closed by whoever opened it, which may be earlier than this is.
    const admin = connect(await this.#init(), 'postgres');
    const template = `fleet_${hashOfMigrations()}`;
    if (await isMadeByOther(admin, template)) {
      await untilMade(admin, template);
      return { admin, template };
    }
    try {
      const knex = connect(admin, template);
      await openDatabase({ getClient: async () => knex });
      // Nobody may be connected to what is copied.
      await knex.destroy();
    } catch (error) {
      await admin.raw('drop database ?? with (force)', [template]);
      throw error;
    }
    await admin.raw('alter database ?? is_template true', [template]);
    return { admin, template };
  }
}

function connect(admin: Knex, database: string): Knex {
  const { config, connectionSettings } = admin.client;
  return knexFactory({
    ...config,
    // A client hides the password among the rest.
    connection: {
      ...connectionSettings,
      password: connectionSettings.password,
      database,
    },
  });
}

/** Makes it where there is none yet, empty. */
async function isMadeByOther(admin: Knex, template: string): Promise<boolean> {
  try {
    await admin.raw('create database ??', [template]);
    return false;
  } catch (error) {
    if (EXISTS.includes((error as { code?: string }).code ?? '')) return true;
    throw error;
  }
}

async function untilMade(admin: Knex, template: string): Promise<void> {
  for (let waited = 0; waited < LONGEST_MS; waited += POLL_MS) {
    const made = await admin('pg_database')
      .where({ datname: template, datistemplate: true })
      .first('datname');
    if (made) return;
    await setTimeout(POLL_MS);
  }
  throw new Error(
    `The database ${template}, of which tests take copies, was begun and not finished. Drop it, or start another PostgreSQL.`,
  );
}

function hashOfMigrations(): string {
  const folder = resolvePackagePath(
    '@fleetview/backstage-plugin-fleet-backend',
    'migrations',
  );
  const hash = createHash('sha256');
  for (const name of fs.readdirSync(folder).sort()) {
    hash.update(`${name}\0`).update(fs.readFileSync(path.join(folder, name)));
  }
  return hash.digest('hex').slice(0, 24);
}

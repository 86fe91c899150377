/*
 * The benchmark's PostgreSQL: one server for a run, a database per contestant,
 * and what it tells of itself.
 */
import pg from 'pg';
import { startPostgres } from '../../scripts/lib/postgres.mjs';
import { treeCpuSeconds } from './processTimes.mjs';

export class Postgres {
  static async start() {
    const server = await startPostgres();
    const admin = new pg.Client(server.connectionString);
    await admin.connect();
    // The first line of the file is the process that all others descend from.
    const { rows } = await admin.query(
      `select split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::int as pid, current_setting('server_version') as version`,
    );
    return new Postgres(server, admin, rows[0]);
  }

  constructor(server, admin, { pid, version }) {
    this.server = server;
    this.admin = admin;
    this.pid = pid;
    this.version = version;
  }

  get url() {
    return new URL(this.server.connectionString);
  }

  /** As Backstage's configuration names a server. */
  connection() {
    const { hostname, port, username, password } = this.url;
    return { host: hostname, port: Number(port), user: username, password };
  }

  /** A database of its own, empty; its connection string. */
  async create(name) {
    await this.drop(name);
    await this.admin.query(`create database "${name}"`);
    return this.stringOf(name);
  }

  stringOf(name) {
    const url = this.url;
    url.pathname = `/${name}`;
    return url.href;
  }

  async drop(name) {
    await this.admin.query(`drop database if exists "${name}" with (force)`);
  }

  cpuSeconds() {
    return treeCpuSeconds(this.pid);
  }

  /** How far the write-ahead log is, in bytes. */
  async walBytes() {
    const { rows } = await this.admin.query(
      `select (pg_current_wal_insert_lsn() - '0/0'::pg_lsn)::text as bytes`,
    );
    return Number(rows[0].bytes);
  }

  async checkpoint() {
    await this.admin.query('checkpoint');
  }

  /** Opens a client on a database; end it when done. */
  async connect(name) {
    const client = new pg.Client(this.stringOf(name));
    await client.connect();
    return client;
  }

  async stop() {
    await this.admin.end();
    await this.server.stop();
  }
}

/**
 * Rows written to tables of this database so far, by table. Backends report with
 * a delay of up to a second.
 */
export async function writtenRows(client) {
  const { rows } = await client.query(
    'select relname, n_tup_ins + n_tup_upd + n_tup_del as written from pg_stat_user_tables',
  );
  return Object.fromEntries(
    rows.map(({ relname, written }) => [relname, Number(written)]),
  );
}

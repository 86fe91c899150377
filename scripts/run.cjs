#!/usr/bin/env node
'use strict';
/*
 * `node scripts/run.cjs TASK [ARGUMENTS]` runs `scripts/TASK.mjs` on a supported
 * Node with all dependencies installed. Installs what is missing first.
 */
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const {
  ROOT,
  ensureNode,
  ensureYarn,
  environment,
  runToEnd,
  say,
} = require('./lib/toolchain.cjs');

/** Yarn writes this file at the end of every install that succeeded. */
const STATE = path.join(ROOT, 'node_modules', '.yarn-state.yml');

function manifests() {
  const files = [path.join(ROOT, 'package.json'), path.join(ROOT, 'yarn.lock')];
  for (const group of ['packages', 'plugins']) {
    for (const name of fs.readdirSync(path.join(ROOT, group))) {
      files.push(path.join(ROOT, group, name, 'package.json'));
    }
  }
  return files.filter(file => fs.existsSync(file));
}

function isInstalled() {
  if (!fs.existsSync(STATE)) return false;
  const installedAt = fs.statSync(STATE).mtimeMs;
  return manifests().every(file => fs.statSync(file).mtimeMs <= installedAt);
}

function install(node) {
  say('installing dependencies (three minutes the first time) …');
  const result = spawnSync(node, [ensureYarn(), 'install', '--immutable'], {
    cwd: ROOT,
    stdio: 'inherit',
    env: environment(node),
  });
  if (result.status !== 0) {
    throw new Error(
      "'yarn install --immutable' failed; its output above says why. If yarn.lock is meant to change, run 'node scripts/yarn.cjs install'.",
    );
  }
  const now = new Date();
  fs.utimesSync(STATE, now, now);
}

const [task, ...rest] = process.argv.slice(2);
const script = path.join(ROOT, 'scripts', `${task}.mjs`);
if (!task || !fs.existsSync(script)) {
  const tasks = fs
    .readdirSync(path.join(ROOT, 'scripts'))
    .filter(name => name.endsWith('.mjs'))
    .map(name => name.replace('.mjs', ''));
  say(`there is no task '${task ?? ''}'. Tasks: ${tasks.join(', ')}`);
  process.exitCode = 2;
} else {
  try {
    const node = ensureNode();
    if (!isInstalled()) install(node);
    runToEnd(node, [script, ...rest]);
  } catch (error) {
    say(error.message);
    process.exitCode = 1;
  }
}

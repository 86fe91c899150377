/*
 * `npm test`: types, lint, dependency rules, generated files, unit and
 * integration tests on SQLite and PostgreSQL, packages, and the portal in a real
 * browser. Ends with one line, `N passed, N failed`, over all of them.
 *
 *   npm test -- --only unit,browser    some of the steps
 */
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs, stripVTControlCharacters } from 'node:util';
import { endChildren, endWithUs, run, say } from './lib/processes.mjs';
import { CLI, ROOT, STATE, buildFrontEnd } from './lib/portal.mjs';
import { findBrowser } from './lib/browser.mjs';
import { checkPackages } from './lib/packages.mjs';
import { startPostgres, testEnvironment } from './lib/postgres.mjs';

const BIN = path.join(ROOT, 'node_modules', '.bin');
const RESULTS = path.join(STATE, 'test');

/** What a step found: numbers, and its output where something failed. */
function verdict(passed, failed, output = '') {
  return { passed, failed, output };
}

async function command(program, args, options = {}) {
  const { code, output } = await run(program, args, {
    cwd: ROOT,
    capture: true,
    ...options,
  });
  return code === 0 ? verdict(1, 0) : verdict(0, 1, output);
}

const steps = {
  generated: () =>
    command(process.execPath, ['scripts/generate.mjs', '--check']),
  dependencies: () =>
    command(path.join(BIN, 'depcruise'), [
      'packages',
      'plugins',
      '--config',
      '.dependency-cruiser.cjs',
    ]),
  types: () => command(path.join(BIN, 'tsc'), ['--pretty', 'false']),
  lint: () => command(CLI, ['repo', 'lint', '--max-warnings', '0']),
  unit: runUnitTests,
  packages: () => checkPackages({ folder: path.join(RESULTS, 'packages') }),
  browser: runBrowserTests,
};

/** Says what tests want known although they passed. */
function sayNotices(output) {
  const notices = output
    .split('\n')
    .filter(line => /^\s*(corpus|notice):/i.test(line));
  for (const line of notices) say(line.trim());
}

/** Every failed test in a line, for whoever sees no more than the end of the output. */
function failuresOf({ testResults }) {
  return testResults.flatMap(({ name, message, assertionResults, status }) => {
    const file = path.relative(ROOT, name);
    const failed = assertionResults.filter(each => each.status === 'failed');
    if (status === 'failed' && failed.length === 0) {
      return [`not run: ${file}: ${firstLine(message)}`];
    }
    return failed.map(
      ({ fullName, failureMessages }) =>
        `failed: ${file}: ${fullName}: ${firstLine(failureMessages[0])}`,
    );
  });
}

/** Tests that passed the second time only: said, so that somebody looks. */
function sayFlaky({ testResults }) {
  for (const { name, assertionResults } of testResults) {
    for (const { fullName, status, invocations } of assertionResults) {
      if (status === 'passed' && invocations > 1) {
        const file = path.relative(ROOT, name);
        say(`notice: flaky, counted as passed: ${file}: ${fullName}`);
      }
    }
  }
}

function firstLine(text = '') {
  return stripVTControlCharacters(text).trim().split('\n')[0].slice(0, 200);
}

async function runUnitTests() {
  const file = path.join(RESULTS, 'unit.json');
  const postgres = await startPostgres();
  say(`unit tests use PostgreSQL ${postgres.major} and SQLite`);
  try {
    const { output } = await run(
      CLI,
      [
        'repo',
        'test',
        '--maxWorkers=2',
        // A busy machine is slow, and that is no failure.
        '--testTimeout=30000',
        '--json',
        `--outputFile=${file}`,
      ],
      {
        cwd: ROOT,
        capture: true,
        env: { ...process.env, ...testEnvironment(postgres) },
      },
    );
    if (!fs.existsSync(file)) return verdict(0, 1, output);
    const result = JSON.parse(fs.readFileSync(file, 'utf8'));
    const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
    sayNotices(output);
    sayFlaky(result);
    return verdict(
      result.numPassedTests,
      failed + (result.numTotalTests === 0 ? 1 : 0),
      failed > 0 ? `${output}\n${failuresOf(result).join('\n')}` : '',
    );
  } finally {
    await postgres.stop();
  }
}

async function runBrowserTests() {
  const browser = findBrowser();
  if (!browser) {
    const message =
      "NO BROWSER: the browser tests did not run. Install Debian's package 'chromium', or set FLEET_BROWSER to the path of one.";
    say(message);
    return process.env.CI ? verdict(0, 1, message) : verdict(0, 0);
  }
  await buildFrontEnd();
  const file = path.join(RESULTS, 'browser.json');
  const { output } = await run(
    path.join(BIN, 'playwright'),
    ['test', '--config', 'e2e/playwright.config.ts'],
    {
      cwd: ROOT,
      capture: true,
      env: {
        ...process.env,
        FLEET_BROWSER: browser,
        PLAYWRIGHT_JSON_OUTPUT_NAME: file,
      },
    },
  );
  sayNotices(output);
  if (!fs.existsSync(file)) return verdict(0, 1, output);
  const { stats, errors } = JSON.parse(fs.readFileSync(file, 'utf8'));
  const passed = stats.expected + stats.flaky;
  const failed = stats.unexpected + errors.length;
  return verdict(
    passed,
    failed + (passed + failed === 0 ? 1 : 0),
    failed > 0 ? output : '',
  );
}

/** Steps that may run beside each other on two cores. */
const ORDER = [
  ['generated', 'dependencies'],
  ['types', 'lint'],
  ['unit'],
  ['packages'],
  ['browser'],
];

async function main() {
  const { values } = parseArgs({ options: { only: { type: 'string' } } });
  const wanted = values.only?.split(',') ?? Object.keys(steps);
  const unknown = wanted.filter(name => !steps[name]);
  if (unknown.length > 0) {
    throw new Error(
      `there is no step '${unknown.join("', '")}'. Steps: ${Object.keys(
        steps,
      ).join(', ')}`,
    );
  }
  endWithUs();
  fs.rmSync(RESULTS, { recursive: true, force: true });
  fs.mkdirSync(RESULTS, { recursive: true });
  let passed = 0;
  let failed = 0;
  for (const group of ORDER) {
    await Promise.all(
      group
        .filter(name => wanted.includes(name))
        .map(async name => {
          const startedAt = Date.now();
          say(`${name} …`);
          let found;
          try {
            found = await steps[name]();
          } catch (error) {
            found = verdict(0, 1, error.stack);
          }
          const seconds = Math.round((Date.now() - startedAt) / 1000);
          if (found.output) console.error(found.output);
          console.log(
            `${name}: ${found.passed} passed, ${found.failed} failed (${seconds} s)`,
          );
          passed += found.passed;
          failed += found.failed;
        }),
    );
  }
  await endChildren();
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
}

main().catch(async error => {
  say(error.message);
  await endChildren();
  console.log('0 passed, 1 failed');
  process.exit(1);
});

/*
 * `npm run bench`: measures this backend against Backstage's Kubernetes plugin,
 * informers of client-node and the floor, on the same simulated clusters.
 *
 *   npm run bench                                    everything
 *   npm run bench -- --section first-sync,restart    some sections
 *   npm run bench -- --scale 0.05                    smaller, to see that it runs
 *   npm run bench -- --resume                        the last run, from where it was cut off
 *
 * docs/performance.md says what is measured and how.
 */
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildPackages } from '../bench/lib/buildPackages.mjs';
import { endChildProcesses } from '../bench/lib/ChildProcess.mjs';
import {
  describeMachine,
  describeVersions,
  openDescriptors,
} from '../bench/lib/machine.mjs';
import { Postgres } from '../bench/lib/Postgres.mjs';
import { printTable, wrongOf, writeDocument } from '../bench/lib/report.mjs';
import { SECTIONS } from '../bench/sections/index.mjs';
import { say } from './lib/processes.mjs';

const RESULTS = path.resolve(import.meta.dirname, '../bench/results');
const PARTIAL = path.join(RESULTS, '.partial');
/** A watch per cluster and kind, and connections for lists, at the largest. */
const DESCRIPTORS = 16_000;

const OPTIONS = {
  section: { type: 'string' },
  scale: { type: 'string', default: '1' },
  seed: { type: 'string', default: '1' },
  resume: { type: 'boolean', default: false },
};

function sectionsOf(names) {
  const wanted = names?.split(',') ?? SECTIONS.map(({ name }) => name);
  const unknown = wanted.filter(
    name => !SECTIONS.some(one => one.name === name),
  );
  if (unknown.length > 0) {
    throw new Error(
      `there is no section '${unknown.join("', '")}'. Sections: ${SECTIONS.map(
        ({ name }) => name,
      ).join(', ')}`,
    );
  }
  return SECTIONS.filter(({ name }) => wanted.includes(name));
}

/** The run that was begun last and not finished. */
function unfinished() {
  const files = fs
    .readdirSync(PARTIAL)
    .filter(name => name.endsWith('.json'))
    .sort();
  if (files.length === 0) throw new Error('there is no run to resume');
  return JSON.parse(fs.readFileSync(path.join(PARTIAL, files.at(-1)), 'utf8'));
}

function begin(values, postgres) {
  const now = new Date().toISOString();
  return {
    id: now.replace(/\D/g, '').slice(0, 14),
    date: now.slice(0, 10),
    seed: Number(values.seed),
    scale: Number(values.scale),
    machine: describeMachine(),
    versions: describeVersions(postgres),
    sections: {},
  };
}

function keep(run) {
  const sections = Object.fromEntries(
    Object.entries(run.sections).filter(([, { failed }]) => !failed),
  );
  fs.writeFileSync(
    path.join(PARTIAL, `${run.id}.json`),
    JSON.stringify({ ...run, sections }, null, 2),
  );
}

/** A day's first run gets the day's name, a later one a number behind it. */
function resultFile(date) {
  for (let number = 1; ; number++) {
    const file = path.join(
      RESULTS,
      `${date}${number === 1 ? '' : `-${number}`}.json`,
    );
    if (!fs.existsSync(file)) return file;
  }
}

/** One section that fails does not take the others with it. */
async function runSection(section, context) {
  try {
    return await section.run(context);
  } catch (error) {
    say(`${section.name}: ${error.stack}`);
    await endChildProcesses();
    const [why] = error.message.split('\n');
    return { rows: [], wrong: [`it failed: ${why}`], failed: true };
  }
}

async function main() {
  const { values } = parseArgs({ options: OPTIONS });
  const sections = sectionsOf(values.section);
  if (!(Number(values.scale) > 0) || !Number.isInteger(Number(values.seed))) {
    throw new Error(
      "'--scale' has to be a positive number, '--seed' a whole one",
    );
  }
  fs.mkdirSync(PARTIAL, { recursive: true });
  const descriptors = openDescriptors();
  if (descriptors < DESCRIPTORS * Math.min(1, Number(values.scale))) {
    say(
      `'ulimit -n' is ${descriptors}: a process cannot hold all the watches of the largest sections. Raise it to ${DESCRIPTORS}.`,
    );
  }
  say('building the packages …');
  await buildPackages();
  const postgres = await Postgres.start();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.once(signal, async () => {
      await endChildProcesses();
      await postgres.stop();
      process.exit(1);
    });
  }
  try {
    const run = values.resume ? unfinished() : begin(values, postgres.version);
    for (const section of sections) {
      if (run.sections[section.name]) {
        say(`${section.name}: done before`);
        continue;
      }
      say(`${section.name} …`);
      const startedAt = performance.now();
      const result = await runSection(section, {
        postgres,
        descriptors,
        seed: run.seed,
        scaled: (size, least) => Math.max(least, Math.round(size * run.scale)),
        // A small run is there to see that it runs: it does not take its time.
        lasting: ms => (run.scale < 0.5 ? Math.max(3_000, ms / 4) : ms),
        say,
      });
      const seconds = Math.round((performance.now() - startedAt) / 1_000);
      run.sections[section.name] = { seconds, ...result };
      // One that failed is tried again by the next --resume.
      if (!result.failed) keep(run);
      say(`${section.name}: ${seconds} s`);
    }
    printTable(run, line => console.log(line));
    const isWhole = SECTIONS.every(
      ({ name }) => run.sections[name] && !run.sections[name].failed,
    );
    if (run.scale < 1) {
      say('a run that is smaller than the goals is written nowhere');
    } else if (isWhole) {
      const file = resultFile(run.date);
      fs.writeFileSync(file, `${JSON.stringify(run, null, 2)}\n`);
      fs.rmSync(path.join(PARTIAL, `${run.id}.json`));
      writeDocument(run);
      say(
        `written: ${path.relative(process.cwd(), file)}, docs/performance.md`,
      );
    } else {
      say(
        `sections are missing: nothing is written to docs/performance.md. 'npm run bench -- --resume' goes on.`,
      );
    }
    if (wrongOf(run).length > 0) process.exitCode = 1;
  } finally {
    await endChildProcesses();
    await postgres.stop();
  }
}

main().catch(error => {
  say(error.stack);
  process.exitCode = 1;
});

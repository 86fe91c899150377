import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { FaultRun, type RunOutcome } from '../FaultRun';
import { openFaultsDatabase } from '../openFaultsDatabase';
import { randomOf } from '../random';
import { realTime } from '../RunTime';
import { startReplicas } from './startReplicas';

/*
 * Runs under random faults in real time, with replicas that are processes, real
 * collecting threads and PostgreSQL, for as long as one likes. Started by
 * scripts/soak.mjs.
 */

/** On a machine that is busy, what is written promptly is written within this. */
const PROMPT_MS = 45_000;

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '10000' },
    minutes: { type: 'string' },
    seed: { type: 'string' },
    parallel: { type: 'string', default: '2' },
    folder: { type: 'string', default: '.fleet/soak' },
  },
});

const runs = Number(values.runs);
const endsAt = values.minutes
  ? Date.now() + Number(values.minutes) * 60_000
  : Infinity;
const baseSeed = values.seed ?? randomBytes(4).toString('hex');
const postgres = process.env.FLEET_SOAK_POSTGRES ?? '';

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function runOne(seed: string): Promise<RunOutcome> {
  const database = await openFaultsDatabase('pg', postgres);
  try {
    return await FaultRun.run(seed, {
      knex: database.knex,
      time: realTime,
      settle: work => work,
      promptMs: PROMPT_MS,
      startPortal: portal =>
        startReplicas(portal, {
          databaseUrl: database.url,
          replicas: randomOf(`${seed}/replicas`).integer(1, 3),
        }),
    });
  } finally {
    await database.close();
  }
}

async function main(): Promise<void> {
  say(`soak: seed ${baseSeed}, ${runs} runs, ${values.parallel} at a time`);
  const outcomes: RunOutcome[] = [];
  let next = 0;
  const lane = async () => {
    while (next < runs && Date.now() < endsAt) {
      const seed = runs === 1 ? baseSeed : `${baseSeed}-${next}`;
      next += 1;
      const outcome = await runOne(seed).catch(
        (error): RunOutcome => ({
          seed,
          steps: [],
          logged: [],
          failures: [`the run could not be made: ${error.stack ?? error}`],
        }),
      );
      outcomes.push(outcome);
      fs.mkdirSync(values.folder, { recursive: true });
      fs.appendFileSync(
        path.join(values.folder, `${baseSeed}.jsonl`),
        `${JSON.stringify({ at: new Date().toISOString(), ...outcome })}\n`,
      );
      if (outcome.failures.length === 0) {
        say(
          `soak: ${seed} is right again after ${Math.round(
            (outcome.convergedMs ?? 0) / 1000,
          )} s`,
        );
      } else {
        say(
          [
            `soak: ${seed} FAILED. 'npm run soak -- --runs 1 --seed ${seed}' runs it again.`,
            ...outcome.failures.map(failure => `  ${failure}`),
            '  what was done:',
            ...outcome.steps.map(step => `    ${step}`),
            '  what the portal said:',
            ...outcome.logged.map(line => `    ${line}`),
          ].join('\n'),
        );
      }
    }
  };
  await Promise.all(
    Array.from({ length: Number(values.parallel) }, () => lane()),
  );
  const failed = outcomes.filter(({ failures }) => failures.length > 0);
  const slowest = Math.max(
    0,
    ...outcomes.map(({ convergedMs }) => convergedMs ?? 0),
  );
  say(
    `soak: seed ${baseSeed}: ${outcomes.length} runs, ${
      failed.length
    } failed, right again after ${Math.round(slowest / 1000)} s at most`,
  );
  process.exitCode = failed.length > 0 || outcomes.length === 0 ? 1 : 0;
}

void main();

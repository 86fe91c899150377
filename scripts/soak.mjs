/*
 * `npm run soak`: random faults in real time for hours, against a PostgreSQL of
 * its own. Says its seed first, a line per run, and a summary last; what happened
 * is kept in .fleet/soak/SEED.jsonl.
 *
 *   npm run soak -- --runs 10000 --minutes 60 --seed S --parallel 4
 *
 * With --policies it compares instead what random permission policies let see
 * with what there is of it:
 *
 *   npm run soak -- --policies 10000 --seed S
 */
import { parseArgs } from 'node:util';
import path from 'node:path';
import { endChildren, endWithUs, run, say } from './lib/processes.mjs';
import { ROOT, STATE } from './lib/portal.mjs';
import { startPostgres, testEnvironment } from './lib/postgres.mjs';

async function soakPolicies({ policies, seed = String(Date.now()) }) {
  const postgres = await startPostgres();
  say(`${policies} policies with the seed '${seed}'`);
  try {
    const { code } = await run(
      path.join(ROOT, 'node_modules/.bin/backstage-cli'),
      ['repo', 'test', 'plugins/fleet-backend/src/__permissions__'],
      {
        cwd: ROOT,
        env: {
          ...process.env,
          ...testEnvironment(postgres),
          FLEET_POLICIES: policies,
          FLEET_POLICIES_SEED: seed,
        },
      },
    );
    process.exitCode = code;
  } finally {
    await postgres.stop();
  }
}

async function main() {
  endWithUs();
  const { values } = parseArgs({
    options: { policies: { type: 'string' }, seed: { type: 'string' } },
    strict: false,
  });
  if (values.policies) {
    await soakPolicies(values);
    return;
  }
  const given = process.env.FLEET_SOAK_POSTGRES;
  const postgres = given
    ? { connectionString: given, stop: async () => {} }
    : await startPostgres();
  try {
    const { code } = await run(
      process.execPath,
      [
        '--require',
        path.join(ROOT, 'node_modules/@backstage/cli/config/nodeTransform.cjs'),
        path.join(ROOT, 'plugins/fleet-backend/src/__faults__/soak/main.ts'),
        '--folder',
        path.join(STATE, 'soak'),
        ...process.argv.slice(2),
      ],
      {
        cwd: ROOT,
        env: {
          ...process.env,
          FLEET_SOAK_POSTGRES: postgres.connectionString,
        },
      },
    );
    process.exitCode = code;
  } finally {
    await postgres.stop();
  }
}

main().catch(async error => {
  say(error.message);
  await endChildren();
  process.exit(1);
});

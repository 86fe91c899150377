/*
 * `npm run soak`: random faults in real time for hours, against a PostgreSQL of
 * its own. Says its seed first, a line per run, and a summary last; what happened
 * is kept in .fleet/soak/SEED.jsonl.
 *
 *   npm run soak -- --runs 10000 --minutes 60 --seed S --parallel 4
 */
import path from 'node:path';
import { endChildren, endWithUs, run, say } from './lib/processes.mjs';
import { ROOT, STATE } from './lib/portal.mjs';
import { startPostgres } from './lib/postgres.mjs';

async function main() {
  endWithUs();
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

/*
 * `yarn dev`: the simulated fleet, and the front end and back end from their
 * sources with hot reloading.
 */
import path from 'node:path';
import { endChildren, endWithUs, run, say } from './lib/processes.mjs';
import { CLI, ROOT, STATE, startSimulator } from './lib/portal.mjs';

async function main() {
  endWithUs();
  const { config } = await startSimulator({
    folder: path.join(STATE, 'simulated'),
    args: [
      '--cost-history',
      '90',
      '--audit-log',
      'http://127.0.0.1:7007/api/fleet/audit-events',
    ],
  });
  const configs = [
    path.join(ROOT, 'app-config.yaml'),
    config,
    path.join(ROOT, 'app-config.dev.yaml'),
  ];
  const { code } = await run(
    CLI,
    ['repo', 'start', ...configs.flatMap(file => ['--config', file])],
    { cwd: ROOT },
  );
  await endChildren();
  process.exitCode = code;
}

main().catch(async error => {
  say(error.message);
  await endChildren();
  process.exit(1);
});

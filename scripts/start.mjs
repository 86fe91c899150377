/*
 * `npm start`: the portal on the simulated fleet, or on the clusters of a
 * kubeconfig. Arguments:
 *
 *   --kubeconfig FILE   the clusters of this file instead (or FLEET_KUBECONFIG)
 *   --allow-skip-tls-verify
 *                       follow 'insecure-skip-tls-verify' where that file says it
 *   --port PORT         where the portal listens; 7007 by default
 *   --scenario NAME     another simulated fleet, such as 'promotion'
 *   --objects DIR       one simulated cluster that serves these objects instead
 *   --rebuild           build the front end even if nothing changed
 */
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { endChildren, endWithUs, isFree, say } from './lib/processes.mjs';
import {
  ROOT,
  STATE,
  buildFrontEnd,
  startBackend,
  startSimulator,
  writeLocalConfig,
} from './lib/portal.mjs';

async function main() {
  const { values } = parseArgs({
    options: {
      kubeconfig: { type: 'string' },
      'allow-skip-tls-verify': { type: 'boolean', default: false },
      objects: { type: 'string' },
      scenario: { type: 'string' },
      port: { type: 'string', default: '7007' },
      rebuild: { type: 'boolean', default: false },
    },
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw new Error(`--port '${values.port}' is no port`);
  }
  if (!(await isFree(port))) {
    throw new Error(
      `port ${port} is taken. End what listens there, or choose another with 'npm start -- --port PORT'`,
    );
  }
  const kubeconfig = values.kubeconfig ?? process.env.FLEET_KUBECONFIG;
  const invokedFrom = process.env.INIT_CWD ?? process.cwd();
  endWithUs();
  await buildFrontEnd({ force: values.rebuild });

  const configs = [path.join(ROOT, 'app-config.yaml')];
  let world = 'simulated';
  if (kubeconfig) {
    const file = path.resolve(invokedFrom, kubeconfig);
    if (!fs.existsSync(file)) {
      throw new Error(`--kubeconfig '${kubeconfig}': there is no file ${file}`);
    }
    world = 'kubeconfig';
    configs.push(
      writeLocalConfig({
        folder: path.join(STATE, world),
        port,
        database: path.join(STATE, world, 'database'),
        extra: kubeconfigSettings(file, values['allow-skip-tls-verify']),
      }),
    );
  } else {
    if (values.objects) world = 'objects';
    else if (values.scenario) world = path.basename(values.scenario);
    const folder = path.join(STATE, world);
    const { config } = await startSimulator({
      folder,
      args: values.objects
        ? ['--objects', path.resolve(invokedFrom, values.objects)]
        : [
            ...(values.scenario
              ? ['--scenario', values.scenario, '--tls']
              : []),
            '--cost-history',
            '90',
            '--audit-log',
            `http://127.0.0.1:${port}/api/fleet/audit-events`,
          ],
    });
    configs.push(
      config,
      writeLocalConfig({
        folder,
        port,
        database: path.join(folder, 'database'),
      }),
    );
  }
  const local = path.join(ROOT, 'app-config.local.yaml');
  if (fs.existsSync(local)) configs.push(local);

  fs.mkdirSync(path.join(STATE, world), { recursive: true });
  const log = path.join(STATE, world, 'portal.log');
  say('starting the portal …');
  const backend = await startBackend({ configs, port, log });
  backend.once('exit', async code => {
    say(`the portal ended with code ${code}; its log is ${log}`);
    await endChildren();
    process.exit(code ?? 1);
  });
  say(`the portal answers at http://localhost:${port}`);
  say(`its log is ${path.relative(process.cwd(), log)}; Ctrl+C ends it`);
}

/** Clusters of kind, minikube and k3d listen on this machine; whoever starts the portal by hand means them. */
function kubeconfigSettings(file, allowSkipTlsVerify) {
  return `fleet:
  kubeconfigs:
    - file: ${JSON.stringify(file)}
      allowSkipTlsVerify: ${allowSkipTlsVerify}
  network:
    allow: ['127.0.0.0/8', '::1', localhost]
`;
}

main().catch(async error => {
  say(error.message);
  await endChildren();
  process.exit(1);
});

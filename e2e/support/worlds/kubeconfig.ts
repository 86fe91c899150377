import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { parse, stringify } from 'yaml';
import type { PortalRecipe } from '../Portal';
import { freePort, ROOT, start } from '../scripts';
import { startByScript } from '../startByScript';

/** The context whose server nobody plays. */
export const LOST_CONTEXT = 'lost-cluster';

type Kubeconfig = {
  clusters: { name: string; cluster: { server: string } }[];
  users: { name: string; user: { token: string } }[];
  contexts: { name: string; context: { cluster: string; user: string } }[];
};

/** The names of the contexts of a kubeconfig. */
export function contextsOf(file: string): string[] {
  const { contexts } = parse(fs.readFileSync(file, 'utf8')) as Kubeconfig;
  return contexts.map(({ name }) => name);
}

/** Where the kubeconfig of this world lies. */
export function kubeconfigIn(folder: string): string {
  return path.join(folder, 'contexts.yaml');
}

async function writeKubeconfig(folder: string): Promise<string> {
  const config = parse(
    fs.readFileSync(path.join(folder, 'kubeconfig.yaml'), 'utf8'),
  ) as Kubeconfig;
  const name = LOST_CONTEXT;
  const server = `http://127.0.0.1:${await freePort()}`;
  config.clusters.push({ name, cluster: { server } });
  config.users.push({ name, user: { token: 'no-token' } });
  config.contexts.push({ name, context: { cluster: name, user: name } });
  const file = kubeconfigIn(folder);
  fs.writeFileSync(file, stringify(config), { mode: 0o600 });
  return file;
}

/** Starts the portal by the script behind `npm start`, and waits until it answers. */
export function kubeconfigRecipe(): PortalRecipe {
  return {
    launch: async ({ folder, port }) => {
      const child = await startByScript({
        folder,
        port,
        args: ['--kubeconfig', await writeKubeconfig(folder)],
      });
      return { child, log: path.join(folder, 'kubeconfig', 'portal.log') };
    },
  };
}

/** Runs `npm start`'s script to its end, and answers what it said. */
export async function startAndFail(
  args: string[],
  folder: string,
): Promise<{ code: number; said: string }> {
  const child = start(
    process.execPath,
    [path.join(ROOT, 'scripts', 'start.mjs'), ...args],
    {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, FLEET_STATE: folder, INIT_CWD: ROOT },
    },
  );
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', data => {
      said += data;
    });
  }
  const [code] = (await once(child, 'exit')) as [number];
  return { code, said };
}

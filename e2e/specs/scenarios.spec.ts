import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { parse } from 'yaml';
import { FleetApi } from '../support/FleetApi';
import type { SimulatorConfig } from '../support/Portal';
import { freePort } from '../support/scripts';
import { startByScript } from '../support/startByScript';

/** What the README and docs/promotions.md say to write after `npm start --`. */
const COMMANDS: { world: string; args: string[] }[] = [
  { world: 'simulated', args: [] },
  { world: 'release', args: ['--scenario', 'release'] },
  { world: 'promotion', args: ['--scenario', 'promotion'] },
];

/** The clusters that the script has the portal read, in the order of their names. */
function clustersIn(folder: string): string[] {
  const file = path.join(folder, 'app-config.simulator.yaml');
  const { kubernetes } = parse(
    fs.readFileSync(file, 'utf8'),
  ) as SimulatorConfig;
  return kubernetes.clusterLocatorMethods
    .flatMap(({ clusters }) => clusters.map(({ name }) => String(name)))
    .sort();
}

test.describe('npm start', () => {
  let folder: string;
  let child: ChildProcess | undefined;

  test.beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'fleet-e2e-'));
    child = undefined;
  });
  test.afterEach(async () => {
    if (child && child.exitCode === null && child.signalCode === null) {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    }
    fs.rmSync(folder, { recursive: true, force: true });
  });

  for (const { world, args } of COMMANDS) {
    test(`${
      args.join(' ') || 'alone'
    } shows the clusters of its world`, async () => {
      const port = await freePort();
      child = await startByScript({ folder, port, args });
      const wanted = clustersIn(path.join(folder, world));
      expect(wanted.length).toBeGreaterThan(1);
      const api = new FleetApi(`http://localhost:${port}`);
      await expect
        .poll(
          async () => {
            const { items } = await api.clusters('?limit=100');
            return items
              .filter(({ reachability }) => reachability.state !== 'pending')
              .map(({ name }) => name)
              .filter(name => wanted.includes(name))
              .sort();
          },
          { timeout: 40_000 },
        )
        .toEqual(wanted);

      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      expect((await ended)[0]).toBe(0);
    });
  }
});

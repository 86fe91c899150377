import { mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { FleetSimulator } from '../FleetSimulator';
import { type AppConfigOptions, renderAppConfig } from './appConfig';
import { renderCatalog } from './catalog';
import { knownClusters } from './knownClusters';
import { renderKubeconfig } from './kubeconfig';

/**
 * Writes `kubeconfig.yaml`, `app-config.simulator.yaml` and `catalog.yaml` of a
 * simulation that has started into a folder, which is made if it is missing.
 * @public
 */
export function writeFiles(
  simulator: FleetSimulator,
  folder: string,
  options?: AppConfigOptions,
): void {
  const root = resolve(folder);
  mkdirSync(root, { recursive: true });
  const catalogFile = resolve(root, 'catalog.yaml');
  writeFileSync(catalogFile, renderCatalog(simulator.scenario));
  // Tokens are in these two.
  writeFileSync(
    resolve(root, 'kubeconfig.yaml'),
    renderKubeconfig(knownClusters(simulator)),
    { mode: 0o600 },
  );
  writeFileSync(
    resolve(root, 'app-config.simulator.yaml'),
    renderAppConfig(simulator, catalogFile, options),
    { mode: 0o600 },
  );
}

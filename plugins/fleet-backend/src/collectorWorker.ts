import { parentPort, workerData } from 'node:worker_threads';
import { fingerprintModules } from './collector/fingerprintModules';
import { loadAdapters } from './collector/loadAdapters';
import { serveCollectors } from './collector/serveCollectors';

/* The entry of a collecting thread; see docs/adr/0004-collecting-threads.md. */
const { modulePaths, limits, massLoss } = workerData;

if (parentPort) {
  serveCollectors({
    port: parentPort,
    adapters: loadAdapters(modulePaths),
    fingerprint: fingerprintModules([...modulePaths, __filename]),
    limits,
    massLoss,
  });
}

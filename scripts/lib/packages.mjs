/*
 * Packs every package as it would be published and reads the result: what the
 * manifest promises is there, loads where it can be loaded, and has types.
 */
import fs from 'node:fs';
import path from 'node:path';
import { checkAdapterTemplate } from './adapterTemplate.mjs';
import { run } from './processes.mjs';
import { CLI, ROOT } from './portal.mjs';

const NODE_ROLES = ['node-library', 'backend-plugin', 'backend-plugin-module'];
const YARN = path.join(ROOT, 'scripts', 'yarn.cjs');

function published() {
  return ['packages', 'plugins']
    .flatMap(group =>
      fs
        .readdirSync(path.join(ROOT, group))
        .map(name => path.join(ROOT, group, name)),
    )
    .filter(folder => fs.existsSync(path.join(folder, 'package.json')))
    .map(folder => ({
      folder,
      manifest: JSON.parse(
        fs.readFileSync(path.join(folder, 'package.json'), 'utf8'),
      ),
    }))
    .filter(({ manifest }) => !manifest.private);
}

/** Every file that a manifest's entry points name. */
function promisedFiles(manifest) {
  const files = new Set();
  const collect = value => {
    // A condition such as `backstage` names a type of feature and no file.
    if (typeof value === 'string' && !value.startsWith('@')) {
      files.add(value.replace(/^\.\//, ''));
    } else if (value && typeof value === 'object') {
      for (const inner of Object.values(value)) collect(inner);
    }
  };
  collect(manifest.exports);
  collect([manifest.main, manifest.module, manifest.types]);
  if (typeof manifest.configSchema === 'string') collect(manifest.configSchema);
  return [...files].filter(file => !file.includes('*'));
}

/** Packs and checks all packages; one verdict each. */
export async function checkPackages({ folder }) {
  // Below the project's own folder, so that dependencies of others are found.
  const installed = path.join(folder, 'node_modules');
  fs.mkdirSync(installed, { recursive: true });
  const types = await run(
    path.join(ROOT, 'node_modules', '.bin', 'tsc'),
    ['--pretty', 'false'],
    { cwd: ROOT, capture: true },
  );
  if (types.code !== 0) {
    return { passed: 0, failed: 1, output: types.output };
  }
  const packages = published();
  const problems = new Map();
  for (const { folder: source, manifest } of packages) {
    const found = await packInto({ source, manifest, folder, installed });
    if (found) problems.set(manifest.name, found);
  }
  for (const { manifest } of packages) {
    if (problems.has(manifest.name)) continue;
    const found = await checkPackage({
      root: path.join(installed, manifest.name),
      installed,
    });
    if (found) problems.set(manifest.name, found);
  }
  const worker = await checkWorker(folder);
  if (worker) problems.set('a collecting thread of the packages', worker);
  const template = await checkAdapterTemplate(folder);
  if (template) problems.set('the template of an adapter', template);
  return {
    passed: packages.length + 2 - problems.size,
    failed: problems.size,
    output: [...problems].map(problem => problem.join(': ')).join('\n'),
  };
}

async function packInto({ source, manifest, folder, installed }) {
  const built = await run(CLI, ['package', 'build'], {
    cwd: source,
    capture: true,
  });
  if (built.code !== 0) return `does not build:\n${built.output}`;
  const archive = path.join(
    folder,
    `${manifest.name.replace('@', '').replace('/', '-')}.tgz`,
  );
  const packed = await run(process.execPath, [YARN, 'pack', '--out', archive], {
    cwd: source,
    capture: true,
  });
  if (packed.code !== 0) return `does not pack:\n${packed.output}`;
  const target = path.join(installed, manifest.name);
  fs.mkdirSync(target, { recursive: true });
  const unpacked = await run(
    'tar',
    ['-xzf', archive, '-C', target, '--strip-components=1'],
    { capture: true },
  );
  return unpacked.code === 0
    ? undefined
    : `cannot be unpacked: ${unpacked.output}`;
}

async function checkPackage({ root, installed }) {
  const manifest = JSON.parse(
    fs.readFileSync(path.join(root, 'package.json'), 'utf8'),
  );
  const promised = promisedFiles(manifest);
  const missing = promised.filter(
    file => !fs.existsSync(path.join(root, file)),
  );
  if (missing.length > 0) {
    return `its manifest names ${missing.join(', ')}, which the archive lacks`;
  }
  const sources = promised.filter(file => file.startsWith('src/'));
  if (sources.length > 0) return `publishes sources: ${sources.join(', ')}`;
  if (!fs.existsSync(path.join(root, 'README.md'))) return 'has no README.md';
  if (/"workspace:/.test(JSON.stringify(manifest.dependencies ?? {}))) {
    return 'depends on workspace versions';
  }
  const declarations = fs.readFileSync(path.join(root, manifest.types), 'utf8');
  if (!/\bexport\b/.test(declarations)) {
    return `its types ${manifest.types} export nothing`;
  }
  if (NODE_ROLES.includes(manifest.backstage.role)) {
    const loaded = await run(
      process.execPath,
      [
        '--eval',
        `const names = Object.keys(require(${JSON.stringify(manifest.name)}));
         if (names.length === 0) throw new Error('it exports nothing');`,
      ],
      { cwd: path.dirname(installed), capture: true },
    );
    if (loaded.code !== 0) return `does not load:\n${loaded.output}`;
  }
  return undefined;
}

/** Starts a collecting thread from the packed packages, with the packed adapters. */
async function checkWorker(folder) {
  const started = await run(
    process.execPath,
    [
      '--eval',
      `const { Worker } = require('node:worker_threads');
       const worker = new Worker(
         require.resolve('@fleetview/backstage-plugin-fleet-backend/collectorWorker'),
         { workerData: { modulePaths: [
           require.resolve('@fleetview/backstage-plugin-fleet-backend-module-adapters/adapters'),
         ] } },
       );
       worker.on('error', error => { console.error(error); process.exit(1); });
       worker.on('message', report => {
         if (report.type === 'connection' && report.state === 'unreachable') process.exit(0);
       });
       worker.postMessage({
         type: 'start', clusterId: 'c', session: 1,
         connection: { server: 'http://127.0.0.1:1' },
       });
       setTimeout(() => { console.error('it reports nothing'); process.exit(1); }, 20000);`,
    ],
    { cwd: folder, capture: true },
  );
  return started.code === 0 ? undefined : started.output;
}

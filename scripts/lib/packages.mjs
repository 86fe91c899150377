/*
 * Packs every package as it would be published and reads the result: what the
 * manifest promises is there, loads where it can be loaded, and has types.
 */
import fs from 'node:fs';
import path from 'node:path';
import { run } from './processes.mjs';
import { CLI, ROOT } from './portal.mjs';

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
    if (typeof value === 'string') files.add(value.replace(/^\.\//, ''));
    else if (value && typeof value === 'object') {
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
  fs.mkdirSync(folder, { recursive: true });
  const problems = [];
  let passed = 0;
  const types = await run(
    path.join(ROOT, 'node_modules', '.bin', 'tsc'),
    ['--pretty', 'false'],
    { cwd: ROOT, capture: true },
  );
  if (types.code !== 0) {
    return { passed: 0, failed: 1, output: types.output };
  }
  for (const { folder: source, manifest } of published()) {
    const found = await checkPackage({ source, manifest, folder });
    if (found) problems.push(`${manifest.name}: ${found}`);
    else passed += 1;
  }
  return { passed, failed: problems.length, output: problems.join('\n') };
}

async function checkPackage({ source, manifest, folder }) {
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
  const unpacked = archive.replace(/\.tgz$/, '');
  fs.mkdirSync(unpacked, { recursive: true });
  await run('tar', ['-xzf', archive, '-C', unpacked], { capture: true });
  const root = path.join(unpacked, 'package');
  const result = JSON.parse(
    fs.readFileSync(path.join(root, 'package.json'), 'utf8'),
  );
  const missing = promisedFiles(result).filter(
    file => !fs.existsSync(path.join(root, file)),
  );
  if (missing.length > 0) {
    return `its manifest names ${missing.join(', ')}, which the archive lacks`;
  }
  const outside = promisedFiles(result).filter(file => file.startsWith('src/'));
  if (outside.length > 0) return `publishes sources: ${outside.join(', ')}`;
  for (const file of ['README.md', 'package.json']) {
    if (!fs.existsSync(path.join(root, file))) return `has no ${file}`;
  }
  if (/"workspace:/.test(JSON.stringify(result.dependencies ?? {}))) {
    return 'depends on workspace versions';
  }
  const declarations = path.join(root, result.types);
  if (!/export/.test(fs.readFileSync(declarations, 'utf8'))) {
    return `its types ${result.types} export nothing`;
  }
  // What runs on Node is loaded from where its dependencies are found.
  if (/^(node-library|backend-plugin|backend-plugin-module)$/.test(manifest.backstage.role)) {
    const loaded = await run(
      process.execPath,
      [
        '--eval',
        `const m = require(${JSON.stringify(path.join(source, 'dist', 'index.cjs.js'))}); if (Object.keys(m).length === 0) throw new Error('it exports nothing')`,
      ],
      { cwd: source, capture: true },
    );
    if (loaded.code !== 0) return `does not load:\n${loaded.output}`;
  }
  return undefined;
}

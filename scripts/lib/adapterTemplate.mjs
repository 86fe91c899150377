/*
 * Makes an adapter from the template that the packed packages bring, as a user's
 * portal does, and holds it to its own tests and to the compiler.
 */
import fs from 'node:fs';
import path from 'node:path';
import { run } from './processes.mjs';
import { CLI, ROOT } from './portal.mjs';

const MODULE = 'shop-cart';
const PACKAGE = `fleet-backend-module-${MODULE}`;
const TSC = path.join(ROOT, 'node_modules', '.bin', 'tsc');

/**
 * @param folder - holds `node_modules` with the packed packages
 * @returns what is wrong, `undefined` where nothing is
 */
export async function checkAdapterTemplate(folder) {
  fs.writeFileSync(
    path.join(folder, 'package.json'),
    JSON.stringify({
      name: 'portal',
      version: '0.0.0',
      private: true,
      workspaces: ['packages/*', 'plugins/*'],
      devDependencies: { '@backstage/cli-defaults': '*' },
      backstage: {
        cli: {
          new: {
            templates: [
              './node_modules/@fleetview/backstage-plugin-fleet-node/templates/adapter',
            ],
          },
        },
      },
    }),
  );
  fs.copyFileSync(path.join(ROOT, 'yarn.lock'), path.join(folder, 'yarn.lock'));
  const plugins = path.join(folder, 'plugins');
  fs.rmSync(plugins, { recursive: true, force: true });
  const made = await run(
    CLI,
    [
      'new',
      '--select',
      'fleet-adapter',
      '--option',
      `moduleId=${MODULE}`,
      '--skip-install',
    ],
    { cwd: folder, capture: true },
  );
  const source = path.join(plugins, PACKAGE);
  if (made.code !== 0 || !fs.existsSync(source)) {
    return `it makes nothing:\n${made.output}`;
  }
  fs.writeFileSync(
    path.join(source, 'tsconfig.json'),
    JSON.stringify({
      extends: '@backstage/cli/config/tsconfig.json',
      include: ['src'],
      compilerOptions: { noEmit: true, skipLibCheck: true },
    }),
  );
  const typed = await run(TSC, ['--project', source, '--pretty', 'false'], {
    cwd: folder,
    capture: true,
  });
  if (typed.code !== 0)
    return `what it makes has wrong types:\n${typed.output}`;
  const results = path.join(folder, 'template.json');
  const tested = await run(
    CLI,
    ['package', 'test', '--json', `--outputFile=${results}`],
    { cwd: source, capture: true, env: { ...process.env, CI: 'true' } },
  );
  const { numPassedTests = 0 } = fs.existsSync(results)
    ? JSON.parse(fs.readFileSync(results, 'utf8'))
    : {};
  // One for each of its fixtures alone would be more.
  return tested.code === 0 && numPassedTests >= 10
    ? undefined
    : `what it makes fails its tests:\n${tested.output}`;
}

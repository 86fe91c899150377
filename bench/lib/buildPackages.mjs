import path from 'node:path';
import folders from './builtFolders.cjs';
import { CLI, ROOT } from '../../scripts/lib/portal.mjs';
import { run } from '../../scripts/lib/processes.mjs';

/** `backstage-cli package build` packs declarations that the compiler wrote before. */
const COMPILER = path.join(ROOT, 'node_modules', '.bin', 'tsc');

/** Builds what is measured as it is published. Takes half a minute, two the first time. */
export async function buildPackages() {
  const types = await run(COMPILER, ['--pretty', 'false'], {
    cwd: ROOT,
    capture: true,
  });
  if (types.code !== 0) {
    throw new Error(`the declarations were not written:\n${types.output}`);
  }
  for (const folder of folders) {
    const { code, output } = await run(CLI, ['package', 'build'], {
      cwd: path.join(ROOT, folder),
      capture: true,
    });
    if (code !== 0) throw new Error(`${folder} does not build:\n${output}`);
  }
}

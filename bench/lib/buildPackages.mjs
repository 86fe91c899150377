import path from 'node:path';
import folders from './builtFolders.cjs';
import { CLI, ROOT } from '../../scripts/lib/portal.mjs';
import { run } from '../../scripts/lib/processes.mjs';

/** Builds what is measured as it is published. Takes half a minute. */
export async function buildPackages() {
  for (const folder of folders) {
    const { code, output } = await run(CLI, ['package', 'build'], {
      cwd: path.join(ROOT, folder),
      capture: true,
    });
    if (code !== 0) throw new Error(`${folder} does not build:\n${output}`);
  }
}

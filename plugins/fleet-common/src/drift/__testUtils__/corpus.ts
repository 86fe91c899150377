import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

const BESIDE_THE_REPOSITORY = resolve(
  __dirname,
  '../../../../../../shared/corpus',
);

/**
 * The folder of upstream definitions and samples, `undefined` where it is not there. It is
 * no part of this repository: `FLEET_CORPUS` names it, else it lies beside the checkout at
 * `../shared/corpus`.
 */
export function findCorpus(): string | undefined {
  const folder = process.env.FLEET_CORPUS ?? BESIDE_THE_REPOSITORY;
  if (existsSync(resolve(folder, 'VERDICTS.tsv'))) return folder;
  process.stderr.write(
    'Skipped: drift of upstream objects. No corpus was found; set FLEET_CORPUS to its folder.\n',
  );
  return undefined;
}

import type { YamlPath } from '../../yaml';
import type { Manifest } from '../Manifest';

/** That an entry is new, which may be a slip: a name that nothing has changes nothing. */
export function newEntry(
  { file }: Manifest,
  at: YamlPath,
  what: string,
): string {
  return `'${at.join(
    '.',
  )}' in '${file}' had no entry of ${what}, and gets one: check that what it is made of has it.`;
}

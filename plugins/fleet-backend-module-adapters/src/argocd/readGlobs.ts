import type { ReadIgnoreRule } from '@fleetview/backstage-plugin-fleet-node';

/** What Argo CD's globs have beside `*` and `?`. */
const FURTHER_GLOBS = /[[\]{}\\]/;

/** Group and kind by Argo CD's globs. One that has more than a pattern is told, and not gone by. */
export function readGlobs(globs: {
  group: string;
  kind: string;
}): NonNullable<ReadIgnoreRule['target']> {
  const plain = (glob: string) => (FURTHER_GLOBS.test(glob) ? undefined : glob);
  return {
    group: plain(globs.group),
    kind: plain(globs.kind),
    others: (['group', 'kind'] as const)
      .filter(field => FURTHER_GLOBS.test(globs[field]))
      .map(field => `${field} ${globs[field]}`),
  };
}

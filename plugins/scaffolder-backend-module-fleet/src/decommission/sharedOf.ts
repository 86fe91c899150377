import { setImmediate } from 'node:timers/promises';
import path from 'node:path';
import type { Tree } from '../workspace';
import { isKustomization } from '../yaml';
import { isAt, leadsTo } from './references';

/**
 * What others lead to, and what that leads to. That the cluster's own folder is applied as a whole is
 * no sharing, and neither is that the folder above it lists what is in it.
 *
 * @returns paths, each with the file that leads to it
 */
export async function sharedOf(
  { files }: Tree,
  outside: readonly (readonly [file: string, text: string])[],
  places: readonly string[],
  own: string,
): Promise<Map<string, string>> {
  const shared = new Map<string, string>();
  const isAbove = (file: string) =>
    isKustomization(file) &&
    path.posix.dirname(file) === path.posix.dirname(own);
  for (const [file, text] of outside) {
    const isNamed = places.some(each =>
      text.includes(path.posix.basename(each)),
    );
    if (!isNamed) continue;
    await setImmediate();
    for (const to of leadsTo(file, text, places)) {
      const isListed = to === own || (isAbove(file) && isAt(to, own));
      if (!isListed && !shared.has(to)) shared.set(to, file);
    }
  }
  // What is kept leads on to what it needs.
  const inside = [...files].filter(([file]) =>
    places.some(place => isAt(file, place)),
  );
  const followed = new Set<string>();
  for (let size = -1; size !== shared.size; ) {
    size = shared.size;
    for (const [file, text] of inside) {
      const isKept = [...shared.keys()].some(to => isAt(file, to));
      if (!isKept || followed.has(file)) continue;
      followed.add(file);
      for (const to of leadsTo(file, text, places)) {
        if (to !== own && !shared.has(to)) shared.set(to, file);
      }
    }
  }
  return shared;
}

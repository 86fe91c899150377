import path from 'node:path';
import type { Tree } from '../workspace';
import { groupOf, objectOf, parseDocuments } from '../yaml';
import { isAt } from './references';

/** Folders of overlays that are called as the cluster. */
export function overlaysOf(files: readonly string[], name: string): string[] {
  const found = new Set<string>();
  for (const file of files) {
    const parts = file.split('/');
    const at = parts.findIndex(
      (part, index) => part === 'overlays' && parts[index + 1] === name,
    );
    if (at >= 0 && at + 2 < parts.length) {
      found.add(parts.slice(0, at + 2).join('/'));
    }
  }
  return [...found].sort();
}

/**
 * Overlays that the cluster has and that are called otherwise: others may get them one day.
 *
 * @returns sentences
 */
export function otherOverlays(
  { files }: Tree,
  own: string,
  name: string,
): string[] {
  const found = new Set<string>();
  for (const [file, text] of files) {
    if (!isAt(file, own)) continue;
    const documents = parseDocuments(text, { onlyToSearch: true });
    if ('because' in documents) continue;
    for (const { document } of documents) {
      const object = objectOf(document);
      const to = document.getIn(['spec', 'path']);
      const isOne =
        object?.kind === 'Kustomization' &&
        groupOf(object.apiVersion) === 'kustomize.toolkit.fluxcd.io' &&
        typeof to === 'string' &&
        path.posix.basename(to) !== name;
      if (isOne) found.add(path.posix.normalize(to as string));
    }
  }
  return [...found]
    .sort()
    .map(
      to =>
        `'${to}' stays: the cluster gets it, and it is not called as the cluster.`,
    );
}

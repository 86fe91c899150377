import path from 'node:path';
import { visit } from 'yaml';
import type { Tree } from '../workspace';
import { objectOf, parseDocuments } from '../yaml';
import { deletesMachines } from './isOfCluster';
import { isAt } from './references';

const CLUSTER_API = /x-k8s\.io\//;

/**
 * Objects whose removal deletes machines: those of some folders, and those that these lead to, since
 * what is no longer listed is no longer applied either.
 *
 * @returns in words
 */
export function machinesOf(tree: Tree, folders: readonly string[]): string[] {
  const found = new Set<string>();
  const seen = new Set<string>();
  const there = placesOf([...tree.files.keys(), ...tree.unread.keys()]);
  const known = new Set(folders);
  const waiting = [...folders];
  for (let to = waiting.pop(); to !== undefined; to = waiting.pop()) {
    for (const file of tree.unread.keys()) {
      if (isAt(file, to))
        found.add(`whatever '${file}' has, which was not read`);
    }
    for (const [file, text] of tree.files) {
      if (!isAt(file, to) || seen.has(file)) continue;
      seen.add(file);
      const documents = parseDocuments(text, { onlyToSearch: true });
      if ('because' in documents) {
        if (CLUSTER_API.test(text)) {
          found.add(`whatever '${file}' has, which is no YAML`);
        }
        continue;
      }
      for (const { document } of documents) {
        const object = objectOf(document);
        if (object && deletesMachines(object, document)) {
          found.add(`${object.kind} ${object.name}`);
        }
        visit(document, {
          Scalar: (_, { value }) => {
            // A word without a slash is a name of something far more often.
            if (typeof value !== 'string' || !value.includes('/')) return;
            const from = value.startsWith('..')
              ? path.posix.dirname(file)
              : '.';
            const next = path.posix.join(from, value).replace(/\/$/, '');
            if (!there.has(next) || known.has(next)) return;
            known.add(next);
            waiting.push(next);
          },
        });
      }
    }
  }
  return [...found];
}

/** Files, and all folders that they are in. */
function placesOf(files: readonly string[]): Set<string> {
  const places = new Set<string>();
  for (const file of files) {
    for (
      let place = file;
      place !== '.' && !places.has(place);
      place = path.posix.dirname(place)
    ) {
      places.add(place);
    }
  }
  return places;
}

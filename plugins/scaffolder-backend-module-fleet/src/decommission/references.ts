import path from 'node:path';
import { isScalar, visit } from 'yaml';
import { parseDocuments } from '../yaml';

/** Whether a path is a folder, or in it. */
export function isAt(file: string, folder: string): boolean {
  return file === folder || file.startsWith(`${folder}/`);
}

/**
 * Which of some places a file leads to, by any of its texts: as a path from its own folder, or from
 * the root. A file that cannot be read leads to all that its text names: nobody knows better.
 *
 * @returns the paths that it leads to, each in one of the places
 */
export function leadsTo(
  file: string,
  text: string,
  places: readonly string[],
): string[] {
  const named = places.filter(place =>
    text.includes(path.posix.basename(place)),
  );
  if (named.length === 0) return [];
  const documents = parseDocuments(text, { onlyToSearch: true });
  if ('because' in documents) return named;
  const found = new Set<string>();
  const own = path.posix.dirname(file);
  for (const { document } of documents) {
    visit(document, {
      Scalar: (_, node) => {
        if (!isScalar(node) || typeof node.value !== 'string') return;
        const words = node.value.trim();
        if (words === '' || words.length > 1000) return;
        for (const from of [own, '.']) {
          const to = path.posix
            .join(from, words.replace(/^\/+/, ''))
            .replace(/\/$/, '');
          if (named.some(place => isAt(to, place))) found.add(to);
        }
      },
    });
  }
  return [...found];
}

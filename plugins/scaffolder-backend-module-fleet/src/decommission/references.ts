import path from 'node:path';
import { visit } from 'yaml';
import { parseDocuments } from '../yaml';

const LONGEST = 1000;

/** Whether a path is a folder, or in it. */
export function isAt(file: string, folder: string): boolean {
  return file === folder || file.startsWith(`${folder}/`);
}

/** Whether a text has the name of a cluster as a word of its own, or its address. */
export function namesCluster(
  text: string,
  { name, server }: { name: string; server?: string },
): boolean {
  return (
    new RegExp(`(?:^|[^\\w.-])${name}(?:$|[^\\w.-])`, 'm').test(text) ||
    (server !== undefined && text.includes(server))
  );
}

/**
 * Which of some places a file leads to, by any of its texts: as a path from its own folder, or from
 * the root. A file that cannot be read leads to all that it seems to: nobody knows better.
 *
 * @returns the paths that it leads to, each in one of the places
 */
export function leadsTo(
  file: string,
  text: string,
  places: readonly string[],
): string[] {
  const documents = parseDocuments(text, { onlyToSearch: true });
  if ('because' in documents) {
    return places.filter(place =>
      text.includes(`/${path.posix.basename(place)}`),
    );
  }
  const found = new Set<string>();
  const own = path.posix.dirname(file);
  for (const { document } of documents) {
    visit(document, {
      Scalar: (_, { value }) => {
        if (typeof value !== 'string') return;
        const words = value.trim().replace(/^\/+/, '');
        if (words === '' || words.length > LONGEST) return;
        for (const from of [own, '.']) {
          const to = path.posix.join(from, words).replace(/\/$/, '');
          if (places.some(place => isAt(to, place))) found.add(to);
        }
      },
    });
  }
  return [...found];
}

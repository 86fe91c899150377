import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The files of one adapter's folder.
 *
 * @public
 */
export type AdapterFolder = {
  /** The folder's name, which is the adapter's id. */
  name: string;
  /** Paths relative to the folder, with `/`. */
  files: string[];
  /** Reads one of the files as text. */
  read(file: string): string;
};

function listFiles(path: string, prefix = ''): string[] {
  return readdirSync(path, { withFileTypes: true })
    .flatMap(entry =>
      entry.isDirectory()
        ? listFiles(join(path, entry.name), `${prefix}${entry.name}/`)
        : [`${prefix}${entry.name}`],
    )
    .sort();
}

/**
 * Opens the folder of one adapter.
 *
 * @param parent - the folder that holds the adapters' folders
 * @public
 */
export function openAdapterFolder(parent: string, name: string): AdapterFolder {
  const path = join(parent, name);
  return {
    name,
    files: listFiles(path),
    read: file => readFileSync(join(path, file), 'utf8'),
  };
}

/**
 * The names of the folders that hold a descriptor.
 *
 * @public
 */
export function adapterFolderNames(parent: string): string[] {
  return readdirSync(parent, { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(entry => entry.name)
    .filter(name => readdirSync(join(parent, name)).includes('cases.yaml'))
    .sort();
}

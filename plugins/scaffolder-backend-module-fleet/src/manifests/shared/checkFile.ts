import path from 'node:path';
import { InputError } from '@backstage/errors';

const YAML = /\.ya?ml$/;
const KUSTOMIZATION = /^(?:kustomization\.ya?ml|Kustomization)$/;

/** What kind of file an edit is of. */
export type FileKind = 'kustomization' | 'values' | 'fleet' | 'objects';

const WORDS: Readonly<Record<FileKind, string>> = {
  kustomization: "a 'kustomization.yaml'",
  values: "a file of values: 'values' is in its name, or is its folder",
  fleet: "a 'fleet.yaml'",
  objects: "a file '.yaml' or '.yml'",
};

/**
 * Checks that a path is one that the edit may be of: pipelines, hidden files and what is no YAML
 * are never edited.
 *
 * @returns the path, from the root of the repository
 * @throws InputError that says what it may be
 */
export function checkFile(file: string, kind: FileKind): string {
  const own = path.posix.normalize(file.replaceAll('\\', '/'));
  const parts = own.split('/');
  const refuse = (because: string) =>
    new InputError(`'${file.slice(0, 200)}' ${because}`);
  if (own.startsWith('/') || parts.includes('..')) {
    throw refuse(
      "leads out of the repository. Write a path from the root of the repository, such as 'apps/prod/kustomization.yaml'.",
    );
  }
  // A line's end in a name, and what nobody sees, is in no name of a file that is meant.
  if (/\p{C}/u.test(own)) throw refuse('is no name of a file.');
  if (parts.some(part => part.startsWith('.'))) {
    throw refuse('is hidden, or in a folder that is: that is never edited.');
  }
  if (!isOfKind(parts, kind)) {
    throw refuse(`is not what this edits. It has to be ${WORDS[kind]}.`);
  }
  return own;
}

function isOfKind(parts: readonly string[], kind: FileKind): boolean {
  const name = parts.at(-1) ?? '';
  if (kind === 'kustomization') return KUSTOMIZATION.test(name);
  if (kind === 'fleet') return name === 'fleet.yaml';
  if (!YAML.test(name)) return false;
  return (
    kind === 'objects' || /values/i.test(name) || parts.at(-2) === 'values'
  );
}

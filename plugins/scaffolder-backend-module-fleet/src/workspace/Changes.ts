import fs from 'node:fs/promises';
import path from 'node:path';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { readOwn, readTree, type Tree } from './readTree';

/** What an action did to the files of a repository. Paths are from the repository's root. */
export type ChangedFiles = {
  /** Written anew or edited. */
  written: string[];
  deleted: string[];
  /** What is in those that are written. */
  texts: ReadonlyMap<string, string>;
};

/**
 * The files of a repository in the workspace of a task, and apart from them those that change: a
 * pull request is made of the changes alone, so that it touches nothing else.
 *
 * - `repository`: what was fetched of the repository, by the paths that it has there
 * - `changes`: what is written
 * - `deletions`: copies of what is deleted, for hosts that want to be given the files
 */
export class Changes {
  readonly #workspace: string;
  readonly #folders: { repository: string; changes: string; deletions: string };
  readonly #written = new Map<string, string>();
  readonly #deleted = new Map<string, string>();

  constructor(options: {
    workspace: string;
    repository: string;
    changes: string;
    deletions: string;
  }) {
    const { workspace, ...folders } = options;
    this.#workspace = workspace;
    this.#folders = folders;
    const places = Object.values(folders).map(folder =>
      resolveSafeChildPath(workspace, folder),
    );
    const isWithin = places.some((place, index) =>
      places.some(
        (other, otherIndex) =>
          index !== otherIndex && `${other}/`.startsWith(`${place}/`),
      ),
    );
    if (isWithin) {
      throw new InputError(
        "'repository', 'changes' and 'deletions' have to be three folders of the workspace, none within another.",
      );
    }
  }

  /** All files of YAML below a folder of the repository, as they are by now. */
  async tree(folder: string): Promise<Tree> {
    return this.#tree(folder);
  }

  /** The same with all other files: pictures and the like are texts that nobody can read. */
  async all(folder: string): Promise<Tree> {
    return this.#tree(folder, () => true);
  }

  async #tree(
    folder: string,
    isWanted?: (name: string) => boolean,
  ): Promise<Tree> {
    const tree = await readTree(
      resolveSafeChildPath(this.#workspace, this.#folders.repository),
      this.#inRepository(folder),
      isWanted,
    );
    for (const [file, text] of this.#written) {
      if (isBelow(file, this.#inRepository(folder))) tree.files.set(file, text);
    }
    for (const file of this.#deleted.keys()) tree.files.delete(file);
    return tree;
  }

  /** A file as it is by now; nothing where there is none. */
  async read(file: string): Promise<string | undefined> {
    const own = this.#inRepository(file);
    if (this.#deleted.has(own)) return undefined;
    const written = this.#written.get(own);
    if (written !== undefined) return written;
    return this.#original(own);
  }

  /** Nothing is on the disk before {@link Changes.save}. */
  write(file: string, text: string): void {
    const own = this.#inRepository(file);
    this.#deleted.delete(own);
    this.#written.set(own, text);
  }

  /** @param text - what it was */
  delete(file: string, text: string): void {
    const own = this.#inRepository(file);
    this.#written.delete(own);
    this.#deleted.set(own, text);
  }

  /**
   * Does something as a whole: where it fails, what it wrote is forgotten.
   *
   * @param work - writes and deletes
   */
  async whole<T>(work: () => Promise<T>): Promise<T> {
    const [written, deleted] = [new Map(this.#written), new Map(this.#deleted)];
    try {
      return await work();
    } catch (error) {
      for (const [now, before] of [
        [this.#written, written],
        [this.#deleted, deleted],
      ]) {
        now.clear();
        for (const [file, text] of before) now.set(file, text);
      }
      throw error;
    }
  }

  /** Writes all that has changed; what is as it was is left out. */
  async save(): Promise<ChangedFiles> {
    const texts = new Map<string, string>();
    for (const [file, text] of [...this.#written].sort()) {
      if ((await this.#original(file)) !== text) texts.set(file, text);
    }
    const deleted = new Map([...this.#deleted].sort());
    await this.#put(this.#folders.changes, texts);
    await this.#put(this.#folders.deletions, deleted);
    return { written: [...texts.keys()], deleted: [...deleted.keys()], texts };
  }

  async #original(own: string): Promise<string | undefined> {
    const found = await readOwn(
      resolveSafeChildPath(this.#workspace, this.#folders.repository),
      own,
    );
    if ('unread' in found) {
      throw new InputError(`'${own}' cannot be read: ${found.unread}.`);
    }
    return 'text' in found ? found.text : undefined;
  }

  /** The folder is there also where nothing goes into it: others are given it. */
  async #put(
    folder: string,
    texts: ReadonlyMap<string, string>,
  ): Promise<void> {
    const root = resolveSafeChildPath(this.#workspace, folder);
    await fs.mkdir(root, { recursive: true });
    for (const [file, text] of texts) {
      const target = resolveSafeChildPath(root, file);
      await fs.mkdir(path.dirname(target), { recursive: true });
      await fs.writeFile(target, text);
    }
  }

  /** A path as the repository has it; one that leads out of it is refused. */
  #inRepository(file: string): string {
    const own = path.posix.normalize(file.replaceAll('\\', '/'));
    if (own.startsWith('../') || own === '..' || path.posix.isAbsolute(own)) {
      throw new InputError(
        `'${file}' leads out of the repository. Write a path from the root of the repository, such as 'clusters/prod'.`,
      );
    }
    if (own.split('/').includes('.git')) {
      throw new InputError(`'${file}' is Git's own folder.`);
    }
    return own.replace(/\/$/, '');
  }
}

function isBelow(file: string, folder: string): boolean {
  return folder === '.' || file.startsWith(`${folder}/`);
}

import { mkdir } from 'node:fs/promises';
import type { GitSnapshot } from './GitSnapshot';
import { GitFailure, runGit } from './runGit';

const BRANCH = 'main';
/** Branches are named by whoever pushes them. */
const BRANCH_NAME = /^[A-Za-z0-9][A-Za-z0-9._/-]{0,250}$/;
const COMMIT = /^[0-9a-f]{40}$/;
/** What Git calls an object that is not there. */
const NO_OBJECT = '0'.repeat(40);
const LONGEST_FILE = 1024 * 1024;
const MOST_FILES = 5_000;
const MOST_BYTES = 32 * 1024 * 1024;
const LONGEST_HISTORY = 1_000;
const POLL_MS = 1_000;

/** What was asked for does not fit the repository. @public */
export class GitError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'GitError';
  }
}

/** A commit as it is to be made. */
export type NewCommit = {
  message: string;
  /** Texts by path; `undefined` takes the file away. */
  files: Readonly<Record<string, string | undefined>>;
  /** `main` unless given; made from `main` where it is not there. */
  branch?: string;
  /** In milliseconds since 1970; now unless given. */
  time?: number;
};

/**
 * A bare repository of this machine: what is on its `main`, and what somebody does
 * to it who presses the buttons of a Git host.
 *
 * It is read by Git's own program, and not by isomorphic-git: what serves it is that
 * program already, it reads what any client has pushed (packs, deltas, packed
 * references) as the client meant it, it merges without a work tree, and the
 * simulator gets by without another dependency.
 * @public
 */
export class GitRepository {
  readonly #folder: string;
  #current: GitSnapshot | undefined;
  #problem: string | undefined;
  #reading: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** Makes an empty repository that may be pushed to over HTTP. */
  static async create(folder: string): Promise<GitRepository> {
    await mkdir(folder, { recursive: true });
    await runGit(folder, ['init', '--quiet', '--bare', `-b${BRANCH}`]);
    for (const [key, value] of [
      ['http.receivepack', 'true'],
      ['receive.fsckObjects', 'true'],
      ['receive.maxInputSize', String(MOST_BYTES)],
      // A process that goes on by itself would outlive the simulation.
      ['gc.auto', '0'],
      ['receive.autogc', 'false'],
    ]) {
      await runGit(folder, ['config', key, value]);
    }
    return new GitRepository(folder);
  }

  /** What is on `main`, as it was read last; undefined before anything is there. */
  get current(): GitSnapshot | undefined {
    return this.#current;
  }

  /** Why it could not be read the last time. What was read before is still told. */
  get problem(): string | undefined {
    return this.#problem;
  }

  /** Reads it every second from now on, and whenever it is told to. */
  follow(): void {
    this.#timer ??= setInterval(() => this.refresh(), POLL_MS);
    this.#timer.unref();
  }

  /** Ends that, when what is being read has been read. */
  async unfollow(): Promise<void> {
    clearInterval(this.#timer);
    this.#timer = undefined;
    await this.#reading;
  }

  /** Reads it now. What is being read already may be older than the call: then once more. */
  async refresh(): Promise<GitSnapshot | undefined> {
    await this.#reading;
    this.#reading ??= this.#read().finally(() => {
      this.#reading = undefined;
    });
    await this.#reading;
    return this.#current;
  }

  /** Branches with the commits that they are at. */
  async branches(): Promise<{ name: string; commit: string }[]> {
    const listed = await this.#git([
      'for-each-ref',
      '--count=1000',
      '--format=%(objectname) %(refname:strip=2)',
      'refs/heads',
    ]);
    return listed
      .split('\n')
      .filter(Boolean)
      .map(line => ({ commit: line.slice(0, 40), name: line.slice(41) }));
  }

  /** The text of a file at a commit, or nothing where it is not there. */
  async textAt(commit: string, path: string): Promise<string | undefined> {
    checkCommit(commit);
    checkPath(path);
    try {
      return await this.#git(['cat-file', 'blob', `${commit}:${path}`]);
    } catch (error) {
      if (error instanceof GitFailure && error.code === 128) return undefined;
      throw error;
    }
  }

  /**
   * Merges a branch into `main`, as somebody does who presses the button.
   *
   * @returns what `main` is at then; the same as before where the branch is in it already
   * @throws GitError where there is no such branch, or it cannot be merged
   */
  async merge(branch: string): Promise<string> {
    const head = await this.#headOf(BRANCH);
    const other = await this.#headOf(branch);
    if (await this.#isWithin(other, head)) return head;
    const tree = await this.#mergedTree(branch, head, other);
    const commit = await this.#git([
      'commit-tree',
      tree,
      ...['-p', head, '-p', other],
      ...['-m', `Merge branch '${branch}'`],
    ]);
    await this.#move(commit.trim(), head);
    return commit.trim();
  }

  /**
   * Takes back what a commit of `main` has changed, as somebody does who presses that button.
   * Of a merge it is what the branch brought.
   *
   * @returns what `main` is at then
   * @throws GitError where a file has changed since
   */
  async revert(commit: string): Promise<string> {
    checkCommit(commit);
    const head = await this.#headOf(BRANCH);
    const { history } = await this.#historyOf(head);
    const index = history.indexOf(commit);
    const parent = history[index + 1];
    if (index < 0 || !parent) {
      throw new GitError(`'${commit}' is no commit of main to be taken back`);
    }
    const changed = await this.#git([
      ...['diff-tree', '-r', '-z', '--raw', '--no-renames', '--no-abbrev'],
      parent,
      commit,
    ]);
    const parts = changed.split('\0').filter(Boolean);
    const lines: string[] = [];
    for (let at = 0; at < parts.length; at += 2) {
      const [mode, , before, after] = parts[at].slice(1).split(' ');
      const path = parts[at + 1];
      checkPath(path);
      if ((await this.#idOf(head, path)) !== after) {
        throw new GitError(`'${path}' has changed since '${commit}'`);
      }
      lines.push(
        before === NO_OBJECT ? `D ${path}` : `M ${mode} ${before} ${path}`,
      );
    }
    return this.#import({ branch: BRANCH, message: `Revert ${commit}`, lines });
  }

  /**
   * Makes a commit, as somebody does who edits files in the browser.
   *
   * @returns its id
   */
  async commit(options: NewCommit): Promise<string> {
    const { message, files, branch = BRANCH, time } = options;
    if (!isBranchName(branch)) throw new GitError(`'${branch}' is no branch`);
    const lines = Object.entries(files).flatMap(([path, text]) => {
      checkPath(path);
      return text === undefined
        ? [`D ${path}`]
        : [`M 100644 inline ${path}`, ...dataOf(text)];
    });
    return this.#import({ branch, message, lines, time });
  }

  /** @param options.lines - what is to be done to the files, as `git fast-import` takes it */
  async #import(options: {
    branch: string;
    message: string;
    lines: readonly string[];
    time?: number;
  }): Promise<string> {
    const { branch, message, lines, time = Date.now() } = options;
    const from =
      (await this.#findHead(branch)) ?? (await this.#findHead(BRANCH));
    await this.#git(
      ['fast-import', '--quiet'],
      [
        `commit refs/heads/${branch}`,
        `committer Platform <platform@meridian.example> ${Math.floor(
          time / 1000,
        )} +0000`,
        ...dataOf(message),
        ...(from ? [`from ${from}`] : []),
        ...lines,
        '',
      ].join('\n'),
    );
    return this.#headOf(branch);
  }

  /** The object that a path is at a commit, or that there is none. */
  async #idOf(commit: string, path: string): Promise<string> {
    const listed = await this.#git(['ls-tree', '-z', commit, '--', path]);
    return listed ? listed.split('\t')[0].split(' ')[2] : NO_OBJECT;
  }

  async #read(): Promise<void> {
    try {
      const head = await this.#findHead(BRANCH);
      if (head && head !== this.#current?.commit) {
        this.#current = await this.#snapshotOf(head);
      }
      this.#problem = undefined;
    } catch (error) {
      this.#problem = (error as Error).message;
    }
  }

  async #snapshotOf(commit: string): Promise<GitSnapshot> {
    const listed = await this.#git(['ls-tree', '-r', '-l', '-z', commit]);
    const wanted: { path: string; id: string }[] = [];
    let bytes = 0;
    for (const entry of listed.split('\0').filter(Boolean)) {
      const tab = entry.indexOf('\t');
      const [mode, type, id, length] = entry.slice(0, tab).split(/ +/);
      const path = entry.slice(tab + 1);
      // A link would lead somewhere else, and what is no YAML says nothing to engines.
      if (type !== 'blob' || mode === '120000') continue;
      if (!/\.ya?ml$/.test(path)) continue;
      if (Number(length) > LONGEST_FILE) {
        throw new GitError(`'${path}' has more than ${LONGEST_FILE} bytes`);
      }
      bytes += Number(length);
      wanted.push({ path, id });
    }
    if (wanted.length > MOST_FILES || bytes > MOST_BYTES) {
      throw new GitError(`there is too much in '${commit}'`);
    }
    const texts = await this.#blobs(wanted.map(({ id }) => id));
    const { history } = await this.#historyOf(commit);
    return {
      commit,
      history,
      files: new Map(wanted.map(({ path }, index) => [path, texts[index]])),
    };
  }

  async #blobs(ids: readonly string[]): Promise<string[]> {
    if (ids.length === 0) return [];
    const whole = await runGit(
      this.#folder,
      ['cat-file', '--batch'],
      `${ids.join('\n')}\n`,
    );
    let at = 0;
    return ids.map(() => {
      const end = whole.indexOf('\n', at);
      const length = Number(whole.toString('utf8', at, end).split(' ')[2]);
      const text = whole.toString('utf8', end + 1, end + 1 + length);
      at = end + 1 + length + 1;
      return text;
    });
  }

  async #historyOf(commit: string): Promise<{ history: string[] }> {
    const listed = await this.#git([
      ...['rev-list', '--first-parent', `--max-count=${LONGEST_HISTORY}`],
      commit,
    ]);
    return { history: listed.split('\n').filter(Boolean) };
  }

  async #mergedTree(branch: string, ours: string, theirs: string) {
    try {
      const written = await this.#git([
        ...['merge-tree', '--write-tree', '--name-only', '--no-messages'],
        ours,
        theirs,
      ]);
      return written.trim();
    } catch (error) {
      if (!(error instanceof GitFailure) || error.code !== 1) throw error;
      const [, ...files] = error.output.split('\n').filter(Boolean);
      throw new GitError(
        `'${branch}' cannot be merged: ${files.join(
          ', ',
        )} differ on both sides`,
      );
    }
  }

  async #isWithin(commit: string, head: string): Promise<boolean> {
    try {
      await this.#git(['merge-base', '--is-ancestor', commit, head]);
      return true;
    } catch (error) {
      if (error instanceof GitFailure && error.code === 1) return false;
      throw error;
    }
  }

  /** Nothing that somebody has pushed in the meantime is lost. */
  async #move(commit: string, before: string): Promise<void> {
    await this.#git(['update-ref', `refs/heads/${BRANCH}`, commit, before]);
  }

  async #headOf(branch: string): Promise<string> {
    const found = await this.#findHead(branch);
    if (!found) throw new GitError(`there is no branch '${branch}'`);
    return found;
  }

  async #findHead(branch: string): Promise<string | undefined> {
    if (!isBranchName(branch)) return undefined;
    try {
      const found = await this.#git([
        ...['rev-parse', '--verify', '--quiet', '--end-of-options'],
        `refs/heads/${branch}^{commit}`,
      ]);
      return COMMIT.exec(found.trim())?.[0];
    } catch (error) {
      if (error instanceof GitFailure && error.code === 1) return undefined;
      throw error;
    }
  }

  async #git(words: readonly string[], input?: string): Promise<string> {
    return (await runGit(this.#folder, words, input)).toString('utf8');
  }
}

function isBranchName(name: string): boolean {
  return BRANCH_NAME.test(name) && !name.includes('..');
}

function checkCommit(commit: string): void {
  if (!COMMIT.test(commit)) throw new GitError(`'${commit}' is no commit`);
}

/** A path ends its line in what is given to Git, and never leaves the repository. */
function checkPath(path: string): void {
  const isPlain =
    /^[^\s"\\:]+$/.test(path) &&
    path.split('/').every(part => part !== '' && part !== '.' && part !== '..');
  if (!isPlain) throw new GitError(`'${path}' is no path of the repository`);
}

function dataOf(text: string): string[] {
  return [`data ${Buffer.byteLength(text)}`, text];
}

import { execFile } from 'node:child_process';

const LONGEST_MS = 30_000;
const MOST_BYTES = 64 * 1024 * 1024;

/** Git has ended otherwise than well. */
export class GitFailure extends Error {
  constructor(
    words: readonly string[],
    /** Its exit code; undefined where it did not end by itself. */
    readonly code: number | undefined,
    readonly output: string,
    detail: string,
  ) {
    super(`git ${words[0]}: ${detail.trim() || `ended with ${code}`}`);
    this.name = 'GitFailure';
  }
}

/** The environment of Git without what whoever runs it has configured. */
export function gitEnvironment(): Record<string, string> {
  return {
    PATH: process.env.PATH ?? '',
    LC_ALL: 'C',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_AUTHOR_NAME: 'Platform',
    GIT_AUTHOR_EMAIL: 'platform@meridian.example',
    GIT_COMMITTER_NAME: 'Platform',
    GIT_COMMITTER_EMAIL: 'platform@meridian.example',
  };
}

/**
 * Runs Git in a repository, and no longer than half a minute.
 *
 * @returns what it has written
 * @throws GitFailure
 */
export function runGit(
  folder: string,
  words: readonly string[],
  input?: string | Buffer,
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = execFile(
      'git',
      [...words],
      {
        cwd: folder,
        env: gitEnvironment(),
        encoding: 'buffer',
        timeout: LONGEST_MS,
        killSignal: 'SIGKILL',
        maxBuffer: MOST_BYTES,
      },
      (error, stdout, stderr) => {
        if (!error) {
          resolve(stdout);
          return;
        }
        const code = typeof error.code === 'number' ? error.code : undefined;
        const detail =
          code === undefined ? error.message : stderr.toString('utf8');
        reject(new GitFailure(words, code, stdout.toString('utf8'), detail));
      },
    );
    // Git may end before it has read all; its exit code says why.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
}

import fs from 'node:fs';
import { isError } from '@backstage/errors';
import git from 'isomorphic-git';
import http from 'isomorphic-git/http/node';
import type { GitRemote } from './gitRemotes';

const PATIENCE_MS = 120_000;

/** What all calls of a remote are given. */
export function connectionOf(url: string, remote: GitRemote) {
  const { username, password } = remote;
  return {
    fs,
    http,
    url,
    // Asked for once, where the server wants it.
    onAuth: () =>
      password === undefined
        ? { cancel: true }
        : { username: username ?? 'git', password },
    onAuthFailure: () => ({ cancel: true }),
  };
}

/**
 * Waits for a remote, and says what was wanted of it where it fails.
 *
 * @param what - a verb and its object
 */
export async function fromRemote<T>(
  what: string,
  work: Promise<T>,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () =>
        reject(new Error(`it did not answer within ${PATIENCE_MS / 1000} s`)),
      PATIENCE_MS,
    );
  });
  try {
    return await Promise.race([work, late]);
  } catch (error) {
    throw new Error(`Could not ${what}: ${reasonOf(error)}.`);
  } finally {
    clearTimeout(timer);
  }
}

/** In one line: servers say what they like. */
function reasonOf(error: unknown): string {
  if (!isError(error)) return 'it is not known why';
  return error.code === 'UserCanceledError'
    ? "it wants other credentials than 'fleet.scaffolder.gitRemotes' has"
    : error.message.split('\n')[0].slice(0, 200);
}

export { fs, git };

import { createHash } from 'node:crypto';
import { ConflictError, InputError } from '@backstage/errors';
import { text } from './fields';
import { findPullRequest } from './findPullRequest';
import { openHost } from './openHost';
import type { Hosts } from './placeOf';
import type { Ask, PullRequest } from './PullRequest';

/** What a pull request is made of. */
export type Proposal = {
  repoUrl: string;
  branch: string;
  target: string;
  title: string;
  description: string;
  message: string;
  /** By their paths in the repository. */
  files: ReadonlyMap<string, Uint8Array>;
};

/**
 * Opens a pull request on Gitea, or finds the one that the branch has. A branch that is there is
 * never written to: it has to have the same files.
 *
 * @throws ConflictError where the branch has something else
 */
export async function giteaPullRequest(
  hosts: Hosts,
  proposal: Proposal,
  signal?: AbortSignal,
): Promise<PullRequest & { isNew: boolean }> {
  const { branch, target, title, description } = proposal;
  const found = await findPullRequest(hosts, proposal, signal);
  if (found?.state === 'open') return { ...found, isNew: false };
  const { ask, kind, owner, repo } = await openHost(hosts, proposal, signal);
  if (kind !== 'gitea') {
    throw new InputError(
      `'${proposal.repoUrl}' is of ${kind}, and this opens pull requests on Gitea only.`,
    );
  }
  const base = `/repos/${encodeURIComponent(owner)}/${encodeURIComponent(
    repo,
  )}`;
  const there = await ask(`${base}/branches/${encodeURIComponent(branch)}`, {
    orAbsent: true,
  });
  if (there === undefined) await writeBranch(ask, base, proposal);
  else await checkBranchFiles(ask, base, proposal);
  try {
    await ask(`${base}/pulls`, {
      body: { base: target, head: branch, title, body: description },
    });
  } catch (error) {
    // Another run may have opened it at the same moment.
    const other = await findPullRequest(hosts, proposal, signal);
    if (other?.state !== 'open') throw error;
    return { ...other, isNew: false };
  }
  const opened = await findPullRequest(hosts, proposal, signal);
  if (opened?.state !== 'open') {
    throw new Error(
      `The pull request of '${branch}' was opened, and is not found. Look for it in the repository.`,
    );
  }
  return { ...opened, isNew: true };
}

/** One commit on a new branch (since Gitea 1.20). */
async function writeBranch(
  ask: Ask,
  base: string,
  { branch, target, message, files }: Proposal,
): Promise<void> {
  const changed: object[] = [];
  for (const [path, content] of files) {
    const sha = await shaAt(ask, base, path, target);
    changed.push({
      path,
      content: Buffer.from(content).toString('base64'),
      ...(sha === undefined
        ? { operation: 'create' }
        : { operation: 'update', sha }),
    });
  }
  await ask(`${base}/contents`, {
    body: { branch: target, new_branch: branch, message, files: changed },
  });
}

/** @throws ConflictError where a file of the branch is another one */
async function checkBranchFiles(
  ask: Ask,
  base: string,
  { repoUrl, branch, files }: Proposal,
): Promise<void> {
  for (const [path, content] of files) {
    const sha = await shaAt(ask, base, path, branch);
    if (sha !== blobOf(content)) {
      throw new ConflictError(
        `'${repoUrl}' has a branch '${branch}' already, with something else. Merge it or delete it, and run this again.`,
      );
    }
  }
}

async function shaAt(
  ask: Ask,
  base: string,
  path: string,
  ref: string,
): Promise<string | undefined> {
  const found = await ask(
    `${base}/contents/${path
      .split('/')
      .map(encodeURIComponent)
      .join('/')}?ref=${encodeURIComponent(ref)}`,
    { orAbsent: true },
  );
  if (found === undefined) return undefined;
  const sha = text(found, 'sha');
  if (text(found, 'type') !== 'file' || !sha) {
    throw new ConflictError(`'${path}' is no file in the repository.`);
  }
  return sha;
}

/** As Git names contents. */
function blobOf(content: Uint8Array): string {
  return createHash('sha1')
    .update(`blob ${content.byteLength}\0`)
    .update(content)
    .digest('hex');
}

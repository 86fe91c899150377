import { ConflictError } from '@backstage/errors';
import { checkBranchFiles } from './checkBranchFiles';
import { text } from './fields';
import type { Opening } from './openOnce';
import type { Proposal } from './Proposal';
import type { Ask } from './PullRequest';

/** On Gitea (1.20 and later) and Forgejo. */
export const giteaOpening: Opening = {
  kind: 'gitea',

  async prepare({ ask, owner, repo }, proposal) {
    const { branch } = proposal;
    const base = pathOf(owner, repo);
    const there = await ask(`${base}/branches/${encodeURIComponent(branch)}`, {
      orAbsent: true,
    });
    await (there === undefined
      ? writeBranch(ask, base, proposal)
      : checkBranchFiles(proposal, path => shaAt(ask, base, path, branch)));
  },

  async open({ ask, owner, repo }, { branch, target, title, description }) {
    await ask(`${pathOf(owner, repo)}/pulls`, {
      body: { base: target, head: branch, title, body: description },
    });
  },
};

function pathOf(owner: string, repo: string): string {
  return `/repos/${encodeURIComponent(owner)}/${encodeURIComponent(repo)}`;
}

/** One commit on a new branch (since Gitea 1.20). */
async function writeBranch(
  ask: Ask,
  base: string,
  { branch, target, message, files, deleted }: Proposal,
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
  for (const path of deleted) {
    const sha = await shaAt(ask, base, path, target);
    if (sha !== undefined) changed.push({ path, operation: 'delete', sha });
  }
  await ask(`${base}/contents`, {
    body: { branch: target, new_branch: branch, message, files: changed },
  });
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

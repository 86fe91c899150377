import { ConflictError } from '@backstage/errors';
import { blobOf } from './blobOf';
import type { Proposal } from './Proposal';

/**
 * Checks that a branch which is there has what is proposed: it is never written over.
 *
 * @param shaAt - what a file of the branch is, as Git names it; nothing where it is not there
 * @throws ConflictError where it has something else
 */
export async function checkBranchFiles(
  { repoUrl, branch, files, deleted }: Proposal,
  shaAt: (path: string) => Promise<string | undefined>,
): Promise<void> {
  const wanted = [
    ...[...files].map(([path, content]) => [path, blobOf(content)] as const),
    ...deleted.map(path => [path, undefined] as const),
  ];
  for (const [path, sha] of wanted) {
    if ((await shaAt(path)) !== sha) {
      throw new ConflictError(
        `'${repoUrl}' has a branch '${branch}' already, with something else. Merge it or delete it, and run this again.`,
      );
    }
  }
}

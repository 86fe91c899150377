import { ConflictError, NotFoundError } from '@backstage/errors';
import { AZURE_VERSION, azurePath } from './azurePath';
import { checkBranchFiles } from './checkBranchFiles';
import { field, listOf, text } from './fields';
import type { Opening } from './openOnce';
import type { Proposal } from './Proposal';
import type { Ask } from './PullRequest';

/** More of a description it refuses. */
const LONGEST = 4_000;
const CUT = '\n\n(cut here)';
const NO_COMMIT = '0'.repeat(40);

/** On Azure DevOps, by its interface of version 7.1. */
export const azureOpening: Opening = {
  kind: 'azure',

  async prepare({ ask, owner, repo }, proposal) {
    const { repoUrl, branch, target } = proposal;
    const base = azurePath(owner, repo);
    const tip = await tipOf(ask, base, target);
    if (tip === undefined) {
      throw new NotFoundError(`'${repoUrl}' has no branch '${target}'.`);
    }
    const there = await tipOf(ask, base, branch);
    // What is at the same commit has nothing yet: a run before came no further.
    if (there !== undefined && there !== tip) {
      await checkBranchFiles(proposal, path => blobAt(ask, base, path, branch));
      return;
    }
    if (there === undefined) {
      const [made] = listOf(
        await ask(`${base}/refs?${version()}`, {
          body: [
            {
              name: `refs/heads/${branch}`,
              oldObjectId: NO_COMMIT,
              newObjectId: tip,
            },
          ],
        }),
        'value',
      );
      // It answers that all is well, and says of each branch whether it was made.
      if (field(made, 'success') !== true) {
        throw new ConflictError(
          `'${repoUrl}' did not make the branch '${branch}'. Look at what the credentials may do there; to run the step again is safe.`,
        );
      }
    }
    await push(ask, base, tip, proposal);
  },

  async open({ ask, owner, repo }, { branch, target, title, description }) {
    await ask(`${azurePath(owner, repo)}/pullrequests?${version()}`, {
      body: {
        sourceRefName: `refs/heads/${branch}`,
        targetRefName: `refs/heads/${target}`,
        title,
        description:
          description.length > LONGEST
            ? `${description.slice(0, LONGEST - CUT.length)}${CUT}`
            : description,
      },
    });
  },
};

/** One commit on a branch that is at `tip`; refused by the host where it is elsewhere by now. */
async function push(
  ask: Ask,
  base: string,
  tip: string,
  { branch, message, files, deleted }: Proposal,
): Promise<void> {
  const changes: object[] = [];
  for (const [path, content] of files) {
    const isThere = (await blobAt(ask, base, path, branch)) !== undefined;
    changes.push({
      changeType: isThere ? 'edit' : 'add',
      item: { path: `/${path}` },
      newContent: {
        content: Buffer.from(content).toString('base64'),
        contentType: 'base64encoded',
      },
    });
  }
  for (const path of deleted) {
    if ((await blobAt(ask, base, path, branch)) !== undefined) {
      changes.push({ changeType: 'delete', item: { path: `/${path}` } });
    }
  }
  await ask(`${base}/pushes?${version()}`, {
    body: {
      refUpdates: [{ name: `refs/heads/${branch}`, oldObjectId: tip }],
      commits: [{ comment: message, changes }],
    },
  });
}

/** The commit that a branch is at; nothing where it is not there. */
async function tipOf(
  ask: Ask,
  base: string,
  branch: string,
): Promise<string | undefined> {
  // It filters by how names begin.
  const found = listOf(
    await ask(
      `${base}/refs?${version({ filter: `heads/${branch}`, $top: '1000' })}`,
    ),
    'value',
  ).find(each => text(each, 'name') === `refs/heads/${branch}`);
  return text(found, 'objectId');
}

/** What a file of a branch is, as Git names it; nothing where it is not there. */
async function blobAt(
  ask: Ask,
  base: string,
  path: string,
  branch: string,
): Promise<string | undefined> {
  const found = await ask(
    `${base}/items?${version({
      path: `/${path}`,
      'versionDescriptor.version': branch,
      'versionDescriptor.versionType': 'branch',
      $format: 'json',
    })}`,
    { orAbsent: true },
  );
  if (found === undefined) return undefined;
  const id = text(found, 'objectId');
  if (text(found, 'gitObjectType') !== 'blob' || !id) {
    throw new ConflictError(`'${path}' is no file in the repository.`);
  }
  return id;
}

function version(more: Record<string, string> = {}): URLSearchParams {
  return new URLSearchParams({ ...more, 'api-version': AZURE_VERSION });
}

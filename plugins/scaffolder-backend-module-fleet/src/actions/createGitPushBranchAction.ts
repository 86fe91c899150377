import fsPromises from 'node:fs/promises';
import path from 'node:path';
import {
  resolveSafeChildPath,
  type RootConfigService,
} from '@backstage/backend-plugin-api';
import { ConflictError, InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  checkBranch,
  connectionOf,
  filesBelow,
  fromRemote,
  fs,
  git,
  hasFiles,
  lacksFiles,
  remoteOf,
  treeWith,
  treeWithout,
  type GitRemote,
} from '../git';
import { pushExamples } from './git.examples';
import { PLACES, PLACE_WORDS } from './places';
import { oneLine } from './pullRequestWords';

/** `fleet:git:push-branch`: what changes, as a branch of a Git server that no integration is of. */
export function createGitPushBranchAction(
  remotes: readonly GitRemote[],
  config: RootConfigService,
) {
  const author = {
    name:
      config.getOptionalString('scaffolder.defaultAuthor.name') ?? 'Scaffolder',
    email:
      config.getOptionalString('scaffolder.defaultAuthor.email') ??
      'scaffolder@backstage.io',
  };
  return createTemplateAction({
    id: 'fleet:git:push-branch',
    description:
      'Pushes what changes as one commit on a new branch, to a Git server of which Backstage has no integration. Only to remotes that the operator allows, with the credentials that are configured. A branch that is there is never overwritten.',
    examples: pushExamples,
    // A dry run makes the commit in the workspace, and pushes nothing.
    supportsDryRun: true,
    schema: {
      input: {
        remoteUrl: z =>
          z
            .string()
            .describe(
              'The address of the repository over HTTPS, without credentials.',
            ),
        branch: z => z.string().describe('The name of the branch.'),
        title: z => z.string().describe('What the commit is called.'),
        message: z =>
          z
            .string()
            .max(20_000)
            .describe(
              'The whole message of the commit, where the title is not enough.',
            )
            .optional(),
        repository: z =>
          z
            .string()
            .describe(
              `The folder of the workspace that 'fleet:git:clone' read the repository into. '${PLACES.repository}' by default.`,
            )
            .optional(),
        changes: z => z.string().describe(PLACE_WORDS.changes).optional(),
        filesToDelete: z =>
          z
            .array(z.string())
            .describe(
              'The files that are deleted, from the root of the repository. None by default.',
            )
            .optional(),
      },
      output: {
        branch: z => z.string().describe('The name of the branch.'),
        commit: z => z.string().describe('The commit that the branch is at.'),
        pushed: z =>
          z
            .boolean()
            .describe(
              'Whether it was pushed now. Not in a dry run, and not where the remote has it already.',
            ),
      },
    },
    async handler(ctx) {
      const branch = checkBranch('branch', ctx.input.branch);
      const { url, remote } = remoteOf(remotes, ctx.input.remoteUrl);
      const [repository, changes] = [
        ctx.input.repository ?? PLACES.repository,
        ctx.input.changes ?? PLACES.changes,
      ];
      const dir = resolveSafeChildPath(ctx.workspacePath, repository);
      const files = await filesBelow(
        resolveSafeChildPath(ctx.workspacePath, changes),
      );
      const { filesToDelete = [] } = ctx.input;
      if (files.size === 0 && filesToDelete.length === 0) {
        throw new InputError(
          `The folder '${changes}' of the workspace has no files: there is nothing to push.`,
        );
      }
      const both = filesToDelete.find(file => files.has(file));
      if (both !== undefined) {
        throw new InputError(`'${both}' is to be written and to be deleted.`);
      }
      const base = await headOf(dir, repository);
      const without = await treeWithout(dir, base.tree, filesToDelete);
      const tree = await treeWith(dir, without, files);
      if (tree === base.tree) {
        throw new InputError(
          'The repository has all of it already: there is nothing to push.',
        );
      }
      const { ref } = ctx.user ?? {};
      const commit = await git.commit({
        fs,
        dir,
        message: `${ctx.input.message?.trim() || oneLine(ctx.input.title)}\n${
          ref ? `\nAsked for by ${oneLine(ref)} in the portal.\n` : ''
        }`,
        author,
        committer: author,
        tree,
        parent: [base.commit],
        ref: `refs/heads/${branch}`,
      });
      const connection = { ...connectionOf(url, remote), dir };
      const there = await fromRemote(
        `look for the branch '${branch}' of '${url}'`,
        git.listServerRefs({
          ...connection,
          prefix: `refs/heads/${branch}`,
        }),
      );
      const found = there.find(each => each.ref === `refs/heads/${branch}`);
      if (found) {
        await fromRemote(
          `read the branch '${branch}' of '${url}'`,
          git.fetch({
            ...connection,
            ref: branch,
            remoteRef: branch,
            singleBranch: true,
            depth: 1,
            tags: false,
          }),
        );
        const isSame =
          (await hasFiles(dir, found.oid, files)) &&
          (await lacksFiles(dir, found.oid, filesToDelete));
        if (!isSame) {
          throw new ConflictError(
            `'${url}' has a branch '${branch}' already, with something else. Merge it or delete it, and run this again.`,
          );
        }
        ctx.logger.info(`'${url}' has the branch '${branch}' already.`);
        ctx.output('branch', branch);
        ctx.output('commit', found.oid);
        ctx.output('pushed', false);
        return;
      }
      if (ctx.isDryRun) {
        ctx.logger.info(`A dry run pushes nothing: '${branch}' of '${url}'.`);
      } else {
        await fromRemote(
          `push the branch '${branch}' to '${url}'`,
          git.push({
            ...connection,
            ref: `refs/heads/${branch}`,
            remoteRef: `refs/heads/${branch}`,
          }),
        );
        ctx.logger.info(`Pushed: ${branch} of ${url} at ${commit}`);
      }
      ctx.output('branch', branch);
      ctx.output('commit', commit);
      ctx.output('pushed', !ctx.isDryRun);
    },
  });
}

/** What the repository in the workspace is at. */
async function headOf(
  dir: string,
  repository: string,
): Promise<{ commit: string; tree: string }> {
  const own = await fsPromises
    .lstat(path.join(dir, '.git'))
    .catch(() => undefined);
  // Where '.git' is a file or a link, the repository itself is elsewhere.
  if (!own?.isDirectory()) {
    throw new InputError(
      `The folder '${repository}' of the workspace is no clone. Read the repository by 'fleet:git:clone' in a step before.`,
    );
  }
  const commit = await git.resolveRef({ fs, dir, ref: 'HEAD' });
  const { commit: said } = await git.readCommit({ fs, dir, oid: commit });
  return { commit, tree: said.tree };
}

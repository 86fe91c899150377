import { readdir } from 'node:fs/promises';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  checkBranch,
  checkOut,
  connectionOf,
  fromRemote,
  fs,
  git,
  remoteOf,
  type GitRemote,
} from '../git';
import { cloneExamples } from './git.examples';
import { PLACES, PLACE_WORDS } from './places';

/** `fleet:git:clone`: reads a repository of a Git server that no integration is of. */
export function createGitCloneAction(remotes: readonly GitRemote[]) {
  return createTemplateAction({
    id: 'fleet:git:clone',
    description:
      'Reads a branch of a repository into the workspace, from a Git server of which Backstage has no integration. Links are left out. Only from remotes that the operator allows, with the credentials that are configured.',
    examples: cloneExamples,
    // It only reads.
    supportsDryRun: true,
    schema: {
      input: {
        remoteUrl: z =>
          z
            .string()
            .describe(
              'The address of the repository over HTTPS, without credentials.',
            ),
        base: z => z.string().describe('The branch that is read.'),
        repository: z => z.string().describe(PLACE_WORDS.repository).optional(),
      },
      output: {
        commit: z => z.string().describe('The commit that the branch is at.'),
      },
    },
    async handler(ctx) {
      const { remoteUrl } = ctx.input;
      const base = checkBranch('base', ctx.input.base);
      const { url, remote } = remoteOf(remotes, remoteUrl);
      const dir = resolveSafeChildPath(
        ctx.workspacePath,
        ctx.input.repository ?? PLACES.repository,
      );
      const there = await readdir(dir).catch(() => []);
      if (there.length > 0) {
        throw new ConflictError(
          `The folder '${
            ctx.input.repository ?? PLACES.repository
          }' of the workspace has files already. Name another for the repository.`,
        );
      }
      await fromRemote(
        `read the branch '${base}' of '${url}'`,
        git.clone({
          ...connectionOf(url, remote),
          dir,
          ref: base,
          singleBranch: true,
          depth: 1,
          noTags: true,
          noCheckout: true,
        }),
      );
      const commit = await git.resolveRef({ fs, dir, ref: 'HEAD' });
      await checkOut(dir, commit);
      ctx.logger.info(`Read: ${url} at ${commit}`);
      ctx.output('commit', commit);
    },
  });
}

import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { checkBranch } from '../git';
import { findPullRequest, type Hosts } from '../hosts';
import { findExamples } from './release.examples';

/** `fleet:git:find-pull-request`: whether a branch has one already. */
export function createGitFindPullRequestAction(hosts: Hosts) {
  return createTemplateAction({
    id: 'fleet:git:find-pull-request',
    description:
      'Looks for the pull request that a branch of a repository has already, on GitHub, GitLab, Gitea, Bitbucket or Azure DevOps, with the credentials of the integration. Pull requests of forks do not count.',
    examples: findExamples,
    // It only reads.
    supportsDryRun: true,
    schema: {
      input: {
        repoUrl: z =>
          z
            .string()
            .describe(
              "The repository: 'github.com?owner=platform&repo=config'.",
            ),
        branch: z => z.string().describe('The branch that is to be merged.'),
        base: z => z.string().describe('The branch that it goes into.'),
        optional: z =>
          z
            .boolean()
            .describe(
              'Goes on where the host does not answer: for what is only nice to know. False by default.',
            )
            .optional(),
      },
      output: {
        open: z => z.boolean().describe('Whether one is open.'),
        url: z =>
          z
            .string()
            .describe('Its address; else that of the one merged last.')
            .optional(),
        headCommit: z =>
          z
            .string()
            .describe('The commit that its branch is at, where it is told.')
            .optional(),
      },
    },
    async handler(ctx) {
      const branch = checkBranch('branch', ctx.input.branch);
      const target = checkBranch('base', ctx.input.base);
      const { repoUrl, optional = false } = ctx.input;
      let found;
      try {
        found = await findPullRequest(
          hosts,
          { repoUrl, branch, target },
          ctx.signal,
        );
      } catch (error) {
        if (!optional || ctx.signal?.aborted) throw error;
        ctx.logger.warn((error as Error).message);
      }
      ctx.logger.info(
        found
          ? `The branch '${branch}' has a pull request that is ${found.state}: ${found.url}`
          : `No pull request of the branch '${branch}' is known.`,
      );
      ctx.output('open', found?.state === 'open');
      if (found) ctx.output('url', found.url);
      if (found?.headCommit) ctx.output('headCommit', found.headCommit);
    },
  });
}

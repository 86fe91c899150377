import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { checkBranch, filesBelow } from '../git';
import { giteaPullRequest, type Hosts } from '../hosts';
import { PLACES, PLACE_WORDS } from './places';
import { oneLine } from './pullRequestWords';
import { giteaExamples } from './release.examples';

/** `fleet:gitea:pull-request`: what changes, as a pull request on Gitea. */
export function createGiteaPullRequestAction(hosts: Hosts) {
  return createTemplateAction({
    id: 'fleet:gitea:pull-request',
    description:
      'Opens a pull request of what changes on Gitea (1.20 and later) or Forgejo, with the credentials of the integration, or finds the one that the branch has. A branch that is there is never overwritten.',
    examples: giteaExamples,
    // A dry run looks at the files, and opens nothing.
    supportsDryRun: true,
    schema: {
      input: {
        repoUrl: z =>
          z
            .string()
            .describe(
              "The repository: 'gitea.example?owner=platform&repo=config'.",
            ),
        targetBranchName: z =>
          z.string().describe('The branch that it goes into.'),
        branchName: z => z.string().describe('The branch that is made.'),
        title: z => z.string().describe('What it is called.'),
        description: z =>
          z.string().describe('What its reviewers read, in Markdown.'),
        commitMessage: z =>
          z
            .string()
            .describe('The message of the commit; the title by default.')
            .optional(),
        sourcePath: z => z.string().describe(PLACE_WORDS.changes).optional(),
      },
      output: {
        remoteUrl: z =>
          z.string().describe('Its address; absent in a dry run.').optional(),
        opened: z =>
          z.boolean().describe('Whether it was opened now, and not found.'),
      },
    },
    async handler(ctx) {
      const { repoUrl, title, description, commitMessage } = ctx.input;
      const branch = checkBranch('branchName', ctx.input.branchName);
      const target = checkBranch(
        'targetBranchName',
        ctx.input.targetBranchName,
      );
      const folder = ctx.input.sourcePath ?? PLACES.changes;
      const files = await filesBelow(
        resolveSafeChildPath(ctx.workspacePath, folder),
      );
      if (files.size === 0) {
        throw new InputError(
          `The folder '${folder}' of the workspace has no files: there is nothing to open a pull request of.`,
        );
      }
      if (ctx.isDryRun) {
        ctx.logger.info(
          `A dry run opens nothing. It would be a pull request of ${files.size} files from '${branch}' to '${target}'.`,
        );
        ctx.output('opened', false);
        return;
      }
      const { url, isNew } = await giteaPullRequest(
        hosts,
        {
          repoUrl,
          branch,
          target,
          title: oneLine(title),
          description,
          message: commitMessage ?? oneLine(title),
          files,
        },
        ctx.signal,
      );
      ctx.logger.info(`${isNew ? 'Opened' : 'It was there already'}: ${url}`);
      ctx.output('remoteUrl', url);
      ctx.output('opened', isNew);
    },
  });
}

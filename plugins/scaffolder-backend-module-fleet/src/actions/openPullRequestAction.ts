import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import {
  createTemplateAction,
  type TemplateExample,
} from '@backstage/plugin-scaffolder-node';
import { checkBranch, filesBelow } from '../git';
import { openOnce, type Hosts, type Opening } from '../hosts';
import { PLACES, PLACE_WORDS } from './places';
import { oneLine } from './pullRequestWords';

/** An action that opens a pull request of what changes, on a host for which Backstage has none. */
export function openPullRequestAction(
  hosts: Hosts,
  own: {
    id: string;
    description: string;
    examples: TemplateExample[];
    opening: Opening;
    /** As `repoUrl` is there. */
    repoUrl: string;
  },
) {
  return createTemplateAction({
    id: own.id,
    description: own.description,
    examples: own.examples,
    // A dry run looks at the files, and opens nothing.
    supportsDryRun: true,
    schema: {
      input: {
        repoUrl: z => z.string().describe(`The repository: '${own.repoUrl}'.`),
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
        filesToDelete: z =>
          z
            .array(z.string())
            .describe(
              'Files that are deleted, from the root of the repository.',
            )
            .optional(),
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
      const deleted = (ctx.input.filesToDelete ?? []).map(checkPath);
      if (files.size + deleted.length === 0) {
        throw new InputError(
          `The folder '${folder}' of the workspace has no files: there is nothing to open a pull request of.`,
        );
      }
      if (ctx.isDryRun) {
        ctx.logger.info(
          `A dry run opens nothing. It would be a pull request of ${
            files.size + deleted.length
          } files from '${branch}' to '${target}'.`,
        );
        ctx.output('opened', false);
        return;
      }
      const { url, isNew } = await openOnce(
        hosts,
        own.opening,
        {
          repoUrl,
          branch,
          target,
          title: oneLine(title),
          description,
          message: commitMessage ?? oneLine(title),
          files,
          deleted,
        },
        ctx.signal,
      );
      ctx.logger.info(`${isNew ? 'Opened' : 'It was there already'}: ${url}`);
      ctx.output('remoteUrl', url);
      ctx.output('opened', isNew);
    },
  });
}

/** @throws InputError where it leads out of the repository, or into what is Git's own */
function checkPath(file: string): string {
  const steps = file.split('/');
  if (
    steps.some(
      step =>
        ['', '.', '..'].includes(step) ||
        step.toLocaleLowerCase('en-US') === '.git',
    )
  ) {
    throw new InputError(
      `'${file}' is no path of a file from the root of the repository.`,
    );
  }
  return file;
}

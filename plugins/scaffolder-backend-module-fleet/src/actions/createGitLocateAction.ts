import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { checkBranch } from '../git';
import { HOST_KINDS, readRepoUrl, treeUrlOf, type Hosts } from '../hosts';
import { locateExamples } from './release.examples';

/** `fleet:git:locate`: where a folder of a repository is read, on whichever host that is. */
export function createGitLocateAction(hosts: Hosts) {
  return createTemplateAction({
    id: 'fleet:git:locate',
    description:
      "Says where 'fetch:plain' reads a folder of a repository on GitHub, GitLab, Gitea, Bitbucket or Azure DevOps. Fails where the repository is of another kind of host than was chosen.",
    examples: locateExamples,
    // It only says.
    supportsDryRun: true,
    schema: {
      input: {
        repoUrl: z =>
          z
            .string()
            .describe(
              "The repository: 'github.com?owner=platform&repo=config'.",
            ),
        kind: z =>
          z.enum(HOST_KINDS).describe('The kind of host that was chosen.'),
        base: z => z.string().describe('The branch that is read.'),
        path: z =>
          z
            .string()
            .describe(
              'The folder, from the root of the repository; all of it where it is empty.',
            )
            .optional(),
      },
      output: {
        treeUrl: z => z.string().describe("As 'fetch:plain' takes it."),
      },
    },
    async handler(ctx) {
      const { repoUrl, kind, path = '' } = ctx.input;
      const branch = checkBranch('base', ctx.input.base);
      const place = readRepoUrl(hosts, repoUrl);
      if (place.kind !== kind) {
        throw new InputError(
          `The repository is of ${place.kind}, and ${kind} was chosen. Choose the host that the repository is on.`,
        );
      }
      const treeUrl = treeUrlOf(place.kind, { ...place, branch, path });
      ctx.logger.info(`It is read from ${treeUrl}`);
      ctx.output('treeUrl', treeUrl);
    },
  });
}

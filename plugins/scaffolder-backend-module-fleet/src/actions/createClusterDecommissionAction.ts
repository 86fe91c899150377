import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { checkFolder, checkLabel } from '../clusters';
import {
  askOccupancy,
  checkConfirmed,
  removeCluster,
  type Occupancy,
} from '../decommission';
import type { FleetAsker } from '../fleet/askFleet';
import { Changes } from '../workspace';
import { examples } from './clusterDecommission.examples';
import { decommissionWords } from './decommissionWords';
import { finish } from './finish';
import { OUTPUT_WORDS, PLACES, PLACE_WORDS } from './places';

/** `fleet:cluster:decommission`: takes a cluster out of the files of a repository. */
export function createClusterDecommissionAction(asker: FleetAsker) {
  return createTemplateAction({
    id: 'fleet:cluster:decommission',
    description:
      'Takes a cluster out of the files of a repository: what registers it, its folder, its overlays, its places and its Resource. Refused while instances of components run on it; where the fleet does not know, and where machines are deleted, only with a confirmation. What others share stays.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        name: z =>
          z.string().describe("What the cluster is called: 'prod-euw1-a'."),
        path: z =>
          z
            .string()
            .describe(
              "The folder of the repository, from its root, that has 'clusters', 'catalog', 'infrastructure' and 'apps', and the places of the cluster. The root by default.",
            )
            .optional(),
        clusterId: z =>
          z
            .string()
            .describe(
              "Its id in Fleet, where neither its Resource nor its name says which cluster it is. It stands in the address of the cluster's page.",
            )
            .optional(),
        confirm: z =>
          z
            .string()
            .describe(
              "The cluster's name once more: needed where the fleet does not know whether something runs on it.",
            )
            .optional(),
        reason: z =>
          z
            .string()
            .describe(
              'Why it goes, for the pull request. Needed where the name has to be confirmed.',
            )
            .optional(),
        confirmMachines: z =>
          z
            .string()
            .describe(
              "'delete NAME': needed where removing it deletes machines, as with Cluster API.",
            )
            .optional(),
        repository: z => z.string().describe(PLACE_WORDS.repository).optional(),
        changes: z => z.string().describe(PLACE_WORDS.changes).optional(),
        deletions: z => z.string().describe(PLACE_WORDS.deletions).optional(),
      },
      output: {
        changed: z => z.boolean().describe(OUTPUT_WORDS.changed),
        written: z => z.array(z.string()).describe(OUTPUT_WORDS.written),
        deleted: z => z.array(z.string()).describe(OUTPUT_WORDS.deleted),
        title: z => z.string().describe(OUTPUT_WORDS.title),
        description: z => z.string().describe(OUTPUT_WORDS.description),
        branch: z => z.string().describe(OUTPUT_WORDS.branch),
        moves: z =>
          z
            .array(z.object({ from: z.string(), to: z.string() }))
            .describe(OUTPUT_WORDS.moves),
        summary: z => z.string().describe(OUTPUT_WORDS.summary),
      },
    },
    async handler(ctx) {
      const { input } = ctx;
      const folder = checkFolder(input.path ?? '');
      const name = checkLabel('name', input.name);
      const changes = new Changes({
        workspace: ctx.workspacePath,
        repository: input.repository ?? PLACES.repository,
        changes: input.changes ?? PLACES.changes,
        deletions: input.deletions ?? PLACES.deletions,
      });
      const removal = await removeCluster(changes, folder, name);
      let occupancy: Occupancy | undefined;
      if (removal.removed.length > 0) {
        const id = idOf(name, input.clusterId || undefined, removal.clusterId);
        occupancy = await askOccupancy(asker, ctx, {
          name,
          id,
          server: removal.server,
          isOfResource: id !== undefined && id === removal.clusterId,
        });
        checkConfirmed(name, occupancy, removal.machines, input);
      } else {
        removal.left.unshift(
          `Nothing of '${name}' was found to remove. If it was taken out before, that is all; whether it ever was here under this name is not known.`,
        );
      }
      const files = await changes.save();
      finish(ctx, {
        files,
        notes: [...removal.removed, ...removal.left, ...removal.missing],
        words: decommissionWords(name, folder, removal, {
          occupancy,
          reason: input.reason,
          by: ctx.user?.ref,
        }),
      });
    },
  });
}

/** @throws InputError where somebody wrote another id than the Resource has */
function idOf(
  name: string,
  given: string | undefined,
  own: string | undefined,
): string | undefined {
  if (given !== undefined && own !== undefined && given !== own) {
    throw new InputError(
      `'clusterId' is ${JSON.stringify(
        given.slice(0, 100),
      )}, and the Resource of '${name}' says ${JSON.stringify(
        own.slice(0, 100),
      )}. Leave it out, or correct the Resource.`,
    );
  }
  return own ?? given;
}

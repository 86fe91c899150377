import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { AllowedPaths } from '../allowed';
import { adoptDrift, checkEpisodeId, checkMayBeAdopted } from '../drift';
import { askFleet, type FleetAsker } from '../fleet/askFleet';
import { Changes } from '../workspace';
import { examples } from './driftAdopt.examples';
import { driftWords } from './driftWords';
import { finish } from './finish';
import { OUTPUT_WORDS, PLACES, PLACE_WORDS } from './places';

/** `fleet:drift:adopt`: has Git say what is live. */
export function createDriftAdoptAction(
  asker: FleetAsker,
  allowed: AllowedPaths,
) {
  return createTemplateAction({
    id: 'fleet:drift:adopt',
    description:
      'Writes the live values of a resource that drifts into the files that its delivery applies, where they are allowed and it is certain what sets them. Comments and all else stay as they are.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        episodeId: z => z.string().describe('The id of the drift.'),
        paths: z =>
          z
            .array(z.string())
            .max(100)
            .describe(
              'Which of the paths that differ, as the page of the drift has them; all that are allowed where none are named. Where some are named and one cannot be written, nothing is.',
            )
            .optional(),
        path: z =>
          z
            .string()
            .describe(
              `${PLACE_WORDS.path} The path that the delivery itself applies, where it is absent.`,
            )
            .optional(),
        repository: z => z.string().describe(PLACE_WORDS.repository).optional(),
        changes: z => z.string().describe(PLACE_WORDS.changes).optional(),
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
        skipped: z =>
          z
            .array(z.object({ path: z.string(), because: z.string() }))
            .describe('What differs and is not written, and why.'),
      },
    },
    async handler(ctx) {
      const id = checkEpisodeId(ctx.input.episodeId);
      const changes = new Changes({
        workspace: ctx.workspacePath,
        repository: ctx.input.repository ?? PLACES.repository,
        changes: ctx.input.changes ?? PLACES.changes,
        deletions: PLACES.deletions,
      });
      const detail = await askFleet(
        asker,
        ctx,
        `read the drift '${id}'`,
        (fleet, options) => fleet.getDriftEpisode(id, options),
      );
      checkMayBeAdopted(detail);
      // A form that was left empty sends an empty text, or an empty list.
      const folder = ctx.input.path || detail.source?.path;
      if (!folder) {
        throw new InputError(
          `It is not known from which folder the delivery of '${id}' is. Name it as 'path'.`,
        );
      }
      const paths = ctx.input.paths?.filter(Boolean);
      const adopted = await adoptDrift({
        detail,
        changes,
        folder,
        allowed,
        ...(paths?.length ? { paths } : {}),
      });
      const files = await changes.save();
      finish(ctx, {
        files,
        notes: [
          ...adopted.notes,
          ...adopted.skipped.map(
            ({ path, because }) => `Not ${path}: ${because}`,
          ),
        ],
        words: driftWords(detail, folder, adopted),
      });
      ctx.output('skipped', adopted.skipped);
    },
  });
}

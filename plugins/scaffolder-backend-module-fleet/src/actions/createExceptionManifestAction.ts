import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  checkExceptionId,
  checkMayBeWritten,
  writeManifests,
} from '../exceptions';
import { askFleet, type FleetAsker } from '../fleet/askFleet';
import { Changes } from '../workspace';
import { examples } from './exceptionManifest.examples';
import { finish } from './finish';
import { OUTPUT_WORDS, PLACES, PLACE_WORDS } from './places';
import { exceptionWords } from './pullRequestWords';

/** `fleet:exception:manifest`: what makes engines apply an exception, as files. */
export function createExceptionManifestAction(asker: FleetAsker) {
  return createTemplateAction({
    id: 'fleet:exception:manifest',
    description:
      'Writes what makes policy engines apply an exception that is approved in the ledger of Fleet: an object of Kyverno as a file, or lines of a constraint of Gatekeeper that the repository has.',
    examples,
    // The ledger is read, and files are written into the workspace, which a dry run throws away.
    supportsDryRun: true,
    schema: {
      input: {
        exceptionId: z => z.string().describe('The id of the exception.'),
        path: z => z.string().describe(PLACE_WORDS.path),
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
      },
    },
    async handler(ctx) {
      const id = checkExceptionId(ctx.input.exceptionId);
      const changes = new Changes({
        workspace: ctx.workspacePath,
        repository: ctx.input.repository ?? PLACES.repository,
        changes: ctx.input.changes ?? PLACES.changes,
        deletions: PLACES.deletions,
      });
      const exception = await askFleet(
        asker,
        ctx,
        `read the exception '${id}'`,
        (fleet, options) => fleet.getException(id, options),
      );
      checkMayBeWritten(exception);
      const notes = await writeManifests(exception, changes, ctx.input.path);
      const files = await changes.save();
      finish(ctx, {
        files,
        notes,
        words: exceptionWords(exception, 'applies', ctx.input.path, {
          files,
          notes,
        }),
      });
    },
  });
}

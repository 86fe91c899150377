import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { AllowedPaths } from '../allowed';
import { checkEdit, EDITS, editManifests } from '../manifests';
import { Changes } from '../workspace';
import { finish } from './finish';
import { examples } from './manifestEdit.examples';
import { manifestWords } from './manifestWords';
import { OUTPUT_WORDS, PLACES, PLACE_WORDS } from './places';

const NAMES = EDITS.map(({ name }) => name) as [string, ...string[]];

/** What kinds there are, with what each takes. */
const KINDS = EDITS.map(({ name, schema }) => {
  const {
    edit,
    file: _,
    ...own
  } = schema.shape as Record<
    string,
    { description?: string; isOptional(): boolean }
  >;
  const fields = Object.entries(own).map(
    ([key, field]) =>
      `${key}${field.isOptional() ? '?' : ''}: ${field.description ?? ''}`,
  );
  return `${name}: ${edit.description} ${fields.join(' ')}`;
}).join('\n\n');

/** `fleet:manifest:edit`: says another version, or another value, in the files of a delivery. */
export function createManifestEditAction(allowed: AllowedPaths) {
  return createTemplateAction({
    id: 'fleet:manifest:edit',
    description:
      'Sets images, versions, revisions and values in the files that deliver a component: kustomizations, values of charts, and objects of Flux, Argo CD, Rancher Fleet, Karmada and Open Cluster Management. Comments and all else stay as they are; what is ambiguous is refused.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        edits: z =>
          z
            .array(
              z
                .object({
                  edit: z.enum(NAMES).describe(KINDS),
                  file: z
                    .string()
                    .describe('The file, from the root of the repository.'),
                })
                // What else it has is of its kind.
                .passthrough(),
            )
            .min(1)
            .max(50)
            .describe(
              'What is to be changed, one after the other. Where one cannot be done, none is.',
            ),
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
      const edits = ctx.input.edits.map(checkEdit);
      const changes = new Changes({
        workspace: ctx.workspacePath,
        repository: ctx.input.repository ?? PLACES.repository,
        changes: ctx.input.changes ?? PLACES.changes,
        deletions: PLACES.deletions,
      });
      const edited = await editManifests(edits, changes, allowed);
      const files = await changes.save();
      finish(ctx, {
        files,
        notes: edited.notes,
        words: manifestWords(edits, edited),
      });
    },
  });
}

import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { checkResources, WORKLOAD_KINDS, writeResources } from '../resources';
import { Changes } from '../workspace';
import { branchOf } from './branchOf';
import { finish } from './finish';
import { OUTPUT_WORDS, PLACES, PLACE_WORDS } from './places';
import { list, oneLine } from './pullRequestWords';
import { examples } from './resourcesPatch.examples';

/** RFC 1123, as names of objects are. */
const NAME = /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/;

/** `fleet:resources:patch`: what containers of a workload ask for, as a change of files. */
export function createResourcesPatchAction() {
  return createTemplateAction({
    id: 'fleet:resources:patch',
    description:
      'Changes what the containers of a workload ask for: in the patch or the workload that the repository has, else in a new strategic merge patch.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        workload: z =>
          z
            .object({
              kind: z.enum(WORKLOAD_KINDS),
              namespace: z.string().regex(NAME).optional(),
              name: z.string().regex(NAME),
            })
            .describe('The workload, as Kubernetes names it.'),
        containers: z =>
          z
            .array(
              z.object({
                name: z.string(),
                requests: z
                  .object({
                    cpu: z.string().optional(),
                    memory: z.string().optional(),
                  })
                  .optional(),
                limits: z
                  .object({
                    cpu: z.string().optional(),
                    memory: z.string().optional(),
                  })
                  .optional(),
              }),
            )
            .min(1)
            .describe(
              "What its containers ask for from now on, as in '250m' and '512Mi'. What is not named stays.",
            ),
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
      const { workload, path } = ctx.input;
      // A form that was left empty sends empty texts.
      const containers = ctx.input.containers.map(
        ({ name, requests, limits }) => ({
          name,
          requests: withoutEmpty(requests),
          limits: withoutEmpty(limits),
        }),
      );
      checkResources(containers);
      const changes = new Changes({
        workspace: ctx.workspacePath,
        repository: ctx.input.repository ?? PLACES.repository,
        changes: ctx.input.changes ?? PLACES.changes,
        deletions: PLACES.deletions,
      });
      const notes = await writeResources(workload, containers, changes, path);
      const files = await changes.save();
      const { kind, namespace, name } = workload;
      finish(ctx, {
        files,
        notes,
        words: {
          branch: branchOf(['resources', namespace ?? '', kind, name], path, [
            namespace ?? '',
            kind,
            name,
            JSON.stringify(containers),
          ]),
          title: oneLine(`Resources of ${kind} ${name}`),
          description: list([
            ...notes,
            ...containers.map(
              each =>
                `Container '${each.name}': ${wordsOf(
                  'requests',
                  each.requests,
                )}${wordsOf('limits', each.limits)}`,
            ),
          ]),
        },
      });
    },
  });
}

type Amounts = { cpu?: string; memory?: string };

function withoutEmpty(amounts: Amounts | undefined): Amounts | undefined {
  const entries = Object.entries(amounts ?? {}).filter(
    ([, amount]) => amount !== '' && amount !== undefined,
  );
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

function wordsOf(what: string, amounts: Amounts | undefined): string {
  if (!amounts) return '';
  const { cpu, memory } = amounts;
  return `${what} ${[cpu && `cpu ${cpu}`, memory && `memory ${memory}`]
    .filter(Boolean)
    .join(', ')}. `;
}

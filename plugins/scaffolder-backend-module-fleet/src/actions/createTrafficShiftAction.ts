import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { AllowedPaths } from '../allowed';
import { checkFolder } from '../clusters';
import type { FleetAsker } from '../fleet/askFleet';
import {
  checkName,
  checkProof,
  checkShift,
  checkStep,
  handOn,
  MARKS,
  MAXIMUM_STEP,
  planShift,
  PROOFS,
  readProof,
  readRoutes,
  TRAFFIC,
  wantedProof,
  writeShift,
} from '../traffic';
import { Changes } from '../workspace';
import { finish } from './finish';
import { OUTPUT_WORDS, PLACES, PLACE_WORDS } from './places';
import { examples } from './trafficShift.examples';
import { handOnWords, shiftWords } from './trafficWords';

/** `fleet:traffic:shift`: moves traffic from one to others, and before that who writes. */
export function createTrafficShiftAction(
  asker: FleetAsker,
  allowed: AllowedPaths,
) {
  return createTemplateAction({
    id: 'fleet:traffic:shift',
    description:
      'Moves traffic from one cluster, Service, subset or locality to others, by the weights that k8gb, ExternalDNS, the Gateway API, SMI or Istio go by. What is not named keeps its share. Where one cluster writes, that is handed on first, by a change of its own; the traffic moves only when the fleet shows that this arrived.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        traffic: z => z.enum(TRAFFIC).describe('What shares the traffic.'),
        path: z =>
          z
            .string()
            .describe(`${PLACE_WORDS.path} The root by default.`)
            .optional(),
        name: z =>
          z
            .string()
            .describe(
              "The name of the object that shares the traffic; with 'external-dns' the name of the host, as in 'shop.example.com'.",
            ),
        namespace: z =>
          z
            .string()
            .describe('Its namespace, where several have the name.')
            .optional(),
        all: z =>
          z
            .boolean()
            .describe(
              "Whether all that have the name are meant, each cluster's say. With 'k8gb' and 'external-dns' they always are.",
            )
            .optional(),
        from: z =>
          z
            .string()
            .describe(
              "What gives traffic: a geo tag, a set identifier, a backend, 'HOST/SUBSET' or a locality.",
            ),
        to: z =>
          z
            .array(
              z
                .object({
                  name: z.string().describe('What gets traffic.'),
                  percent: z
                    .number()
                    .int()
                    .min(0)
                    .max(100)
                    .describe(
                      "The share of all traffic that it has afterwards. All that 'from' has goes to it where there is none.",
                    )
                    .optional(),
                })
                .strict(),
            )
            .min(1)
            .max(20)
            .describe('What gets it. There already, it is not added.'),
        maximumStep: z =>
          z
            .number()
            .min(1)
            .max(100)
            .describe(
              `How many per cent of the traffic may move at once without being confirmed. ${MAXIMUM_STEP} by default.`,
            )
            .optional(),
        confirm: z =>
          z
            .string()
            .describe(
              "The name that is in 'to', written once more: more may move at once then. Several with ', ' between them.",
            )
            .optional(),
        writer: z =>
          z
            .object({
              in: z
                .enum(MARKS)
                .describe(
                  "What says in Git who writes: 'spec.holderIdentity' of a Lease, a key of a ConfigMap, an annotation, or a value of a chart.",
                ),
              file: z
                .string()
                .describe('The file, from the root of the repository.'),
              kind: z
                .string()
                .describe(
                  "Of an annotation: the kind of the object with its group, as in 'StatefulSet.apps'.",
                )
                .optional(),
              name: z
                .string()
                .describe('The object, where the file has several.')
                .optional(),
              namespace: z
                .string()
                .describe('Its namespace, where that is not enough.')
                .optional(),
              key: z
                .string()
                .describe(
                  "The key of the ConfigMap or the annotation; the path of the value, as in 'database.writer'.",
                )
                .optional(),
              from: z
                .string()
                .describe("Who writes now; as 'from' by default.")
                .optional(),
              to: z
                .string()
                .describe("Who writes then; as the first of 'to' by default.")
                .optional(),
            })
            .strict()
            .describe(
              'Who writes, where only one may. As long as Git names another, only that is changed; run again, the traffic moves.',
            )
            .optional(),
        proof: z =>
          z
            .object({
              by: z
                .enum(PROOFS)
                .describe(
                  "'lease': the fleet sees a Lease held by the new writer. 'deliveries': the deliveries of the component on all clusters applied the commit that was fetched. 'none': nothing would show it.",
                ),
              cluster: z
                .string()
                .describe('Of a Lease: the cluster that has it.')
                .optional(),
              namespace: z.string().describe('Of a Lease.').optional(),
              name: z.string().describe('Of a Lease.').optional(),
              component: z
                .string()
                .describe("Of deliveries: 'component:default/shop'.")
                .optional(),
              clusters: z
                .array(z.string())
                .max(50)
                .describe(
                  'Of deliveries: the clusters that wrote and that write, by name or id.',
                )
                .optional(),
              revision: z
                .string()
                .describe(
                  "Of deliveries: the commit that was fetched, as 'fleet:git:clone' hands it out.",
                )
                .optional(),
            })
            .strict()
            .describe(
              "What shows that the writer was handed on. Needed with 'writer'.",
            )
            .optional(),
        withoutProof: z =>
          z
            .object({
              reason: z
                .string()
                .max(1000)
                .describe('Why it cannot wait: it is in the pull request.'),
              confirm: z
                .string()
                .describe("The name that is in 'to', written once more."),
            })
            .strict()
            .describe(
              'Where nothing shows who writes: that two may write at once is accepted. What is shown not to be handed on yet is refused all the same.',
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
        step: z =>
          z
            .enum(['hand-on', 'move', 'none'])
            .describe(
              'Which change it is: the writer is handed on, the traffic moves, or nothing is left to do.',
            ),
        shares: z =>
          z
            .array(
              z.object({
                file: z.string(),
                at: z.string(),
                name: z.string(),
                before: z.number(),
                after: z.number(),
              }),
            )
            .describe(
              'What each has of the traffic before and after, in per cent: once all steps are merged.',
            ),
      },
    },
    async handler(ctx) {
      const { input } = ctx;
      // A form that was left empty sends empty texts.
      const folder = checkFolder(input.path ?? '');
      const shift = checkShift({ from: input.from, to: input.to });
      const which = {
        traffic: input.traffic,
        folder,
        name: checkName('name', input.name),
        ...(input.namespace
          ? { namespace: checkName('namespace', input.namespace) }
          : {}),
        all: input.all ?? false,
      };
      const [{ name: to }] = shift.to;
      const mark = input.writer && {
        ...input.writer,
        from: input.writer.from || shift.from,
        to: input.writer.to || to,
      };
      const wanted = mark && wantedProof(input.proof);
      const changes = new Changes({
        workspace: ctx.workspacePath,
        repository: input.repository ?? PLACES.repository,
        changes: input.changes ?? PLACES.changes,
        deletions: PLACES.deletions,
      });
      const { routes, notes } = await readRoutes(which, changes);
      // What could not be moved afterwards is refused before a writer is handed on for it.
      const planned = planShift(routes, shift);
      const { maximumStep = MAXIMUM_STEP, confirm } = input;
      checkStep(planned.shares, shift, { maximumStep, confirm });
      ctx.output('shares', planned.shares);
      const handed = mark && (await handOn(mark, changes, allowed));
      if (mark && handed) {
        finish(ctx, {
          files: await changes.save(),
          notes: [],
          words: handOnWords(which, shift, mark, handed),
        });
        ctx.output('step', 'hand-on');
        return;
      }
      const isMoving = planned.writes.length > 0;
      const read =
        mark && wanted && isMoving
          ? await readProof(asker, ctx, wanted, mark)
          : undefined;
      const proof =
        read && checkProof(read, to, input.withoutProof, ctx.user?.ref);
      await changes.whole(() =>
        writeShift(which.traffic, planned, changes, allowed),
      );
      const all = [...(proof ? [proof] : []), ...notes, ...planned.notes];
      finish(ctx, {
        files: await changes.save(),
        notes: all,
        words: shiftWords(which, shift, planned.shares, {
          notes: all,
          // One that was not needed is no reason for anything.
          reason:
            read?.verdict === 'unknown'
              ? input.withoutProof?.reason
              : undefined,
        }),
      });
      ctx.output('step', isMoving ? 'move' : 'none');
    },
  });
}

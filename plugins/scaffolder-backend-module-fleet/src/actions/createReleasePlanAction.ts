import { ConflictError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { askFleet, type FleetAsker } from '../fleet/askFleet';
import { heldWords, planWords } from './planWords';
import { releasePlanExamples } from './release.examples';
import { whatGoesWhere } from './whatGoesWhere';

/** `fleet:release:plan`: what a promotion would do. */
export function createReleasePlanAction(asker: FleetAsker) {
  return createTemplateAction({
    id: 'fleet:release:plan',
    description:
      'Says what promoting a component from one stage to the next would do, and what holds it up. It changes nothing, and fails where it is not to be carried out.',
    examples: releasePlanExamples,
    // It only reads.
    supportsDryRun: true,
    schema: {
      input: {
        component: z =>
          z.string().describe("The component: 'component:default/checkout'."),
        from: z => z.string().describe('The stage that it comes from.'),
        to: z => z.string().describe('The stage that it goes to.'),
        allowHeld: z =>
          z
            .boolean()
            .describe(
              'Goes on as well where the plan is not to be carried out. False by default.',
            )
            .optional(),
      },
      output: {
        hash: z => z.string().describe('The hash of the plan.'),
        commit: z =>
          z
            .string()
            .describe('The commit that it is of; empty where none is known.'),
        mayMove: z => z.boolean().describe('Whether it may be asked for.'),
        because: z =>
          z.array(z.string()).describe('Why not, one sentence each.'),
        release: z => z.string().describe('The id of the release.').optional(),
        clusters: z =>
          z.number().describe('On how many clusters something changes.'),
        targets: z =>
          z
            .array(z.string())
            .describe(
              'The ids of the clusters that something new is to go to, as far as who asks may see them.',
            ),
        namespace: z =>
          z
            .string()
            .describe('Where it runs on them, if that is one and the same.')
            .optional(),
        images: z =>
          z
            .array(z.object({ repository: z.string(), digest: z.string() }))
            .describe("The release's images whose digests are known."),
        summary: z => z.string().describe('The plan, in Markdown.'),
      },
    },
    async handler(ctx) {
      const { component, from, to, allowHeld = false } = ctx.input;
      const plan = await askFleet(
        asker,
        ctx,
        `plan the promotion of '${component}' from '${from}' to '${to}'`,
        (fleet, options) =>
          fleet.getPromotionPlan({ component, from, to }, options),
        'person-or-fleet',
      );
      const because = heldWords(plan);
      const summary = planWords(plan);
      const clusters =
        plan.counts.new + plan.counts.changed + plan.counts.removed;
      for (const line of summary.split('\n')) {
        if (line.trim()) ctx.logger.info(line);
      }
      if (!plan.mayMove && !allowHeld) {
        throw new ConflictError(
          `'${component}' is not to be promoted from '${from}' to '${to}': ${because
            .slice(0, 5)
            .join('; ')}. Nothing was changed.`,
        );
      }
      ctx.output('hash', plan.hash);
      ctx.output('commit', plan.commit);
      ctx.output('mayMove', plan.mayMove);
      ctx.output('because', because);
      if (plan.release) ctx.output('release', plan.release.id);
      ctx.output('clusters', clusters);
      const { targets, namespace, images } = whatGoesWhere(plan);
      ctx.output('targets', targets);
      if (namespace) ctx.output('namespace', namespace);
      ctx.output('images', images);
      ctx.output('summary', summary);
    },
  });
}

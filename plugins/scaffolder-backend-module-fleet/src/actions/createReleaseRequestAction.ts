import { ConflictError, InputError } from '@backstage/errors';
import type { RootConfigService } from '@backstage/backend-plugin-api';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { askFleet, type FleetAsker } from '../fleet/askFleet';
import { pageOfPromotion } from './pageOfPromotion';
import { heldWords, planWords } from './planWords';
import { releaseRequestExamples } from './release.examples';

const LONGEST_REASON = 1000;

/** `fleet:release:request`: asks for a promotion, in the name of who started the task. */
export function createReleaseRequestAction(
  asker: FleetAsker,
  config: RootConfigService,
) {
  return createTemplateAction({
    id: 'fleet:release:request',
    description:
      'Asks for a component to be promoted from one stage to the next, by the plan as it is at that moment, in the name of the person who started the task. Nothing moves before the gates are open; the same release to the same stage is asked for once.',
    examples: releaseRequestExamples,
    // A dry run plans, and asks for nothing.
    supportsDryRun: true,
    schema: {
      input: {
        component: z =>
          z.string().describe("The component: 'component:default/checkout'."),
        from: z => z.string().describe('The stage that it comes from.'),
        to: z => z.string().describe('The stage that it goes to.'),
        hash: z =>
          z
            .string()
            .describe(
              'The hash of the plan that was looked at. Where the plan is another one by now, nothing is asked for.',
            )
            .optional(),
        reason: z =>
          z
            .string()
            .max(LONGEST_REASON)
            .describe('Why, for those who approve.')
            .optional(),
      },
      output: {
        promotion: z =>
          z
            .string()
            .describe('The id of the promotion; absent in a dry run.')
            .optional(),
        state: z =>
          z.string().describe('How far it is; absent in a dry run.').optional(),
        page: z => z.string().describe('Where it is shown.').optional(),
        summary: z =>
          z.string().describe('What happens, and what it waits for.'),
      },
    },
    async handler(ctx) {
      const { component, from, to, reason } = ctx.input;
      const plan = await askFleet(
        asker,
        ctx,
        `plan the promotion of '${component}' from '${from}' to '${to}'`,
        (fleet, options) =>
          fleet.getPromotionPlan({ component, from, to }, options),
      );
      if (ctx.input.hash && ctx.input.hash !== plan.hash) {
        throw new ConflictError(
          'The plan is another one by now. Look at it again, and ask for what it says then.',
        );
      }
      const words = planWords(plan);
      if (ctx.isDryRun) {
        ctx.logger.info(
          plan.mayMove
            ? 'A dry run asks for nothing. It would be asked for what the plan says.'
            : `A dry run asks for nothing. It would be refused: ${heldWords(
                plan,
              ).join('; ')}.`,
        );
        ctx.output('summary', words);
        return;
      }
      if (!plan.commit) {
        throw new InputError(
          `'${component}' is not to be promoted to '${to}': ${heldWords(
            plan,
          ).join('; ')}. Nothing was asked for.`,
        );
      }
      // Twice is once all the same: the fleet knows what is asked for already.
      const asked = await ctx.checkpoint({
        key: 'request',
        fn: () =>
          askFleet(
            asker,
            ctx,
            `ask for the promotion of '${component}' to '${to}'`,
            async (fleet, options) => {
              const { id, state, next } = await fleet.requestPromotion(
                {
                  component,
                  from,
                  to,
                  hash: plan.hash,
                  commit: plan.commit,
                  ...(reason?.trim() ? { reason: reason.trim() } : {}),
                },
                options,
              );
              return { id, state, next: next?.text ?? '' };
            },
          ),
      });
      ctx.logger.info(
        `Asked for the promotion '${asked.id}': it is ${asked.state}. ${asked.next}`,
      );
      ctx.output('promotion', asked.id);
      ctx.output('state', asked.state);
      const page = pageOfPromotion(config, asked.id);
      if (page) ctx.output('page', page);
      ctx.output(
        'summary',
        [
          `The promotion is asked for. Its id is ${asked.id}, and it is ${asked.state}. Its page shows what it waits for, and has it approved, stopped and rolled back.`,
          words,
        ].join('\n\n'),
      );
    },
  });
}

import type { RootConfigService } from '@backstage/backend-plugin-api';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { askFleet, type FleetAsker } from '../fleet/askFleet';
import { pageOfPromotion } from './pageOfPromotion';
import { oneLine, table } from './pullRequestWords';
import { releaseRequestRollbackExamples } from './release.examples';
import { RELEASE_WORDS } from './releaseInputWords';

/** `fleet:release:request-rollback`: has a promotion taken back, in the name of who started the task. */
export function createReleaseRequestRollbackAction(
  asker: FleetAsker,
  config: RootConfigService,
) {
  return createTemplateAction({
    id: 'fleet:release:request-rollback',
    description:
      'Asks for a promotion to be taken back, in the name of the person who started the task: each wave that something may have come to gets what it ran before. Where that was asked for already, nothing changes.',
    examples: releaseRequestRollbackExamples,
    // A dry run reads the promotion, and asks for nothing.
    supportsDryRun: true,
    schema: {
      input: {
        promotion: z => z.string().describe(RELEASE_WORDS.promotion),
        reason: z =>
          z
            .string()
            .min(1)
            .max(1000)
            .describe('Why it is taken back, for those who merge it.'),
      },
      output: {
        state: z => z.string().describe('How far the promotion is.'),
        waves: z =>
          z
            .array(z.string())
            .describe('The waves that something was proposed or moved on.'),
        page: z => z.string().describe('Where it is shown.').optional(),
        summary: z => z.string().describe('What is taken back.'),
      },
    },
    async handler(ctx) {
      const { promotion: id, reason } = ctx.input;
      let promotion = await askFleet(
        asker,
        ctx,
        `read the promotion '${id}'`,
        (fleet, options) => fleet.getPromotion(id, options),
      );
      if (promotion.rollback) {
        ctx.logger.info(
          `It was asked for already, by ${promotion.rollback.by}: nothing changes.`,
        );
      } else if (ctx.isDryRun) {
        ctx.logger.info(
          `A dry run asks for nothing. The promotion is ${promotion.state}; whether it would be accepted is not known.`,
        );
      } else {
        promotion = await askFleet(
          asker,
          ctx,
          `have the promotion '${id}' taken back`,
          (fleet, options) => fleet.rollBackPromotion(id, { reason }, options),
        );
        ctx.logger.info(`Asked for: the promotion is ${promotion.state}.`);
      }
      const waves = promotion.waves
        .filter(
          ({ changes, movingSince }) =>
            movingSince !== undefined ||
            changes.some(({ proposedAt }) => proposedAt !== undefined),
        )
        .map(({ key }) => key);
      const page = pageOfPromotion(config, id);
      ctx.output('state', promotion.state);
      ctx.output('waves', waves);
      if (page) ctx.output('page', page);
      ctx.output(
        'summary',
        [
          promotion.proposesBy === 'hand'
            ? 'Nothing proposes changes in Git by itself here: run this template once for each wave, with the wave.'
            : 'The portal proposes what takes it back by itself. The page of the promotion shows how far that is.',
          table([
            ['Promotion', id],
            ['Component', promotion.component],
            ['Stage', `${promotion.from} to ${promotion.to}`],
            ['State', promotion.state],
            ['Waves', waves.map(oneLine).join(', ') || 'none'],
          ]),
        ].join('\n\n'),
      );
    },
  });
}

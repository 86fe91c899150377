import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { PromotionChangeNoteRequest } from '@fleetview/backstage-plugin-fleet-common';
import { askFleet, type FleetAsker } from '../fleet/askFleet';
import { changesOf } from '../releases';
import { releaseNoteExamples } from './release.examples';
import { RELEASE_WORDS } from './releaseInputWords';

const COMMIT = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
// eslint-disable-next-line no-control-regex
const UNSEEN = /[\u0000-\u0020\u007f]/;

/** `fleet:release:note`: tells the fleet where what was proposed is. */
export function createReleaseNoteAction(asker: FleetAsker) {
  return createTemplateAction({
    id: 'fleet:release:note',
    description:
      'Tells the fleet where the changes of a wave are proposed: the pull request, or the branch. It is a claim: that they are merged, and what arrived, is learned from the clusters.',
    examples: releaseNoteExamples,
    // A dry run reads what would be noted, and notes nothing.
    supportsDryRun: true,
    schema: {
      input: {
        promotion: z => z.string().describe(RELEASE_WORDS.promotion),
        wave: z => z.string().describe(RELEASE_WORDS.wave),
        direction: z =>
          z.enum(['promote', 'roll-back']).describe(RELEASE_WORDS.direction),
        releaseRepository: z =>
          z.string().describe(RELEASE_WORDS.repository).optional(),
        reference: z =>
          z
            .string()
            .max(2048)
            .describe(
              "The address of the pull request; of plain Git 'repository@branch'. Needed, unless in a dry run.",
            )
            .optional(),
        headCommit: z =>
          z
            .string()
            .describe('The commit that the branch is at, where it is known.')
            .optional(),
        hash: z =>
          z
            .string()
            .describe(
              'The hash of the plan that it was written by; that of the promotion as it is now where absent.',
            )
            .optional(),
        commit: z => z.string().describe('The same of its commit.').optional(),
      },
      output: {
        noted: z => z.array(z.string()).describe('The keys of what was noted.'),
        reference: z => z.string().describe('Where people find it.').optional(),
      },
    },
    async handler(ctx) {
      const { promotion, wave, direction, releaseRepository } = ctx.input;
      const { answer, planned } = await changesOf(asker, ctx, {
        promotion,
        wave,
        direction,
        ...(releaseRepository ? { repository: releaseRepository } : {}),
      });
      const keys = planned.map(({ key }) => key);
      const { reference = '', headCommit } = ctx.input;
      if (ctx.isDryRun) {
        ctx.logger.info(
          `A dry run notes nothing. It would be noted of ${keys.length} changes where they are proposed.`,
        );
        ctx.output('noted', []);
        return;
      }
      if (!reference || UNSEEN.test(reference)) {
        throw new InputError(
          "'reference' is missing, or no address: no step before told where the change is proposed. Look for the branch in the repository, and run this again with its address.",
        );
      }
      for (const key of keys) {
        const note: PromotionChangeNoteRequest = {
          wave,
          key,
          hash: ctx.input.hash || answer.hash,
          commit: ctx.input.commit || answer.commit,
          reference,
          direction,
          ...(headCommit && COMMIT.test(headCommit) ? { headCommit } : {}),
        };
        await askFleet(
          asker,
          ctx,
          `note where a change of the wave '${wave}' is proposed`,
          async (fleet, options) => {
            try {
              await fleet.notePromotionChange(promotion, note, options);
            } catch (error) {
              // Where it moves already nothing is noted any more: that it is known is enough.
              const now = await fleet.getPromotionChanges(
                promotion,
                { wave, direction },
                options,
              );
              const known = now.changes.find(each => each.key === key);
              const isKnown =
                known?.reference === reference &&
                now.hash === note.hash &&
                now.commit === note.commit;
              if (!isKnown) throw error;
            }
          },
          'person-or-fleet',
        );
      }
      ctx.logger.info(`Noted: ${reference}`);
      ctx.output('noted', keys);
      ctx.output('reference', reference);
    },
  });
}

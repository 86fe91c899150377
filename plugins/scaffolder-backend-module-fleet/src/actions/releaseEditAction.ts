import type { RootConfigService } from '@backstage/backend-plugin-api';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import type { AllowedPaths } from '../allowed';
import { askFleet, type FleetAsker } from '../fleet/askFleet';
import { changesOf, checkMayGoOn, writeRelease } from '../releases';
import { Changes } from '../workspace';
import { finish } from './finish';
import { pageOfPromotion } from './pageOfPromotion';
import { OUTPUT_WORDS, PLACES, PLACE_WORDS } from './places';
import { RELEASE_WORDS } from './releaseInputWords';
import { releaseWords } from './releaseWords';

/** What both directions are made with. */
export type ReleaseEditOptions = {
  asker: FleetAsker;
  allowed: AllowedPaths;
  config: RootConfigService;
};

/** An action that writes what a wave of a promotion is to run, one way or the other. */
export function releaseEditAction(
  { asker, allowed, config }: ReleaseEditOptions,
  own: {
    id: string;
    description: string;
    examples: TemplateExample[];
    direction: 'promote' | 'roll-back';
  },
) {
  const { id, description, examples, direction } = own;
  return createTemplateAction({
    id,
    description,
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        promotion: z => z.string().describe(RELEASE_WORDS.promotion),
        wave: z => z.string().describe(RELEASE_WORDS.wave),
        releaseRepository: z =>
          z.string().describe(RELEASE_WORDS.repository).optional(),
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
        commitMessage: z => z.string().describe('A message for the commit.'),
        keys: z =>
          z
            .array(z.string())
            .describe('The keys of the changes, which are noted afterwards.'),
        hash: z => z.string().describe('The hash of the plan.'),
        commit: z => z.string().describe('The commit that the plan is of.'),
      },
    },
    async handler(ctx) {
      const { promotion, wave, releaseRepository } = ctx.input;
      const changes = new Changes({
        workspace: ctx.workspacePath,
        repository: ctx.input.repository ?? PLACES.repository,
        changes: ctx.input.changes ?? PLACES.changes,
        deletions: PLACES.deletions,
      });
      const part = await changesOf(asker, ctx, {
        promotion,
        wave,
        direction,
        ...(releaseRepository ? { repository: releaseRepository } : {}),
      });
      checkMayGoOn(part.answer, promotion);
      const whole = await askFleet(
        asker,
        ctx,
        `read the promotion '${promotion}'`,
        (fleet, options) => fleet.getPromotion(promotion, options),
        'person-or-fleet',
      );
      const edited = await writeRelease(part, changes, allowed);
      const files = await changes.save();
      const { commitMessage, ...words } = releaseWords(
        part,
        whole,
        edited,
        pageOfPromotion(config, part.answer.promotion),
      );
      finish(ctx, { files, notes: edited.notes, words });
      ctx.output('commitMessage', commitMessage);
      ctx.output(
        'keys',
        part.planned.map(({ key }) => key),
      );
      ctx.output('hash', part.answer.hash);
      ctx.output('commit', part.answer.commit);
    },
  });
}

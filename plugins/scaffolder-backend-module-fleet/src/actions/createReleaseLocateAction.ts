import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { FleetAsker } from '../fleet/askFleet';
import { checkBranch } from '../git';
import { HOST_KINDS, placeOf, type Hosts } from '../hosts';
import { changesOf, checkMayGoOn } from '../releases';
import { releaseLocateExamples } from './release.examples';
import { RELEASE_WORDS } from './releaseInputWords';

const USUAL = 'main';

/** `fleet:release:locate`: which repository a wave changes, and by which host that is done. */
export function createReleaseLocateAction(asker: FleetAsker, hosts: Hosts) {
  return createTemplateAction({
    id: 'fleet:release:locate',
    description:
      'Says which repository and branch a wave of a promotion changes, and by which host a pull request is opened there: that of the integration that is configured, else plain Git. Fails where the wave may not go on.',
    examples: releaseLocateExamples,
    // It only reads.
    supportsDryRun: true,
    schema: {
      input: {
        promotion: z => z.string().describe(RELEASE_WORDS.promotion),
        wave: z => z.string().describe(RELEASE_WORDS.wave),
        direction: z =>
          z.enum(['promote', 'roll-back']).describe(RELEASE_WORDS.direction),
        releaseRepository: z =>
          z.string().describe(RELEASE_WORDS.repository).optional(),
        base: z =>
          z
            .string()
            .describe(
              `The branch that is changed, where the deliveries follow none by name. '${USUAL}' by default.`,
            )
            .optional(),
      },
      output: {
        kind: z =>
          z
            .enum(HOST_KINDS)
            .describe("The host; 'git' where a branch is pushed."),
        base: z => z.string().describe('The branch that is changed.'),
        repoUrl: z =>
          z
            .string()
            .describe('As publish actions take it; empty of plain Git.'),
        treeUrl: z =>
          z.string().describe("As 'fetch:plain' takes it; empty of plain Git."),
        remoteUrl: z => z.string().describe("As 'fleet:git:clone' takes it."),
      },
    },
    async handler(ctx) {
      const { promotion, wave, direction, releaseRepository } = ctx.input;
      const part = await changesOf(asker, ctx, {
        promotion,
        wave,
        direction,
        ...(releaseRepository ? { repository: releaseRepository } : {}),
      });
      checkMayGoOn(part.answer, promotion);
      const { repository, planned } = part;
      if (!repository) {
        throw new InputError(
          `It is not known in which repository the wave '${wave}' is configured: its deliveries do not say. Change it by hand: ${planned
            .map(({ path }) => `'${path}'`)
            .join(', ')}.`,
        );
      }
      const branches = new Set(
        planned.flatMap(({ branch }) =>
          branch && branch !== 'HEAD' ? [branch] : [],
        ),
      );
      if (branches.size > 1) {
        throw new InputError(
          `The deliveries of the wave '${wave}' follow several branches of '${repository}': ${[
            ...branches,
          ].join(', ')}. Change them by hand.`,
        );
      }
      const [followed] = branches;
      const base = checkBranch('base', followed ?? (ctx.input.base || USUAL));
      const place = placeOf(hosts, repository, base);
      ctx.logger.info(
        `The branch '${base}' of '${place.remoteUrl}', by ${place.kind}${
          followed ? '' : ': the deliveries do not say which branch they follow'
        }`,
      );
      ctx.output('kind', place.kind);
      ctx.output('base', base);
      ctx.output('repoUrl', place.repoUrl);
      ctx.output('treeUrl', place.treeUrl);
      ctx.output('remoteUrl', place.remoteUrl);
    },
  });
}

import type { PromotionPlanAnswer } from '@fleetview/backstage-plugin-fleet-common';
import { list, table } from './pullRequestWords';

const HELD: Readonly<Record<string, string>> = {
  'not-next': 'the stage does not come after the other',
  'no-release': 'no release can be told of the stage that it is to come from',
  'no-target': 'no cluster is in the stage',
  'nothing-to-move': 'all is there already',
  'held-items': 'something of it may not move',
  'no-commit': 'it is not known from which commit the clusters are configured',
  'no-path': 'it is not known what to change in Git',
  'shared-path': 'what is changed in Git reaches other clusters as well',
};

/** Why a plan is held, as sentences. */
export function heldWords({
  because,
  problems,
  items,
}: PromotionPlanAnswer): string[] {
  return [
    ...because.map(each => HELD[each] ?? each),
    ...problems.map(({ cluster, text }) => `${cluster.name}: ${text}`),
    ...items
      .filter(({ mayMove, because: own }) => !mayMove && own.length > 0)
      .map(({ cluster, because: own }) => `${cluster.name}: ${own.join(', ')}`),
  ];
}

/** A plan in Markdown, for who started the task. */
export function planWords(plan: PromotionPlanAnswer): string {
  const { component, from, to, release, counts, changes, gates, next } = plan;
  return [
    plan.mayMove
      ? 'It may be asked for. What happens then:'
      : 'It is not to be carried out as it is:',
    table([
      ['Component', component],
      ['Stage', `${from} to ${to}`],
      ['Release', release?.id ?? 'none can be told'],
      ['Plan', `${plan.hash} at ${plan.commit || 'no known commit'}`],
      [
        'Clusters',
        `${counts.new} new, ${counts.changed} changed, ${counts.removed} removed, ${counts.unchanged} unchanged, ${counts.unknown} unknown`,
      ],
      [
        'Images',
        (release?.images ?? [])
          .map(
            ({ container, repository, tag, digest }) =>
              `${container}: ${repository}${tag ? `:${tag}` : ''}${
                digest ? `@${digest.slice(0, 19)}…` : ''
              }`,
          )
          .join('\n'),
      ],
      [
        'In Git',
        changes
          .map(({ repository, path, wave }) =>
            [wave, repository, path].filter(Boolean).join(' '),
          )
          .join('\n'),
      ],
      ['Approvals', `${plan.approvalsNeeded}, not by who asks`],
      ['Next', next.text],
    ]),
    list([
      ...heldWords(plan).map(each => `Held: ${each}`),
      ...(plan.limited?.length
        ? [`You may not see all that is of it (${plan.limited.join(', ')}).`]
        : []),
      ...gates.map(
        ({ kind, status, reason }) => `Gate ${kind}: ${status}. ${reason}`,
      ),
    ]),
  ]
    .filter(Boolean)
    .join('\n\n');
}

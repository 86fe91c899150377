import type { FleetPromotion } from '@fleetview/backstage-plugin-fleet-common';
import type { EditedFiles } from '../manifests';
import type { PartChanges } from '../releases';
import { branchOf } from './branchOf';
import { cut } from './cut';
import {
  list,
  oneLine,
  table,
  type PullRequestWords,
} from './pullRequestWords';
import { valueText } from './valueText';

/** Of a pull request that brings a release to a wave, or takes it back. */
export function releaseWords(
  { answer, repository, planned }: PartChanges,
  promotion: Pick<FleetPromotion, 'gates' | 'reason' | 'rollback'>,
  { changed, notes }: EditedFiles,
  page: string | undefined,
): PullRequestWords & { commitMessage: string } {
  const { component, from, to, wave, direction, version, release } = answer;
  const isBack = direction === 'roll-back';
  const name = component.split('/').at(-1) ?? component;
  const title = oneLine(
    isBack
      ? `Roll back ${name} on ${wave} to what ran before ${
          version ?? 'the release'
        }`
      : `Promote ${name} ${version ?? ''} to ${wave}`,
  );
  const clusters = [
    ...new Set(planned.flatMap(each => each.clusters.map(own => own.name))),
  ];
  const why = isBack ? promotion.rollback?.reason : promotion.reason;
  return {
    // The same images in the same files go to the same branch; others never overwrite them.
    branch: branchOf([isBack ? 'roll-back' : 'promote', name, wave], '', [
      answer.promotion,
      wave,
      direction,
      repository,
      JSON.stringify(wantedOf(planned)),
    ]),
    title,
    description: [
      isBack
        ? 'This takes back what a promotion changed.'
        : 'This brings a release to its next stage.',
      table([
        ['Component', component],
        ['Version', version ?? ''],
        ['Release', release],
        ['Stage', `${from} to ${to}`],
        ['Wave', wave],
        ['Clusters', clusters.join(', ')],
        ['Asked for by', answer.requestedBy ?? ''],
        ['Reason', why ?? ''],
        ['Promotion', answer.promotion],
        ['Plan', `${answer.hash} at ${answer.commit}`],
      ]),
      table(
        changed.flatMap(({ file, path: at, was, now }) => [
          ['File', file] as const,
          ['  at', cut(at)],
          ['  was', was === undefined ? 'not there' : valueText(was)],
          ['  is', valueText(now)],
        ]),
      ),
      list([...(isBack ? [] : gateWords(promotion)), ...notes]),
      ...(page ? [`The promotion, and what it waits for: <${page}>`] : []),
      'Merge it to go on. That it arrived is learned from the clusters, and from nothing else.',
    ]
      .filter(Boolean)
      .join('\n\n'),
    commitMessage: [
      title,
      '',
      `Component: ${oneLine(component)}`,
      `Clusters: ${oneLine(clusters.join(', '))}`,
      ...(answer.requestedBy
        ? [`Asked for by: ${oneLine(answer.requestedBy)}`]
        : []),
      '',
      `Fleet-Promotion: ${oneLine(answer.promotion)}`,
      `Fleet-Wave: ${oneLine(wave)}`,
      `Fleet-Direction: ${direction}`,
    ].join('\n'),
  };
}

/** What was judged before it went on. */
function gateWords({ gates }: Pick<FleetPromotion, 'gates'>): string[] {
  return gates.map(
    ({ kind, status, reason, overriddenBy }) =>
      `Gate ${kind}: ${status}. ${reason}${
        overriddenBy
          ? ` Overridden by ${overriddenBy.by}: ${overriddenBy.reason}`
          : ''
      }`,
  );
}

/** What files are to say, in an order of their own. */
function wantedOf(planned: PartChanges['planned']) {
  return planned
    .map(({ path, edit, valuesKey, images }) => [
      path,
      edit,
      valuesKey ?? null,
      images
        .map(({ workload, container, to }) => [
          workload,
          container,
          to.digest ?? null,
          to.tag ?? null,
        ])
        .map(each => JSON.stringify(each))
        .sort(),
    ])
    .map(each => JSON.stringify(each))
    .sort();
}

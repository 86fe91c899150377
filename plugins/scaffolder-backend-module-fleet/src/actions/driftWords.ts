import type { FleetDriftEpisodeDetail } from '@fleetview/backstage-plugin-fleet-common';
import type { Adopted } from '../drift';
import { branchOf } from './branchOf';
import { cut } from './cut';
import {
  list,
  oneLine,
  table,
  type PullRequestWords,
} from './pullRequestWords';
import { valueText } from './valueText';

/**
 * Of a pull request that takes live values into Git.
 *
 * @param folder - where in the repository that is
 */
export function driftWords(
  { episode, source }: FleetDriftEpisodeDetail,
  folder: string,
  { adopted, skipped, notes }: Adopted,
): PullRequestWords {
  const { id, cluster, delivery, resource, author } = episode;
  const { kind, namespace, name } = resource;
  return {
    // The same values go to the same branch; others never overwrite them.
    branch: branchOf(['drift', kind, name], folder, [
      id,
      JSON.stringify(adopted.map(({ path, live }) => [path, live]).sort()),
    ]),
    title: oneLine(`Adopt what is live of ${kind} ${name}`),
    description: [
      'What is live differs from what was last applied, and this has Git say what is live.',
      table([
        ['Drift', id],
        ['Resource', [kind, namespace, name].filter(Boolean).join(' ')],
        ['Cluster', cluster.name],
        [
          'Delivery',
          [delivery.kind, delivery.namespace, delivery.name]
            .filter(Boolean)
            .join(' '),
        ],
        [
          'Source',
          [source?.repository, source?.path, source?.chart]
            .filter(Boolean)
            .join(' '),
        ],
        ['Class', episode.class],
        // Clients name themselves.
        ['Changed by', author ? `${author.manager} (says so itself)` : ''],
        ['Since', episode.firstObservedAt],
      ]),
      table(
        adopted.flatMap(({ path, desired, live }) => [
          ['Path', cut(path)] as const,
          ['  was', desired === undefined ? 'not known' : valueText(desired)],
          ['  is live', valueText(live)],
        ]),
      ),
      list([
        ...notes,
        ...skipped.map(({ path, because }) => `Not ${path}: ${because}`),
      ]),
      'Every cluster that is made of these files gets it: check that it is meant for all of them.',
    ].join('\n\n'),
  };
}

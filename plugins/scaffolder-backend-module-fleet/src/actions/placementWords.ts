import type { Placement } from '../placements';
import { branchOf } from './branchOf';
import {
  list,
  oneLine,
  table,
  type PullRequestWords,
} from './pullRequestWords';

/**
 * Of a pull request that puts a component on clusters.
 *
 * @param placed - those on which it was not before
 */
export function placementWords(
  placement: Placement,
  placed: readonly string[],
  notes: readonly string[],
): PullRequestWords {
  const { component, name, method, clusters, folder, file, base } = placement;
  const left = clusters.filter(each => !placed.includes(each));
  return {
    branch: branchOf(['place', name, method], folder, [
      JSON.stringify({ ...placement, clusters: [...clusters].sort() }),
    ]),
    title: oneLine(
      `Place ${name} on ${
        clusters.length > 3
          ? `${clusters.length} clusters`
          : clusters.join(', ')
      }`,
    ),
    description: [
      table([
        ['Component', component],
        ['By', method],
        ['In', file ?? base ?? ''],
        ['Clusters', placed.join(', ')],
        ['Already on', left.join(', ')],
      ]),
      list(notes),
      'Whether the clusters have what it takes (namespaces, secrets, room) was not looked at.',
    ].join('\n\n'),
  };
}

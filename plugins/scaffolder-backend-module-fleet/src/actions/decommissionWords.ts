import { shown, type Occupancy, type Removal } from '../decommission';
import { branchOf } from './branchOf';
import {
  list,
  oneLine,
  table,
  type PullRequestWords,
} from './pullRequestWords';

/** Hosts take descriptions of some length only. */
const MOST = 100;

/** Of a pull request that takes a cluster out of the repository. */
export function decommissionWords(
  name: string,
  folder: string,
  removal: Removal,
  said: { occupancy?: Occupancy; reason?: string; by?: string },
): PullRequestWords {
  const { occupancy, reason, by } = said;
  const machines = [...new Set(removal.machines)];
  return {
    branch: branchOf(['decommission', name], folder, ['decommission', name]),
    title: oneLine(
      machines.length > 0
        ? `Decommission the cluster ${name}, AND DELETE ITS MACHINES`
        : `Decommission the cluster ${name}`,
    ),
    description: [
      ...(machines.length > 0
        ? [
            '**MERGING THIS DELETES MACHINES, with all that is on their disks.** It removes objects that machines are made by, and whatever applies this repository deletes these where it prunes.',
            table([['Deleted', shown(machines)]]),
          ]
        : []),
      table([
        ['Cluster', name],
        ['Runs on it', occupancy ? occupancyWords(occupancy) : ''],
        ['Reason', reason?.trim() ?? ''],
        ['Asked for by', by ?? ''],
      ]),
      ...part('Removed', removal.removed),
      ...part('Left, to be looked at', removal.left),
      ...part('Not found', removal.missing),
      'What runs on it was asked when this was written: look again before it is merged. Where nothing prunes what is no longer in the repository, the objects of engines stay: look whether they are gone.',
    ]
      .filter(Boolean)
      .join('\n\n'),
  };
}

function part(title: string, sentences: readonly string[]): string[] {
  if (sentences.length === 0) return [];
  const more = sentences.length - MOST;
  return [
    `**${title}**`,
    list([
      ...sentences.slice(0, MOST),
      ...(more > 0 ? [`${more} more are not told here.`] : []),
    ]),
  ];
}

function occupancyWords({ state, words }: Occupancy): string {
  return state === 'unknown' ? `NOT KNOWN: ${words}` : words;
}

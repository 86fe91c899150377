import type { BackupSchedule } from '../backups';
import { branchOf } from './branchOf';
import {
  list,
  oneLine,
  table,
  type PullRequestWords,
} from './pullRequestWords';

/** Of a pull request that has backups made. */
export function backupWords(
  backups: BackupSchedule,
  clusters: readonly string[],
  folder: string,
  notes: readonly string[],
): PullRequestWords {
  const { component, name, namespaces, schedule, ttl, volumes } = backups;
  return {
    branch: branchOf(['backups', name], folder, [
      JSON.stringify(backups),
      ...[...clusters].sort(),
    ]),
    title: oneLine(
      `Back up ${name} on ${
        clusters.length > 3
          ? `${clusters.length} clusters`
          : clusters.join(', ')
      }`,
    ),
    description: [
      table([
        ['Component', component],
        ['Clusters', clusters.join(', ')],
        ['Namespaces', namespaces.join(', ')],
        ['When', schedule],
        ['Kept for', ttl],
        ['Volumes', volumes],
        ['Stored in', backups.storageLocation ?? ''],
      ]),
      list(notes),
      'That a Schedule is there is no backup: look at the first one when it was to be made.',
    ].join('\n\n'),
  };
}

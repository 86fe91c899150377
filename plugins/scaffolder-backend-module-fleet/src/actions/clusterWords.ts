import type { ClusterRegistration } from '../clusters';
import { branchOf } from './branchOf';
import {
  list,
  oneLine,
  table,
  type PullRequestWords,
} from './pullRequestWords';

/** Of a pull request that registers a cluster. */
export function clusterWords(
  registration: ClusterRegistration,
  folder: string,
  notes: readonly string[],
): PullRequestWords {
  const { name, title, engine, server, owner, system, attributes } =
    registration;
  const { credentials } = registration;
  return {
    branch: branchOf(['cluster', name, engine], folder, [
      JSON.stringify(registration),
    ]),
    title: oneLine(`Register the cluster ${name} (${engine})`),
    description: [
      table([
        ['Cluster', title ? `${name} (${title})` : name],
        ['With', engine],
        ['Server', server ?? ''],
        ['Owner', owner],
        ['System', system ?? ''],
        ...Object.entries(attributes).map(
          ([key, value]) =>
            [`${key[0].toLocaleUpperCase('en-US')}${key.slice(1)}`, value] as [
              string,
              string,
            ],
        ),
        [
          'Credentials',
          credentials
            ? `${credentials.key} of ${credentials.storeKind} ${credentials.store}`
            : '',
        ],
      ]),
      list(notes),
      'Whether the cluster is reached, and what may be done there, was not tried: Fleet shows that when it is registered.',
    ].join('\n\n'),
  };
}

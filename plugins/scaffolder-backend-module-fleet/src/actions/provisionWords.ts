import type { ClusterProvision } from '../provision';
import { branchOf } from './branchOf';
import {
  list,
  oneLine,
  table,
  type PullRequestWords,
} from './pullRequestWords';

/** Of a pull request that has Cluster API make a cluster. */
export function provisionWords(
  provision: ClusterProvision,
  folder: string,
  notes: readonly string[],
): PullRequestWords {
  const { name, title, provider, version, owner, system } = provision;
  const { attributes, clusterClass, controlPlane, workers } = provision;
  const { identity } = provision;
  const machines = workers.reduce(
    (sum, { replicas }) => sum + replicas,
    controlPlane.replicas,
  );
  return {
    branch: branchOf(['create', name], folder, [JSON.stringify(provision)]),
    title: oneLine(`Create the cluster ${name} (${provider}, ${version})`),
    description: [
      table([
        ['Cluster', title ? `${name} (${title})` : name],
        ['On', provider],
        ['Kubernetes', version],
        ['By', clusterClass ? `the ClusterClass ${clusterClass.name}` : ''],
        ['Machines', `${machines} in all`],
        [
          'Control plane',
          sizeOf(controlPlane.replicas, controlPlane.machineType),
        ],
        ...workers.map(
          ({ name: pool, replicas, machineType, failureDomain }) =>
            [
              pool,
              [
                sizeOf(replicas, machineType),
                failureDomain && `in ${failureDomain}`,
              ]
                .filter(Boolean)
                .join(' '),
            ] as const,
        ),
        ['Identity', identity ? `${identity.kind} ${identity.name}` : ''],
        ['Region', attributes.region ?? ''],
        ['Environment', attributes.environment ?? ''],
        ['Tier', attributes.tier ?? ''],
        ['Owner', owner],
        ['System', system ?? ''],
      ]),
      list(notes),
    ].join('\n\n'),
  };
}

function sizeOf(replicas: number, machineType: string | undefined): string {
  return machineType === undefined
    ? `${replicas}`
    : `${replicas} × ${machineType}`;
}

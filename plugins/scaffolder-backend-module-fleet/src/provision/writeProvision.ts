import {
  checkNotRegistered,
  entityNotes,
  listClusterFiles,
  writeClusterFiles,
} from '../clusters';
import type { Changes } from '../workspace';
import type { ClusterProvision } from './ClusterProvision';
import { PROVIDER_RULES } from './providers';
import { provisionFiles } from './provisionFiles';

/**
 * Writes what has Cluster API make a cluster into what was fetched of a repository. Nothing that is
 * there is overwritten.
 *
 * @param folder - of the repository, as `checkFolder` returns it
 * @returns sentences for whoever reviews it
 * @throws ConflictError where a file says something else, or there is such a cluster otherwise
 */
export async function writeProvision(
  provision: ClusterProvision,
  changes: Changes,
  folder: string,
): Promise<string[]> {
  const files = provisionFiles(provision, folder);
  const { name } = provision;
  return changes.whole(async () => {
    const notes = await checkNotRegistered({ name }, changes, folder, files);
    const left = await writeClusterFiles(
      changes,
      files,
      'give the cluster another name',
    );
    return [
      ...left,
      ...(await listClusterFiles(changes, folder, {
        name,
        files,
        isListed: true,
      })),
      ...notes,
      ...notesOf(provision),
      ...entityNotes(provision),
    ];
  });
}

function notesOf(provision: ClusterProvision): string[] {
  const { name, namespace, clusterClass, provider, delivery } = provision;
  return [
    `Machines are made when it is merged and applied to a management cluster with Cluster API (v1beta2) and its provider for '${provider}', and they cost money from then on. The namespace '${namespace}' has to be there.`,
    ...(clusterClass
      ? [
          `The ClusterClass '${
            clusterClass.name
          }' has to be in the namespace '${
            clusterClass.namespace ?? namespace
          }'. Which variables and which classes of workers it has was not looked at.`,
        ]
      : PROVIDER_RULES[provider].notes(provision)),
    delivery === 'flux'
      ? `The Flux of the management cluster applies 'infrastructure/overlays/${name}' and 'apps/overlays/${name}' to it, by the Secret '${name}-kubeconfig' that Cluster API makes.`
      : 'Nothing delivers to it yet: register it with an engine when it is up.',
    'Nodes are ready when a network plugin is installed, and on a cloud its controller manager as well: neither is written here.',
    `A Flux of the cluster itself must not read 'clusters/${name}': it would be given what makes the cluster.`,
  ];
}

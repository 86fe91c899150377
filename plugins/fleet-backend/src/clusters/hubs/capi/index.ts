import type { KubernetesObject } from '@fleetview/kube-watch';
import { readKubeconfigText } from '../../kubeconfig/readKubeconfig';
import { SECRETS, type HubContext, type HubReader } from '../HubReader';
import { hubRecord, notAsked, secretValue } from '../hubObjects';

const GROUP = 'cluster.x-k8s.io';
const SECRET_TYPE = 'cluster.x-k8s.io/secret';
const SUFFIX = '-kubeconfig';

/** Clusters of a Cluster API management cluster: its Clusters, by the kubeconfig that it keeps of each. */
export const capiHub: HubReader = {
  reads: 'Clusters and Secrets in the namespace of its Clusters',
  role: 'cluster-api.yaml',
  async read(context) {
    const { hub, list, versionOf } = context;
    const { namespace } = hub;
    const version = await versionOf(GROUP, 'clusters', ['v1beta2', 'v1beta1']);
    const clusters = await list(
      { group: GROUP, version, plural: 'clusters', kind: 'Cluster' },
      { namespace },
    );
    const secrets = new Map(
      (
        await list(SECRETS, {
          namespace,
          labelSelector: `${GROUP}/cluster-name`,
        })
      )
        .filter(secret => secret.type === SECRET_TYPE)
        .map(secret => [secret.metadata.name, secret]),
    );
    return {
      records: await Promise.all(
        clusters.map(async ({ metadata: { name } }) =>
          hubRecord(hub, {
            name,
            origin: 'hub',
            access: await accessOf(context, secrets.get(`${name}${SUFFIX}`)),
          }),
        ),
      ),
      problems: [],
    };
  },
};

async function accessOf({ hub }: HubContext, secret?: KubernetesObject) {
  if (!secret) {
    return notAsked(
      'its management cluster has no kubeconfig for it yet, or one without the label of its cluster',
    );
  }
  const text = secretValue(secret, 'value');
  if (text === undefined) return notAsked("its Secret has no key 'value'");
  try {
    const { records, problems, currentContext } = await readKubeconfigText({
      text,
      key: hub.key,
      value: hub.cluster,
      // Whoever writes Secrets of the hub chooses neither files nor programs of the portal's machine.
      trust: { exec: [] },
    });
    const record =
      records.find(({ name }) => name === currentContext) ??
      (records.length === 1 ? records[0] : undefined);
    if (record) return record.access;
    return notAsked(
      problems.length > 0
        ? `its kubeconfig cannot be used: ${problems[0].message}`
        : 'its kubeconfig does not say which of its contexts is meant',
    );
  } catch {
    // What the parser says may quote what stands in the Secret.
    return notAsked('its Secret holds no kubeconfig that can be read');
  }
}

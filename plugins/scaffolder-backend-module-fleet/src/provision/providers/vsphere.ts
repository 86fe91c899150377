import { INFRASTRUCTURE, type ProviderRules } from './ProviderRules';

const API_VERSION = `${INFRASTRUCTURE}/v1beta2`;
/** CPUs and GiB. */
const SIZE = /^([1-9]\d{0,2})x([1-9]\d{0,3})$/;

/** Virtual machines of vSphere, by cluster-api-provider-vsphere. */
export const vsphere: ProviderRules = {
  attribute: 'vsphere',
  takes: [
    'server',
    'thumbprint',
    'datacenter',
    'datastore',
    'folder',
    'resourcePool',
    'network',
    'endpoint',
  ],
  needs: ['identity', 'image', 'server', 'datacenter', 'network', 'endpoint'],
  machineType: {
    pattern: SIZE,
    words: "CPUs and GiB of memory, as in '4x16'",
  },
  failureDomain: {
    isOne: domain => /^[a-z0-9](?:[-a-z0-9.]{0,61}[a-z0-9])?$/.test(domain),
    words: 'the name of a VSphereDeploymentZone',
  },
  image: {
    pattern: /^[\w ./()-]{1,200}$/,
    words: 'the name or the path of a template of virtual machines',
  },
  identities: ['VSphereClusterIdentity'],
  node: {
    name: '{{ local_hostname }}',
    isOfCloud: true,
    // A machine of a template is called as the template until it is told its own name.
    commands: [
      'hostnamectl set-hostname "{{ ds.meta_data.hostname }}"',
      'echo "127.0.0.1 {{ ds.meta_data.hostname }} {{ local_hostname }} localhost" >> /etc/hosts',
    ],
  },
  cluster: ({ identity, place }) => ({
    apiVersion: API_VERSION,
    kind: 'VSphereCluster',
    spec: {
      server: place.server,
      thumbprint: place.thumbprint,
      controlPlaneEndpoint: { host: place.endpoint, port: 6443 },
      identityRef: identity && { kind: identity.kind, name: identity.name },
    },
  }),
  machine: ({ image, place }, { machineType }) => {
    const [, cpus, memory] = SIZE.exec(machineType ?? '') ?? [];
    return {
      apiVersion: API_VERSION,
      kind: 'VSphereMachineTemplate',
      spec: {
        cloneMode: 'linkedClone',
        server: place.server,
        thumbprint: place.thumbprint,
        datacenter: place.datacenter,
        datastore: place.datastore,
        folder: place.folder,
        resourcePool: place.resourcePool,
        template: image,
        numCPUs: Number(cpus),
        memoryMiB: Number(memory) * 1024,
        diskGiB: 40,
        os: 'Linux',
        powerOffMode: 'trySoft',
        network: { devices: [{ networkName: place.network, dhcp4: true }] },
      },
    };
  },
  notes: ({ identity, place }) => [
    `The VSphereClusterIdentity '${identity?.name}' has to be there, and to allow this namespace.`,
    `'${place.endpoint}' has to lead to the machines of the control plane, at port 6443: a load balancer of yours. None is made here, and no kube-vip is written.`,
  ],
};

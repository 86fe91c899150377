import { INFRASTRUCTURE, type ProviderRules } from './ProviderRules';

const API_VERSION = `${INFRASTRUCTURE}/v1beta1`;

/** Virtual machines of Azure, by cluster-api-provider-azure. */
export const azure: ProviderRules = {
  attribute: 'azure',
  takes: ['subscriptionId', 'resourceGroup', 'network', 'nodeIdentity'],
  needs: ['region', 'subscriptionId', 'identity'],
  machineType: {
    pattern: /^(?:Standard|Basic)_[A-Za-z0-9_-]{1,60}$/,
    words: "a size of machines, as in 'Standard_D4s_v5'",
  },
  region: {
    pattern: /^[a-z]{3,30}\d?$/,
    words: "a location of Azure, as in 'westeurope'",
  },
  failureDomain: {
    isOne: domain => /^[1-9]$/.test(domain),
    words: "an availability zone, as in '1'",
  },
  image: {
    pattern: /^\/subscriptions\/[\w.()/-]{1,500}$/,
    words: "the id of an image, as in '/subscriptions/…/images/kubernetes'",
  },
  identities: ['AzureClusterIdentity'],
  node: {
    name: "{{ ds.meta_data['local_hostname'] }}",
    isOfCloud: true,
    // The provider writes it: what the controllers of the cloud are configured by.
    files: machineTemplate => [
      {
        path: '/etc/kubernetes/azure.json',
        owner: 'root:root',
        permissions: '0644',
        contentFrom: {
          secret: {
            name: `${machineTemplate}-azure-json`,
            key: machineTemplate.endsWith('-control-plane')
              ? 'control-plane-azure.json'
              : 'worker-node-azure.json',
          },
        },
      },
    ],
  },
  cluster: ({ name, attributes, identity, place, namespace }) => ({
    apiVersion: API_VERSION,
    kind: 'AzureCluster',
    spec: {
      location: attributes.region,
      subscriptionID: place.subscriptionId,
      resourceGroup: place.resourceGroup ?? name,
      identityRef: identity && {
        apiVersion: API_VERSION,
        kind: identity.kind,
        name: identity.name,
        namespace: identity.namespace ?? namespace,
      },
      networkSpec: {
        vnet: { name: place.network ?? `${name}-vnet` },
        subnets: [
          { name: 'control-plane-subnet', role: 'control-plane' },
          { name: 'node-subnet', role: 'node' },
        ],
      },
    },
  }),
  machine: ({ image, place }, { machineType, isControlPlane }) => ({
    apiVersion: API_VERSION,
    kind: 'AzureMachineTemplate',
    spec: {
      vmSize: machineType,
      osDisk: { osType: 'Linux', diskSizeGB: 128 },
      image: image === undefined ? undefined : { id: image },
      ...(isControlPlane && place.nodeIdentity
        ? {
            identity: 'UserAssigned',
            userAssignedIdentities: [
              { providerID: `azure://${place.nodeIdentity}` },
            ],
          }
        : {}),
    },
  }),
  notes: ({ identity, place }) => [
    `The AzureClusterIdentity '${identity?.name}' has to be there, and to allow this namespace.`,
    ...(place.nodeIdentity
      ? []
      : [
          "No identity of the machines is named ('nodeIdentity'): the controllers of the cloud sign in by what the provider writes into 'azure.json'.",
        ]),
  ],
};

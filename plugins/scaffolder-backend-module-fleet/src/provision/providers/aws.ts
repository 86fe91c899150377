import { INFRASTRUCTURE, type ProviderRules } from './ProviderRules';

const API_VERSION = `${INFRASTRUCTURE}/v1beta2`;

/** Amazon EC2, by cluster-api-provider-aws. */
export const aws: ProviderRules = {
  attribute: 'aws',
  takes: ['sshKeyName'],
  needs: ['region'],
  machineType: {
    pattern: /^[a-z][a-z0-9-]{0,20}\.[a-z0-9-]{1,20}$/,
    words: "a type of instance, as in 'm6i.large'",
  },
  region: {
    pattern: /^[a-z]{2}(?:-[a-z]+){1,3}-\d$/,
    words: "a region of AWS, as in 'eu-west-1'",
  },
  failureDomain: {
    isOne: (domain, region) =>
      domain.startsWith(region) && /^[a-z]$/.test(domain.slice(region.length)),
    words: "an availability zone of the region, as in 'eu-west-1a'",
  },
  image: {
    pattern: /^ami-[0-9a-f]{8,17}$/,
    words: "the id of an image, as in 'ami-0123456789abcdef0'",
  },
  identities: ['AWSClusterRoleIdentity', 'AWSClusterControllerIdentity'],
  node: { name: '{{ ds.meta_data.local_hostname }}', isOfCloud: true },
  cluster: ({ attributes, identity, place }) => ({
    apiVersion: API_VERSION,
    kind: 'AWSCluster',
    spec: {
      region: attributes.region,
      // Empty: no key. Where it is absent the provider takes one that is called 'default'.
      sshKeyName: place.sshKeyName ?? '',
      controlPlaneLoadBalancer: {
        loadBalancerType: 'nlb',
        healthCheckProtocol: 'HTTPS',
      },
      identityRef: identity && { kind: identity.kind, name: identity.name },
    },
  }),
  machine: ({ image, place }, { machineType, isControlPlane }) => ({
    apiVersion: API_VERSION,
    kind: 'AWSMachineTemplate',
    spec: {
      instanceType: machineType,
      ami: image === undefined ? undefined : { id: image },
      iamInstanceProfile: `${
        isControlPlane ? 'control-plane' : 'nodes'
      }.cluster-api-provider-aws.sigs.k8s.io`,
      sshKeyName: place.sshKeyName ?? '',
    },
  }),
  notes: ({ image, version, identity }) => [
    "The account has to have the instance profiles that 'clusterawsadm bootstrap iam' makes.",
    ...(image
      ? []
      : [
          `No image is named: the provider looks for one that is published for ${version}, and machines wait where there is none.`,
        ]),
    ...(identity
      ? []
      : [
          'No identity is named: the machines are made with what the provider itself runs as.',
        ]),
  ],
};

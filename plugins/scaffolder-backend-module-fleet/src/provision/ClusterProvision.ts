import type { Attributes, ClusterDescription } from '../clusters';

/** Whose machines a cluster may be made of. */
export const PROVIDERS = [
  'aws',
  'azure',
  'google',
  'vsphere',
  'docker',
] as const;

export type Provider = (typeof PROVIDERS)[number];

/** What delivers to it when it is up. */
export const DELIVERIES = ['none', 'flux'] as const;

export type Delivery = (typeof DELIVERIES)[number];

/** Machines of one size. */
export type Pool = {
  name: string;
  replicas: number;
  machineType?: string;
  failureDomain?: string;
  /** Of a ClusterClass: which of its classes of workers. */
  workerClass?: string;
};

/** Which identity of the management cluster makes the machines: a reference, and no credential. */
export type IdentityReference = {
  kind?: string;
  name: string;
  namespace?: string;
};

/** What single providers need to be told, and others do not know. */
export const PLACE_KEYS = [
  'project',
  'subscriptionId',
  'resourceGroup',
  'network',
  'server',
  'thumbprint',
  'datacenter',
  'datastore',
  'folder',
  'resourcePool',
  'endpoint',
  'sshKeyName',
  'nodeIdentity',
] as const;

export type Place = Partial<Record<(typeof PLACE_KEYS)[number], string>>;

/** A variable of a ClusterClass. */
export type Variable = string | number | boolean;

/** A cluster as somebody asks for it, before anything of it was looked at. */
export type ProvisionInput = {
  name: string;
  title?: string;
  owner: string;
  system?: string;
  attributes?: Omit<Attributes, 'provider'>;
  labels?: Record<string, string>;
  provider: Provider;
  version: string;
  clusterClass?: { name: string; namespace?: string };
  variables?: Record<string, Variable>;
  controlPlane: { replicas: number; machineType?: string };
  workers: Pool[];
  image?: string;
  identity?: IdentityReference;
  place?: Place;
  podNetwork?: string;
  serviceNetwork?: string;
  namespace?: string;
  delivery?: Delivery;
};

/** A cluster that Cluster API is to make. All of it was checked. */
export type ClusterProvision = ClusterDescription & {
  provider: Provider;
  /** With its `v`. */
  version: string;
  clusterClass?: { name: string; namespace?: string };
  variables: [string, Variable][];
  controlPlane: { replicas: number; machineType?: string };
  workers: Pool[];
  image?: string;
  identity?: IdentityReference;
  place: Place;
  podNetwork: string;
  serviceNetwork: string;
  namespace: string;
  delivery: Delivery;
};

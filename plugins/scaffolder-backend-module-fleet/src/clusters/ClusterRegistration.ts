/** What a cluster may be registered with. */
export const ENGINES = [
  'argocd',
  'flux',
  'open-cluster-management',
  'karmada',
  'rancher',
  'rancher-fleet',
] as const;

export type Engine = (typeof ENGINES)[number];

/** What a Resource says of its cluster, and what objects of engines have as labels. */
export const ATTRIBUTES = [
  'region',
  'zone',
  'environment',
  'tier',
  'provider',
] as const;

export type Attributes = Partial<Record<(typeof ATTRIBUTES)[number], string>>;

/** Where a credential is to be had: what External Secrets reads, and never the credential itself. */
export type CredentialsReference = {
  store: string;
  storeKind: 'SecretStore' | 'ClusterSecretStore';
  /** The secret, as the store knows it. */
  key: string;
  /** Which of its fields; that of the engine where none is named. */
  property?: string;
};

/** A cluster as somebody asks for it, before anything of it was looked at. */
export type RegistrationInput = {
  name: string;
  engine: Engine;
  title?: string;
  server?: string;
  certificateAuthority?: string;
  attributes?: Attributes;
  labels?: Record<string, string>;
  owner: string;
  system?: string;
  clusterId?: string;
  authProvider?: string;
  credentials?: Omit<CredentialsReference, 'storeKind'> & {
    storeKind?: CredentialsReference['storeKind'];
  };
  /** Where the engine's objects go; each engine has one of its own. */
  namespace?: string;
  /** Of Flux: which overlay the cluster gets. */
  overlay?: string;
  /** Of Open Cluster Management. */
  clusterSet?: string;
  hubAcceptsClient?: boolean;
  /** Of Karmada. */
  syncMode?: 'Push' | 'Pull';
};

/** What is said of a cluster, whatever is done with it. */
export type ClusterDescription = {
  name: string;
  title?: string;
  attributes: Attributes;
  labels: Record<string, string>;
  owner: string;
  system?: string;
};

/** A cluster that is registered. All of it was checked. */
export type ClusterRegistration = ClusterDescription & {
  engine: Engine;
  server?: string;
  /** PEM. */
  certificateAuthority?: string;
  clusterId?: string;
  authProvider?: string;
  credentials?: CredentialsReference;
  namespace: string;
  overlay: string;
  clusterSet?: string;
  hubAcceptsClient: boolean;
  syncMode: 'Push' | 'Pull';
};

/** An object as it is written; what has no value is left out. */
export type Manifest = {
  apiVersion: string;
  kind: string;
  metadata?: { name: string; namespace?: string; [key: string]: unknown };
  [key: string]: unknown;
};

/** A file that registers a cluster. Its path is from the folder that is asked for. */
export type ClusterFile = {
  path: string;
  documents: Manifest[];
  /**
   * - `own`: it is of this cluster alone; what is there has to say the same
   * - `first`: others have it as well: it is written where it is not there yet, and else left
   */
  mode: 'own' | 'first';
};

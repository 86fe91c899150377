import type { ClusterPoll } from '../collector/polls/ClusterPoll';
import type { RolloutsConfig } from '../derive/rollouts';
import type { ComplianceConfig } from './complianceSchema';
import type { DriftConfig } from './driftSchema';
import type { PromotionConfig } from './promotionSchema';
import type { NotificationSettings } from '../notifications/NotificationSettings';
import type { SkewBasis } from '../read/skew';
import type { ConfiguredBudget, CostConfig } from './costSchema';

/** An attribute of a cluster, by its key. */
export const ATTRIBUTE_KEYS = [
  'region',
  'zone',
  'provider',
  'environment',
  'tier',
  'owner',
] as const;

export type AttributeKey = (typeof ATTRIBUTE_KEYS)[number];

/** The configuration below `fleet`, as far as it could be understood. */
export type FleetConfig = {
  kubeconfigs: {
    file: string;
    /** Its entries may say that a certificate is not checked. */
    allowSkipTlsVerify?: boolean;
    key: string;
  }[];
  attributes: {
    cluster: string;
    values: Partial<Record<AttributeKey, string>>;
    key: string;
  }[];
  references: { hub: string; name: string; cluster: string; key: string }[];
  /** Hubs whose word on which clusters are which counts, by the names of their records. */
  trustedHubs?: string[];
  /** Clusters that are one, by the names of their records. */
  merges?: { clusters: string[]; key: string }[];
  /** Clusters that are not one, whatever they show. */
  splits?: { clusters: string[]; key: string }[];
  collector: {
    threads: number;
    /** The share of a kind's objects that one list alone may not take away. */
    massLoss?: number;
  };
  catalog: {
    refreshMinutes: number;
    /** What its Resources say of clusters counts for permissions. */
    trusted?: boolean;
  };
  /** Whom namespaces belong to, as far as anybody says. */
  namespaceOwners?: {
    namespaces: string[];
    clusters?: string[];
    owner: string;
    key: string;
  }[];
  permissions: {
    /** What nobody owns is shown to who may see what somebody owns. */
    showOwnerless: boolean;
    /** Who may not see all is told how much is hidden. */
    tellHidden: boolean;
  };
  /** What is read of clusters beyond the default role. */
  extensions?: ExtensionConfig[];
  /** What systems are asked for over HTTP. */
  polls?: PollConfig[];
  /** When releases are done, and in which waves they go; as usual where absent. */
  rollouts?: RolloutsConfig;
  /** With which credentials the systems of clusters are told something. */
  act?: ActConfig[];
  /** With which credentials clusters are looked at that are none of the fleet yet; with none where absent. */
  candidates?: CandidateConfig[];
  /** How costs are kept and judged; as usual where absent. */
  cost?: CostConfig;
  /** How drift is weighed; each tier the same where absent. */
  drift?: DriftConfig;
  /** What may be spent. */
  budgets?: ConfiguredBudget[];
  /** How the audit is kept; by default for 400 days. */
  audit?: { keepDays: number };
  /** How compliance is computed, and for how long it is kept; as usual where absent. */
  compliance?: ComplianceConfig;
  /** How owners are told what concerns them; nobody is told anything where absent. */
  notifications?: NotificationSettings;
  /** Which clusters should be alike, and in what they may differ; as usual where absent. */
  skew?: SkewBasis;
  /** How releases are promoted; no stage is configured where absent. */
  promotions?: PromotionConfig;
};

/** Kinds of an extension role that are read of a cluster, within some namespaces. */
export type ExtensionConfig = {
  /** The cluster's name in its source, or `source/name`. */
  cluster: string;
  role: string;
  namespaces: string[];
  /** Of the objects, where the role grants by name. */
  names?: string[];
  key: string;
};

/** Something that a system of a cluster is asked for over HTTP. */
export type PollConfig = ClusterPoll & {
  /** The cluster's name in its source, or `source/name`. */
  cluster: string;
  key: string;
};

/** Whom the portal is to a cluster when it tells its systems something. */
export type ActConfig = {
  /** The cluster's name in its source, or `source/name`. */
  cluster: string;
  /** Secret. One of this and `tokenFile`. */
  token?: string;
  tokenFile?: string;
  /**
   * The address that the credentials may go to, where somebody else than the
   * operator wrote the one that the cluster is read at.
   */
  server?: string;
  key: string;
};

/** What a cluster may be looked at with that is none of the fleet yet. */
export type CandidateConfig = {
  /** What people call the credentials by. */
  name: string;
  /** The address that they go to, and no other. */
  server: string;
  /** PEM text; a public authority where absent. */
  caData?: string;
  /** Secret. One of this and `tokenFile`. */
  token?: string;
  tokenFile?: string;
  key: string;
};

/** What may be connected to, as the operator allows it by name. */
export type NetworkConfig = {
  /** Host names, `*.suffix`, addresses and CIDR ranges. */
  allow: string[];
  /** `source/name` of clusters whose certificate is not checked although somebody else than the operator says so. */
  allowSkipTlsVerify: string[];
  /** Hosts that get tokens of the portal's own cloud identity although somebody else than the operator named them. */
  allowAmbientCredentials: string[];
};

/** A program that kubeconfig files may have run for a token. */
export type ExecConfig = {
  /** Exactly as the kubeconfig names it. */
  command: string;
  /** Environment variables that it gets: from the kubeconfig's entry, else from the portal. */
  env: string[];
};

export const HUB_TYPES = [
  'argocd',
  'capi',
  'ocm',
  'karmada',
  'rancher',
  'cluster-profile',
] as const;

export type HubType = (typeof HUB_TYPES)[number];

/** A hub whose clusters are read over its own connection. */
export type HubConfig = {
  /** The hub's name in its source, or `source/name`. */
  cluster: string;
  type: HubType;
  /** Where its objects are; each type has its own default. */
  namespace?: string;
  /** Its word on which records are one cluster counts. */
  trusted: boolean;
  /** Base URL of the proxy (`ocm`) or of the server (`rancher`). */
  server?: string;
  /** PEM text: whom to trust at `server`, in place of the system's authorities. */
  caData?: string;
  /** For `server`. Secret. */
  token?: string;
  /** `ocm`: the ManagedServiceAccount whose token is used. */
  serviceAccount?: string;
  /** `cluster-profile`: which access provider's server is used. */
  accessProvider?: string;
  /** `cluster-profile`: tokens, each for one profile at one server. Secret. */
  tokens: { name: string; server: string; token: string }[];
  key: string;
};

/** What sources of clusters are allowed and told. */
export type SourcesConfig = {
  network: NetworkConfig;
  exec: ExecConfig[];
  hubs: HubConfig[];
};

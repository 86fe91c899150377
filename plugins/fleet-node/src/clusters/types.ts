/**
 * A bearer token that does not live for ever.
 *
 * @public
 */
export type ClusterToken = {
  token: string;
  /** Milliseconds since 1970. Without it the token is asked for again every few minutes. */
  expiresAt?: number;
};

/**
 * Gets tokens while a cluster is read. Stays on the portal's thread: a collecting
 * thread asks for a token when it needs one, and keeps it in memory until
 * shortly before it expires.
 *
 * @public
 */
export interface ClusterTokenProvider {
  /** Another key means other tokens: the cluster is connected to anew. Holds nothing secret. */
  readonly key: string;
  /** The token is that of the portal's own identity in a cloud; it goes to no address that others chose. */
  readonly ambient?: boolean;
  /** Rejects when no token can be had, with an Error whose message may be shown. */
  getToken(): Promise<ClusterToken>;
}

/**
 * Which addresses a connection may lead to, beside public ones. Checked for every
 * connection, after the name was resolved. Addresses of metadata services are
 * refused whatever stands here.
 *
 * @public
 */
export type ClusterNetworkPolicy = {
  /** RFC 1918, unique local and shared (CGNAT) addresses. */
  allowPrivate: boolean;
  /** Host names, `*.suffix`, addresses and CIDR ranges that an operator allowed by name. */
  allow: string[];
};

/**
 * How to reach a cluster's API server directly. Held in memory only.
 *
 * @public
 */
export type ClusterConnection = {
  /** `http` or `https` URL; may have a path. */
  server: string;
  /** PEM text. */
  caData?: string;
  skipTlsVerify?: boolean;
  tlsServerName?: string;
  /** PEM text. */
  clientCertificate?: string;
  /** PEM text. */
  clientKey?: string;
  token?: string;
  /** Read again when it changes. */
  tokenFile?: string;
  /** Instead of `token` and `tokenFile`, for tokens that expire. */
  tokenProvider?: ClusterTokenProvider;
  /** Set by the fleet for every record; a source may allow more, for an operator's word that it has read itself. */
  networkPolicy?: ClusterNetworkPolicy;
};

/**
 * Who wrote a cluster's address: the portal's operator, or somebody who may
 * write entities, objects of a hub, or the values of a template.
 *
 * @public
 */
export type ClusterOrigin = 'operator' | 'catalog' | 'hub' | 'template';

/**
 * How the Kubernetes plugin signs in to a cluster. Holds nothing secret: other
 * back ends are told it.
 *
 * @public
 */
export type KubernetesPluginAuthentication = {
  /** As `kubernetes.io/auth-provider` has it. */
  authProvider: string;
  /** By annotation key, e.g. `kubernetes.io/oidc-token-provider`. */
  authMetadata: Record<string, string>;
};

/**
 * What a source asserts of a cluster.
 *
 * @public
 */
export type ClusterRecord = {
  /** The cluster's name in this source; unique within it. */
  name: string;
  title?: string;
  /** Decides where the address may lead. Absent: as for one that somebody else than the operator wrote. */
  origin?: ClusterOrigin;
  /** What the hub calls it that named it, by the hub's own name in its source. */
  hub?: {
    cluster: string;
    name: string;
    /** UID of `kube-system` as the hub states it, in a field that the cluster itself does not write. */
    uid?: string;
  };
  /** The operator trusts this hub's word on which records are one cluster: the `uid` that it states. */
  trusted?: boolean;
  /** How the Kubernetes plugin signs in to it, where it comes from that plugin's configuration. */
  kubernetesPlugin?: KubernetesPluginAuthentication;
  access:
    | { type: 'direct'; connection: ClusterConnection }
    | {
        /** Known, but not to be asked: configuration does not allow it. */
        type: 'not-asked';
        server?: string;
        /** What is missing, and the key to add. */
        reason: string;
      };
};

/**
 * Something wrong in configuration, in words for the person who wrote it.
 *
 * @public
 */
export type ConfigurationProblem = {
  /** The configuration key, e.g. `fleet.kubeconfigs[0].file`. */
  key: string;
  /** The value, without anything secret. */
  value?: string;
  message: string;
};

/**
 * Where clusters come from.
 *
 * @public
 */
export interface ClusterSource {
  /** Unique over all sources; part of a cluster's identity. */
  readonly id: string;
  readonly title: string;
  /**
   * Starts telling. Returns once the first set was told. A source that cannot
   * read its origin tells that as a problem and leaves the last set standing.
   */
  connect(connection: ClusterSourceConnection): Promise<void>;
}

/**
 * What a source tells the fleet.
 *
 * @public
 */
export interface ClusterSourceConnection {
  /** The complete set of this source's clusters; whoever is missing has left it. */
  replaceClusters(records: ClusterRecord[]): Promise<void>;
  /**
   * The complete set of this source's problems. Told before the set that they
   * belong to: where no set follows, the source could not be read, and what it
   * does not name may still be there.
   */
  replaceProblems(problems: ConfigurationProblem[]): void;
}

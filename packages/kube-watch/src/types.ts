import type { ByteBudget } from './ByteBudget';
import type { KubernetesError, KubernetesErrorKind } from './errors';

/**
 * Time as this package sees it. Inject one to test without waiting.
 *
 * @public
 */
export type Clock = {
  /** Milliseconds of a clock that never goes back; only differences have a meaning. */
  now(): number;
  /** Resolves after `ms`; rejects with the signal's reason when that aborts first. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
};

/**
 * How to reach one API server, and as whom.
 *
 * @public
 */
export type KubernetesConnection = {
  /** `http:` or `https:` URL, possibly with a base path; without credentials, query and fragment. */
  server: string;
  /** PEM text of the certificate authorities to trust instead of the system's. Wins over `caFile`. */
  caData?: string;
  /** File with such PEM text; read once, when the client is created. */
  caFile?: string;
  /** Accept any server certificate. */
  skipTlsVerify?: boolean;
  /** Name that the server's certificate must bear, if not the URL's host. */
  tlsServerName?: string;
  /** PEM text; needs `clientKey`. */
  clientCertificate?: string;
  /** PEM text; needs `clientCertificate`. */
  clientKey?: string;
  /**
   * Bearer token, or a function that is asked for it before each request. One that rejects with a `KubernetesError` has its
   * reason told; any other error stays out of the text.
   */
  token?: string | (() => Promise<string>);
  /** Told of a token that the server refused with 401, so that whoever gives tokens may get another one for the next request. */
  onTokenRefused?(token: string): void;
  /**
   * Looks at each address before it is connected to, and throws a `KubernetesError` `invalid` to refuse it. A name is resolved
   * once per connection, and only an address that was looked at is connected to; an address in the URL is looked at too.
   * `hostname` is the URL's host.
   */
  checkAddress?(address: string, hostname: string): void;
};

/**
 * Bounds on what one cluster may cost. Sizes are bytes as received.
 *
 * @public
 */
export type KubernetesLimits = {
  /** Requests at a time that are no watches; more wait their turn. Each watch has a connection of its own beside these. Default 16. */
  connections: number;
  /** Watches at a time; one more is an error. Default 64. */
  maxWatches: number;
  /** TCP and TLS set-up. Default 10,000. */
  connectTimeoutMs: number;
  /** From the request being sent (or the token being asked for) to the answer's headers. Default 15,000. */
  headersTimeoutMs: number;
  /** Longest silence within the body of an answer that is no watch. Default 20,000. */
  bodyIdleMs: number;
  /** Whole answer to a request that is neither list nor watch. Default 30,000. */
  requestTimeoutMs: number;
  /** All pages of one list together, without the time that the caller takes for them. Default 300,000. */
  listTimeoutMs: number;
  /** One line of a watch. Default 8 MiB. */
  maxLineBytes: number;
  /** One object of a list, without its managed fields. Default 8 MiB. */
  maxObjectBytes: number;
  /** One page of a list; it is read while it comes, and never held as a whole. Default 64 MiB. */
  maxPageBytes: number;
  /** All pages of one list together. Default 2 GiB. */
  maxListBytes: number;
  /** Objects in one list. Default 200,000. */
  maxListObjects: number;
  /** Any other answer: one object, discovery, version. Default 4 MiB. */
  maxSmallBodyBytes: number;
  /** Objects asked for per page. Default 500. */
  pageSize: number;
  /** How long the server shall keep a watch open; each watch asks for this ± 20 %. Default 300. */
  watchTimeoutSeconds: number;
  /** Longest silence of a watch before it is taken for dead and opened anew. Default 75,000. */
  watchIdleMs: number;
};

/**
 * @public
 */
export type KubernetesClientOptions = {
  connection: KubernetesConnection;
  limits?: Partial<KubernetesLimits>;
  clock?: Clock;
  /** In [0, 1); jitters watch durations. Default `Math.random`. */
  random?: () => number;
  userAgent?: string;
  /** Bounds what lists and watches hold of answers under way; share one over clients. Default: none. */
  byteBudget?: ByteBudget;
  /** Called when a request has ended, each page and watch for itself, so that they can be counted; must not throw. */
  onRequestEnd?(how: 'answered' | KubernetesErrorKind): void;
};

/**
 * One kind of object in one version, as paths and answers name it.
 *
 * @public
 */
export type KubernetesResource = {
  /** Empty for the core group. */
  group: string;
  version: string;
  /** Plural, lower case, as in paths. */
  plural: string;
  kind: string;
  /** Kind of its lists, where a custom resource definition names another than `<kind>List`. */
  listKind?: string;
};

/**
 * The part of `metadata` that was checked; the rest is whatever the cluster sent.
 *
 * @public
 */
export type KubernetesMetadata = {
  name: string;
  uid: string;
  namespace?: string;
  resourceVersion?: string;
  [field: string]: unknown;
};

/**
 * An object from a cluster. Only what is named here was checked; everything else is untrusted.
 * Items of a list that lack `apiVersion` and `kind` (those of built-in kinds do) got those of their list.
 *
 * @public
 */
export type KubernetesObject = {
  apiVersion: string;
  kind: string;
  metadata: KubernetesMetadata;
  [field: string]: unknown;
};

/**
 * Which objects are meant.
 *
 * @public
 */
export type KubernetesSelection = {
  /** Only this namespace; all (or none, for cluster-scoped kinds) if absent. */
  namespace?: string;
  labelSelector?: string;
  fieldSelector?: string;
  /** Ask for `PartialObjectMetadata`. A server that cannot give it may answer whole objects; `kind` tells. */
  metadataOnly?: boolean;
};

/**
 * One state of one object.
 *
 * @public
 */
export type ObjectVersion = { uid: string; resourceVersion: string };

/**
 * An object that was larger than the limit: it exists, and that is all that is known of it.
 *
 * @public
 */
export type OversizedObject = { uid: string; name?: string };

/**
 * What of an object need not be read, and what of it is wanted.
 *
 * @public
 */
export type ObjectReading = {
  /**
   * Whether the caller has this state of this object already: it is then told of as skipped and never parsed. Called for each
   * object of a list; must be quick and must not throw.
   */
  isKnown?(uid: string, resourceVersion: string): boolean;
  /**
   * Parse `metadata.managedFields` too. They are half of most objects, and are cut out of the bytes otherwise, together with
   * the annotation `kubectl.kubernetes.io/last-applied-configuration`.
   *
   * A function keeps both of the objects of which it says so: it is given bytes that hold the managed fields as JSON, and
   * perhaps more of the object; must be quick and must not throw. Objects of which it cannot be asked are read without.
   */
  keepManagedFields?: boolean | ((bytes: Buffer) => boolean);
  /** In the place of the client's. */
  byteBudget?: ByteBudget;
};

/**
 * What came with the items of one batch.
 *
 * @public
 */
export type ListBatch = {
  /** In the list, and not read because they are known. */
  skipped: ObjectVersion[];
};

/**
 * @public
 */
export type ListOptions = KubernetesSelection &
  ObjectReading & {
    signal?: AbortSignal;
    /**
     * Called in order, while a page is read: at most 500 objects or about 1 MiB at a time, at least once per page. Nothing more is
     * read until its promise has resolved. What came is void if the list rejects.
     */
    onPage(items: KubernetesObject[], batch: ListBatch): void | Promise<void>;
    /** Objects that are there and too large to be read. Without it, such an object makes the list invalid. */
    onOversized?(objects: OversizedObject[]): void | Promise<void>;
    /** The server lost its place between two pages: everything from `onPage` so far is void, the list begins again. */
    onRestart?(): void | Promise<void>;
  };

/**
 * Exists only for a list that was complete and valid to its last page.
 *
 * @public
 */
export type ListResult = {
  /** Where a watch continues. */
  resourceVersion: string;
  /** Objects over all pages. */
  count: number;
  /** Bytes over all pages. */
  bytes: number;
  complete: true;
};

/**
 * What of a collection is wanted where all of it is not.
 *
 * @public
 */
export type ListSomeOptions = KubernetesSelection & {
  /** Objects. */
  limit: number;
  /** As received; an answer that has more is an error. */
  maxBytes: number;
  /** The whole answer. */
  timeoutMs: number;
  signal?: AbortSignal;
};

/**
 * @public
 */
export type ListSomeResult = {
  /** At most as many as were asked for. */
  items: KubernetesObject[];
  /** There are others that were not read. */
  more: boolean;
};

/**
 * @public
 */
export type WatchEvent = {
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  object: KubernetesObject;
};

/**
 * A list that comes over the watch itself, before its changes.
 *
 * @public
 */
export type InitialEvents = {
  /** As `onPage` of a list. */
  onItems(items: KubernetesObject[], batch: ListBatch): void | Promise<void>;
  /** The server has said that these were all: now, and only now, they are what a complete list is. */
  onEnd(list: { resourceVersion: string; count: number }): void | Promise<void>;
};

/**
 * @public
 */
export type WatchOptions = KubernetesSelection &
  ObjectReading & {
    /** Changes after this one are wanted; absent only with `initialEvents`. */
    resourceVersion?: string;
    /**
     * Ask for everything that there is first (`sendInitialEvents`, Kubernetes 1.32 and later). Rejects if the server refuses, or
     * has not come to the end of it within `listTimeoutMs`.
     */
    initialEvents?: InitialEvents;
    signal?: AbortSignal;
    /** The server accepted: status 200 and JSON. An `expired` may still follow at once. */
    onOpen?(): void;
    /**
     * Changes in order, those that arrived together in one call, at most 500. Nothing more is read from the socket until the promise has
     * resolved; only then `resourceVersion`, the point to resume from after them, counts as reached.
     */
    onEvents(
      events: WatchEvent[],
      resourceVersion: string,
    ): void | Promise<void>;
    /** No change up to here; a better point to resume from. */
    onBookmark?(resourceVersion: string): void;
  };

/**
 * How a watch ended without a fault.
 *
 * @public
 */
export type WatchResult = {
  /** `closed`: by the server, or at the end of its time; `idle`: silent for too long. The first can be resumed; after the second, what was missed shows in a list. */
  reason: 'closed' | 'idle';
  /** Where to resume. */
  resourceVersion: string;
};

/**
 * @public
 */
export type DiscoverOptions = {
  /** API groups whose resources are wanted; empty string for the core group. */
  groups: string[];
  signal?: AbortSignal;
};

/**
 * @public
 */
export type DiscoveredResource = KubernetesResource & {
  namespaced: boolean;
  verbs: string[];
};

/**
 * One served version of a group. With `error`, its resources could not be read, which is not the same as having none.
 *
 * @public
 */
export type DiscoveredVersion = {
  version: string;
  resources: DiscoveredResource[];
  error?: KubernetesError;
};

/**
 * @public
 */
export type DiscoveredGroup = {
  group: string;
  /** The server's order of preference, best first. */
  versions: DiscoveredVersion[];
};

/**
 * @public
 */
export type Discovery = {
  /** All groups that the server names, the core group included as empty string. */
  groupNames: string[];
  /** Those asked for and served, in the order asked for. */
  groups: DiscoveredGroup[];
};

/**
 * `GET /version`.
 *
 * @public
 */
export type KubernetesVersion = {
  /** As the server says it, e.g. `v1.36.2+k3s1`. */
  gitVersion: string;
  major: string;
  minor: string;
  platform?: string;
};

/**
 * @public
 */
export type RequestOptions = { signal?: AbortSignal };

/**
 * One object of a kind.
 *
 * @public
 */
export type ObjectName = {
  name: string;
  namespace?: string;
  /** e.g. `status` or `scale`. */
  subresource?: string;
};

/**
 * What an answer says before its body.
 *
 * @public
 */
export type AnswerHead = {
  status: number;
  /** When it was made, by whoever answered; as it was written, and not believed. */
  date?: string;
};

/**
 * @public
 */
export type GetObjectOptions = RequestOptions & ObjectName;

/**
 * @public
 */
export type PatchOptions = RequestOptions & {
  contentType:
    | 'application/merge-patch+json'
    | 'application/json-patch+json'
    | 'application/strategic-merge-patch+json'
    | 'application/apply-patch+yaml';
  /** Sent as JSON. With `metadata.resourceVersion` in it, a change in between is a `conflict`. */
  body: unknown;
  fieldManager?: string;
  /** Take fields from other managers; for `apply` only. */
  force?: boolean;
  /** Let the server check, and keep nothing. */
  dryRun?: boolean;
};

/**
 * What can be said of the watch of one resource at any time.
 *
 * - `listing`: the first list, or one that became necessary, is on its way
 * - `current`: what was handed over is what the cluster has
 * - `interrupted`: was current, has just failed once
 * - the others: why it fails, see `KubernetesErrorKind`; `throttled` and `expired` count as `unreachable`
 *
 * @public
 */
export type ReflectorState =
  | 'listing'
  | 'current'
  | 'interrupted'
  | 'unreachable'
  | 'unauthorized'
  | 'forbidden'
  | 'invalid'
  | 'not-served';

/**
 * @public
 */
export type ReflectorStateDetail = {
  /** For people; at most 300 characters, no control characters. */
  reason: string;
  /** HTTP status of the failure, where there was one. */
  status?: number;
  /** Milliseconds until the next attempt. */
  retryInMs?: number;
};

/**
 * Proof that what was handed over is still what the cluster has.
 *
 * @public
 */
export type Confirmation = {
  by: 'list' | 'open' | 'event' | 'bookmark';
  resourceVersion: string;
};

/**
 * One list, told apart from all others of the same reflector: 1, 2, 3 …
 *
 * @public
 */
export type ListEpoch = { epoch: number };

/**
 * Whether a caller takes a complete list for true.
 *
 * @public
 */
export type ListVerdict = void | 'list-again';

/**
 * What a reflector tells. Called one after the other, never two at a time. Where a promise may be returned, nothing more is
 * read until it has resolved. A handler that throws or rejects ends the reflector: `done` rejects with that error.
 *
 * @public
 */
export type ReflectorHandlers = {
  /** A list begins. Also after a restart between two pages: what came under an older epoch is void. */
  onListStart?(list: ListEpoch): void | Promise<void>;
  /** A batch of the list, while it is read: objects that are new or changed, and those that are known and were not read. */
  onListItems(
    items: KubernetesObject[],
    list: ListEpoch & ListBatch,
  ): void | Promise<void>;
  /**
   * Objects that the list has and that are too large to be read: they are not gone. Without this handler such an object makes
   * the list invalid.
   */
  onListOversized?(
    objects: OversizedObject[],
    list: ListEpoch,
  ): void | Promise<void>;
  /**
   * The list was complete and valid: now, and only now, objects that it lacks are gone. `count` has all of them, whether they
   * were read or not. A caller that does not believe it yet says `list-again`: the reflector waits, and lists under a new epoch
   * before it watches; at most three times in a row, then it takes the contradiction for a failure.
   */
  onListComplete(
    list: ListEpoch & { resourceVersion: string; count: number },
  ): ListVerdict | Promise<ListVerdict>;
  /** The list is void; nothing may be concluded from it. */
  onListFailed?(error: KubernetesError, list: ListEpoch): void | Promise<void>;
  onEvents(
    events: WatchEvent[],
    batch: { resourceVersion: string },
  ): void | Promise<void>;
  onConfirmed?(confirmation: Confirmation): void;
  onState?(state: ReflectorState, detail: ReflectorStateDetail): void;
};

/**
 * @public
 */
export type ReflectorOptions = KubernetesSelection &
  ObjectReading & {
    /** Resume from here without a list, for a caller that still holds the facts up to it. */
    initialResourceVersion?: string;
    signal?: AbortSignal;
    clock?: Clock;
    /** In [0, 1). Default `Math.random`. */
    random?: () => number;
    /** Upper bound of the first delay; doubles with each failure. Default 500. */
    backoffBaseMs?: number;
    /** Upper bound of all delays. Default 60,000. */
    backoffCapMs?: number;
    /** A watch that lasts this long starts the delays over. Default 60,000. */
    healthyAfterMs?: number;
    /** About how long to wait before a list that a handler asked for by `list-again`. Default 15,000. */
    listPacingMs?: number;
    /**
     * Have lists sent over the watch itself (`sendInitialEvents`), where the server does so. One that refuses, or does not come to
     * an end, is asked for lists from then on.
     */
    streamInitialEvents?: boolean;
    /** Waits for permission to list, for a caller that bounds lists over all clusters; the returned function gives it back. */
    admitList?(signal: AbortSignal): Promise<() => void>;
  };

/**
 * @public
 */
export type Reflector = {
  /** Ends it; resolves when no handler runs any more. */
  stop(): Promise<void>;
  /** Resolves when stopped; rejects with the error of a handler that failed. */
  done: Promise<void>;
};

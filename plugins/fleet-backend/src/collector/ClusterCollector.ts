import { createHash } from 'node:crypto';
import { isWrittenByOthers } from '@fleetview/backstage-plugin-fleet-common';
import type {
  FleetAdapter,
  AdapterWatch,
} from '@fleetview/backstage-plugin-fleet-node';
import {
  KubernetesClient,
  KubernetesError,
  systemClock,
  type Clock,
  type KubernetesConnection,
  type KubernetesLimits,
  type KubernetesVersion,
  type Reflector,
} from '@fleetview/kube-watch';
import { readClusterUid } from '../clusters/readClusterUid';
import { kindId } from '../coverage/kindId';
import { decodeScope, encodeScope, type Scope } from '../coverage/scopes';
import {
  extensionScopes,
  isReadWhole,
  notAskedReason,
  type ClusterExtension,
} from './extensionScopes';
import { findGroup, findKind, type FoundKind } from './findKinds';
import { DesiredReads } from './desired';
import { FollowUps } from './followUps';
import { KindCollector, type KindSink } from './KindCollector';
import { Looks } from './looks';
import { Rediscovery } from './Rediscovery';
import { RunningReads } from './running';
import type {
  CollectorReport,
  OtherKinds,
  StoredRequest,
  WatchKey,
} from './messages';
import type { ClusterPoll } from './polls/ClusterPoll';
import { ClusterPolls } from './polls/ClusterPolls';
import { reflectKind } from './reflectKind';
import { stateOf } from './stateOf';
import { ThreadShare } from './ThreadShare';
import { toDiscovered, type Discovered } from './toDiscovered';

/** How long until the kinds that a cluster serves are asked for again. */
const REDISCOVERY_MS = 5 * 60_000;
/** A thousand clusters that were started together do not stay together. */
const REDISCOVERY_JITTER = 0.2;
/**
 * Two waits in a row (the watch that is refused, the list after it) have to be
 * over within the minute in which a cluster that is well again has to be seen.
 */
const BACKOFF_CAP_MS = 20_000;
const RETRY_BASE_MS = 1_000;
const RETRY_CAP_MS = 30_000;

type DistributedOmit<T, K extends PropertyKey> = T extends unknown
  ? Omit<T, K>
  : never;

/** A report without what the collector's owner adds. */
export type ClusterReport = DistributedOmit<
  Exclude<CollectorReport, { type: 'batch' | 'stored' }>,
  'clusterId' | 'session'
>;

/** Where one cluster's collector reports to. */
export interface ClusterSink {
  report(report: ClusterReport): void;
  /** What was handed over of a kind is what the cluster has. */
  confirmed(key: WatchKey): void;
  batch(
    key: WatchKey,
    batch: Parameters<KindSink['batch']>[0] & { version: string },
  ): ReturnType<KindSink['batch']>;
  stored(
    key: WatchKey,
    request: Pick<StoredRequest, 'fingerprint' | 'after' | 'withTimes'>,
  ): ReturnType<KindSink['stored']>;
}

/**
 * Reads one cluster: connects, identifies, discovers, and runs one reflector per
 * kind that an adapter reads and the cluster serves. Never gives up, never
 * throws: whatever the cluster does is told as a state.
 */
export class ClusterCollector {
  readonly #clusterId: string;
  readonly #fingerprint: string;
  readonly #massLoss: number | undefined;
  readonly #adapters: FleetAdapter[];
  readonly #connection: KubernetesConnection;
  readonly #sink: ClusterSink;
  readonly #clock: Clock;
  readonly #limits: Partial<KubernetesLimits> | undefined;
  readonly #share: ThreadShare;
  readonly #failedBefore: boolean;
  readonly #extensions: readonly ClusterExtension[];
  readonly #random: () => number;
  readonly #polls: ClusterPolls;
  readonly #abort = new AbortController();
  readonly #rediscovery = new Rediscovery();
  readonly #running: Promise<void>;
  #followUps: FollowUps | undefined;
  #reflectors = new Map<
    string,
    { key: WatchKey; version: string; reflector: Reflector }
  >();
  /** Of groups of which every kind is read. */
  readonly #kindsEverRead = new Map<string, Set<string>>();
  /** A digest of what was told last that it serves. */
  #discoveredTold: string | undefined;

  static start(options: {
    clusterId: string;
    /** Of the code of the adapters. */
    fingerprint: string;
    adapters: FleetAdapter[];
    connection: KubernetesConnection;
    sink: ClusterSink;
    clock?: Clock;
    limits?: Partial<KubernetesLimits>;
    /** In [0, 1). Default `Math.random`. */
    random?: () => number;
    /** What it has together with the others of its thread. */
    share?: ThreadShare;
    /** The share of a kind's objects that one list alone may not take away. */
    massLoss?: number;
    /** It did not answer the last time that it was tried: others come before it. */
    failedBefore?: boolean;
    /** What may be read of it beyond the default role. */
    extensions?: readonly ClusterExtension[];
    /** What its systems are asked for over HTTP. */
    polls?: readonly ClusterPoll[];
  }): ClusterCollector {
    return new ClusterCollector(options);
  }

  private constructor(options: Parameters<typeof ClusterCollector.start>[0]) {
    this.#clusterId = options.clusterId;
    this.#fingerprint = options.fingerprint;
    this.#massLoss = options.massLoss;
    this.#adapters = options.adapters;
    this.#connection = options.connection;
    this.#sink = options.sink;
    this.#clock = options.clock ?? systemClock;
    this.#limits = options.limits;
    this.#random = options.random ?? Math.random;
    this.#failedBefore = options.failedBefore ?? false;
    this.#extensions = options.extensions ?? [];
    this.#share = options.share ?? new ThreadShare({ clock: this.#clock });
    this.#polls = new ClusterPolls({
      ...options,
      polls: options.polls ?? [],
      clock: this.#clock,
      random: this.#random,
      share: this.#share,
    });
    this.#running = this.#run();
  }

  async stop(): Promise<void> {
    this.#abort.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { signal } = this.#abort;
    let client: KubernetesClient;
    try {
      client = KubernetesClient.create({
        connection: this.#connection,
        ...(this.#limits ? { limits: this.#limits } : {}),
        clock: this.#clock,
        userAgent: 'fleet-for-backstage',
        byteBudget: this.#share.bytes,
        onRequestEnd: how => this.#share.work.requestEnded(how),
      });
    } catch (error) {
      this.#reportFailure(error);
      return;
    }
    const followUps = new FollowUps({
      observer: this.#clusterId,
      adapters: this.#adapters,
      client,
      sink: this.#sink,
      clock: this.#clock,
      share: this.#share,
      signal,
      random: this.#random,
    });
    this.#followUps = followUps;
    let following: Promise<unknown> | undefined;
    let attempt = 0;
    let hasFailed = this.#failedBefore;
    while (!signal.aborted) {
      let waitMs = Math.round(
        REDISCOVERY_MS * (1 + REDISCOVERY_JITTER * (2 * this.#random() - 1)),
      );
      try {
        await this.#connectInTurn(client, signal, hasFailed);
        attempt = 0;
        hasFailed = false;
        // Nothing is asked of a cluster that never answered.
        following ??= Promise.all([
          followUps.run(),
          ...this.#wantedReads(client).map(reads => reads.run()),
        ]);
      } catch (error) {
        if (signal.aborted) break;
        this.#reportFailure(error);
        attempt += 1;
        hasFailed = true;
        const cap = Math.min(RETRY_CAP_MS, RETRY_BASE_MS * 2 ** attempt);
        waitMs = RETRY_BASE_MS + this.#random() * (cap - RETRY_BASE_MS);
      }
      await this.#rediscovery.wait(waitMs, { clock: this.#clock, signal });
    }
    await Promise.all(
      [...this.#reflectors.values()].map(({ reflector }) => reflector.stop()),
    );
    await following?.catch(() => undefined);
    await this.#polls.stop();
    await client.close();
  }

  /** What reads single things that somebody wants to know of. */
  #wantedReads(client: KubernetesClient): { run(): Promise<void> }[] {
    const shared = {
      observer: this.#clusterId,
      adapters: this.#adapters,
      client,
      sink: this.#sink,
      clock: this.#clock,
      share: this.#share,
      signal: this.#abort.signal,
      random: this.#random,
    };
    return [
      new Looks({ ...shared, extensions: this.#extensions }),
      new DesiredReads({
        ...shared,
        overHttp: this.#polls.desiredSources(client),
      }),
      new RunningReads(shared),
    ];
  }

  async #connectInTurn(
    client: KubernetesClient,
    signal: AbortSignal,
    hasFailed: boolean,
  ): Promise<void> {
    const { connecting, retrying } = this.#share;
    const release = await (hasFailed ? retrying : connecting).admit(
      signal,
      () => this.#sink.report({ type: 'waiting' }),
    );
    try {
      await this.#connect(client, signal);
    } finally {
      release();
    }
  }

  async #connect(client: KubernetesClient, signal: AbortSignal): Promise<void> {
    const version = await client.version({ signal });
    const uid = await readClusterUid(client, signal);
    const all = this.#adapters.flatMap(adapter =>
      adapter.watches.map(watch => ({
        adapter,
        watch,
        scopes: extensionScopes(watch, this.#extensions),
        isWhole: !watch.extension || isReadWhole(watch, this.#extensions),
      })),
    );
    // Of what is off no request is made, not even whether there is such a kind.
    const watches = all.filter(
      ({ isWhole, scopes }) => isWhole || scopes.length > 0,
    );
    const discovery = await client.discover({
      groups: [...new Set(watches.map(({ watch }) => watch.group))],
      signal,
    });
    const found = watches
      .filter(({ watch }) => !watch.everyKind)
      .map(({ adapter, watch, scopes, isWhole }) =>
        findKind(
          { watch, keys: keysOf(adapter, watch, isWhole ? undefined : scopes) },
          discovery,
        ),
      );
    const groups = watches
      .filter(({ watch }) => watch.everyKind)
      .map(({ adapter, watch }) =>
        findGroup(
          { adapter: adapter.id, watch },
          discovery,
          this.#kindsEverReadOf(adapter.id, watch.group),
        ),
      );
    found.push(...groups.flatMap(({ kinds }) => kinds));
    const off = all.flatMap(({ adapter, watch, scopes, isWhole }) =>
      watch.extension && !isWhole
        ? [
            {
              key: keyOf(adapter, watch),
              reason: notAskedReason(watch, scopes),
            },
          ]
        : [],
    );
    this.#sink.report({
      type: 'connection',
      state: 'connected',
      ...(uid ? { uid } : {}),
      kubernetesVersion: version.gitVersion,
    });
    // Told as not served only when nothing is told any more by what read it.
    await this.#stopNotServed(found);
    this.#tellDiscovered(
      toDiscovered({
        off: [...off, ...this.#polls.notAsked()],
        polled: this.#polls.keys(),
        groups,
        found,
        isRead: id => this.#reflectors.has(id),
      }),
    );
    for (const { kinds, others } of groups) {
      if (!others.unlessWatched) await this.#stopOthers(others, kinds);
    }
    this.#polls.start(client);
    for (const { keys, watch, version: chosen } of found) {
      if (!chosen) continue;
      for (const key of keys) {
        this.#rediscovery.found(kindId(key));
        this.#reflect(client, key, watch, chosen, version);
      }
    }
  }

  async #stopNotServed(found: readonly FoundKind[]): Promise<void> {
    for (const { keys, version, error, hasGroup } of found) {
      if (version || error) continue;
      for (const key of keys) {
        const id = kindId(key);
        // Its group is there: what is usually in it may be on its way, or back.
        if (hasGroup) {
          if (this.#reflectors.has(id)) this.#rediscovery.missing(id);
          else this.#rediscovery.expected(id);
        }
        await this.#stopReflector(key);
      }
    }
  }

  /** Nearly always it is as it was: then nothing is told. */
  #tellDiscovered(told: Discovered): void {
    const digest = createHash('sha256')
      .update(JSON.stringify(told))
      .digest('base64');
    if (this.#discoveredTold === digest) return;
    this.#discoveredTold = digest;
    this.#sink.report({ type: 'discovered', ...told });
  }

  #reflect(
    client: KubernetesClient,
    key: WatchKey,
    watch: AdapterWatch,
    version: string,
    server: KubernetesVersion,
  ): void {
    const id = kindId(key);
    const running = this.#reflectors.get(id);
    if (running?.version === version) return;
    const ended = running?.reflector.stop();
    // Facts bear the version that they were read in.
    const fingerprint = `${this.#fingerprint}/${version}`;
    const followed = this.#followUps?.of(key.adapter, watch, version);
    const collector = new KindCollector({
      ...(followed ? { followed } : {}),
      observer: this.#clusterId,
      adapter: key.adapter,
      fingerprint,
      ...(this.#massLoss === undefined ? {} : { massLoss: this.#massLoss }),
      watch,
      version,
      work: this.#share.work,
      clock: this.#clock,
      sink: {
        batch: batch => this.#sink.batch(key, { ...batch, version }),
        stored: after =>
          this.#sink.stored(key, { fingerprint, ...(after ? { after } : {}) }),
      },
    });
    const within = decodeScope(key.scope);
    const { labelSelector } = watch.extension ?? {};
    const reflector = reflectKind({
      client,
      resource: {
        group: watch.group,
        version,
        plural: watch.plural,
        kind: watch.kind,
      },
      collector,
      ...(ended ? { after: ended } : {}),
      handlers: {
        onConfirmed: () => this.#sink.confirmed(key),
        onState: (state, { reason }) => {
          if (state === 'not-served') this.#rediscovery.missing(id);
          this.#sink.report({
            type: 'coverage',
            key,
            state,
            ...(reason ? { reason } : {}),
          });
        },
      },
      reflectorOptions: {
        signal: this.#abort.signal,
        backoffCapMs: BACKOFF_CAP_MS,
        clock: this.#clock,
        ...(watch.metadataOnly ? { metadataOnly: true } : {}),
        ...(watch.tellsDifferences
          ? { keepManagedFields: isWrittenByOthers }
          : {}),
        ...(within ? { namespace: within.namespace } : {}),
        ...(within?.name === undefined
          ? {}
          : { fieldSelector: `metadata.name=${within.name}` }),
        ...(labelSelector ? { labelSelector } : {}),
        streamInitialEvents: streamsInitialEvents(server),
        admitList: listing => this.#share.lists.admit(listing),
      },
    });
    this.#reflectors.set(id, { key, version, reflector });
    reflector.done.catch(error => {
      if (this.#abort.signal.aborted) return;
      if (this.#reflectors.get(id)?.reflector !== reflector) return;
      this.#reflectors.delete(id);
      this.#sink.report({
        type: 'coverage',
        key,
        state: 'invalid',
        reason: `reading ended: ${
          error instanceof Error ? error.message : error
        }`,
      });
    });
  }

  #kindsEverReadOf(adapter: string, group: string): Set<string> {
    const id = `${adapter}/${group}`;
    const known = this.#kindsEverRead.get(id) ?? new Set();
    this.#kindsEverRead.set(id, known);
    return known;
  }

  /** Ends the reading of kinds of a group that it has no more. What was read of them stays. */
  async #stopOthers(
    others: OtherKinds,
    kinds: readonly FoundKind[],
  ): Promise<void> {
    const { adapter, group, state, reason } = others;
    const found = new Set(
      kinds.flatMap(({ keys }) => keys.map(({ kind }) => kind)),
    );
    for (const { key } of [...this.#reflectors.values()]) {
      if (key.adapter !== adapter || key.group !== group) continue;
      if (found.has(key.kind)) continue;
      if (state === 'not-served') this.#rediscovery.missing(kindId(key));
      await this.#stopReflector(key);
      this.#sink.report({
        type: 'coverage',
        key,
        state,
        ...(reason ? { reason } : {}),
      });
    }
  }

  async #stopReflector(key: WatchKey): Promise<void> {
    const running = this.#reflectors.get(kindId(key));
    this.#reflectors.delete(kindId(key));
    await running?.reflector.stop();
  }

  #reportFailure(error: unknown): void {
    // Kinds are told to have failed by it, too.
    this.#discoveredTold = undefined;
    this.#sink.report({
      type: 'connection',
      state: error instanceof KubernetesError ? stateOf(error) : 'invalid',
      reason: error instanceof KubernetesError ? error.reason : String(error),
    });
  }
}

/** Servers send lists over the watch since 1.32; one that does not is asked for lists. */
function streamsInitialEvents({ major, minor }: KubernetesVersion): boolean {
  return major === '1' && Number.parseInt(minor, 10) >= 32;
}

/** The keys that a kind is read under: one for each scope, or one for all where there are none. */
function keysOf(
  adapter: FleetAdapter,
  watch: AdapterWatch,
  scopes: readonly Scope[] | undefined,
): WatchKey[] {
  const key = keyOf(adapter, watch);
  return scopes
    ? scopes.map(scope => ({ ...key, scope: encodeScope(scope) }))
    : [key];
}

function keyOf(adapter: FleetAdapter, watch: AdapterWatch): WatchKey {
  return { adapter: adapter.id, group: watch.group, kind: watch.kind };
}

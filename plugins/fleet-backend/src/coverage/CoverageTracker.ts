import {
  isCoverageCurrent,
  type CoverageState,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import type { SkippedSummary, WatchKey } from '../collector/messages';
import { markDirty, type DirtyMark } from '../store/markDirty';
import { markStale } from '../store/markStale';
import {
  recordTransitions,
  type TransitionRecord,
} from '../store/recordTransitions';
import { CLUSTER_ALONE, EVERY_NAMESPACE } from '../store/touchedNamespaces';
import {
  toClusterColumns,
  toCoverageRow,
  upsertCoverage,
} from './coverageRows';
import type { ClusterEntry, CoverageEntry } from './entries';
import { reachabilityOf } from './reachabilityOf';
import { summariseCoverage } from './summariseCoverage';
import { staleReason } from './staleReason';

/** A proof of freshness alone is written at most so often. */
const CONFIRMED_WRITE_MS = 10_000;

/** Tells whether what was read from an observer's kind may be called current. */
export interface CurrencyLookup {
  currencyOf(
    clusterId: string,
    key: WatchKey,
  ): { current: boolean; confirmedAt?: number; reason?: string };
}

/**
 * Keeps, per observer and kind, how well it is covered, and judges every second
 * what is still current. The rows in the database follow; no fact is written to
 * prove that it is fresh.
 */
export class CoverageTracker implements CurrencyLookup {
  readonly #knex: Knex;
  readonly #now: () => number;
  readonly #tellsWhatRuns: (key: WatchKey) => boolean;
  readonly #onChanged: () => void;
  readonly #entries = new Map<string, Map<string, CoverageEntry>>();
  readonly #clusters = new Map<string, ClusterEntry>();
  #judging: Promise<void> = Promise.resolve();
  /** What was judged and not yet written: a flip is seen once, and must not be lost. */
  #transitions: TransitionRecord[] = [];
  #marks: DirtyMark[] = [];
  #flipped: CoverageEntry[] = [];
  /** Clusters that have just ceased to answer. */
  #silenced: string[] = [];

  static async create(options: {
    knex: Knex;
    /** Whether a kind's facts say what runs on a cluster. */
    tellsWhatRuns: (key: WatchKey) => boolean;
    /** Called when something visible was written. */
    onChanged: () => void;
    now?: () => number;
  }): Promise<CoverageTracker> {
    const tracker = new CoverageTracker(options);
    // Nothing is current before it is seen to be: what was may long have changed.
    await markStale({ knex: options.knex });
    await tracker.#load();
    return tracker;
  }

  private constructor(options: {
    knex: Knex;
    tellsWhatRuns: (key: WatchKey) => boolean;
    onChanged: () => void;
    now?: () => number;
  }) {
    this.#knex = options.knex;
    this.#tellsWhatRuns = options.tellsWhatRuns;
    this.#onChanged = options.onChanged;
    this.#now = options.now ?? Date.now;
  }

  /** A cluster is about to be connected to, or may not be asked. */
  begin(
    clusterId: string,
    name: string,
    connection: { state: 'pending' | 'not-asked'; reason?: string },
  ): void {
    const cluster = this.#cluster(clusterId);
    cluster.name = name;
    cluster.connection = connection;
    for (const entry of this.#entries.get(clusterId)?.values() ?? []) {
      entry.reflected = false;
    }
    if (connection.state === 'not-asked') {
      this.#failAll(clusterId, 'not-asked', connection.reason, () => true);
    }
  }

  connected(clusterId: string, kubernetesVersion: string | undefined): void {
    const cluster = this.#cluster(clusterId);
    cluster.connection = { state: 'reachable' };
    cluster.lastSeenAt = this.#now();
    if (kubernetesVersion && kubernetesVersion !== cluster.kubernetesVersion) {
      cluster.kubernetesVersion = kubernetesVersion;
      cluster.changed = true;
    }
  }

  connectionFailed(
    clusterId: string,
    state:
      | 'unreachable'
      | 'unauthorized'
      | 'forbidden'
      | 'invalid'
      | 'quarantined'
      | 'not-served',
    reason: string,
  ): void {
    const failure = state === 'not-served' ? 'invalid' : state;
    const cluster = this.#cluster(clusterId);
    cluster.connection = { state: failure, reason };
    // Kinds with a watch of their own know better.
    this.#failAll(
      clusterId,
      failure,
      reason,
      entry => state === 'quarantined' || !entry.reflected,
    );
  }

  discovered(
    clusterId: string,
    watches: (WatchKey & { version?: string })[],
  ): void {
    for (const { version, ...key } of watches) {
      const entry = this.#entry(clusterId, key);
      if (version && entry.version !== version) {
        entry.version = version;
        entry.changed = true;
      }
    }
  }

  /** A kind's state as its reflector tells it. */
  told(
    clusterId: string,
    key: WatchKey,
    state: CoverageState,
    reason: string | undefined,
  ): void {
    const entry = this.#entry(clusterId, key);
    entry.reflected = true;
    this.#set(entry, state, reason);
  }

  confirmed(clusterId: string, keys: WatchKey[]): void {
    const now = this.#now();
    this.#cluster(clusterId).lastSeenAt = now;
    for (const key of keys) {
      this.#entry(clusterId, key).confirmedAt = now;
    }
  }

  /** How many objects there are of a kind, and which of them could not be read. */
  counted(
    clusterId: string,
    key: WatchKey,
    progress: { objects: number; skipped?: SkippedSummary[] },
  ): void {
    const entry = this.#entry(clusterId, key);
    if (entry.objects !== progress.objects) {
      entry.objects = progress.objects;
      entry.changed = true;
    }
    if (progress.skipped) {
      entry.skipped = progress.skipped;
      entry.changed = true;
    }
  }

  forget(clusterId: string): void {
    this.#entries.delete(clusterId);
    this.#clusters.delete(clusterId);
  }

  currencyOf(
    clusterId: string,
    key: WatchKey,
  ): { current: boolean; confirmedAt?: number; reason?: string } {
    const entry = this.#entries.get(clusterId)?.get(idOf(key));
    if (!entry) return { current: false, reason: 'never read' };
    return {
      current: entry.isCurrent,
      confirmedAt: entry.confirmedAt,
      ...(entry.isCurrent ? {} : { reason: staleReason(entry) }),
    };
  }

  /** Judges everything by the time that it is, and writes what is different. */
  judge(): Promise<void> {
    this.#judging = this.#judging
      .catch(() => undefined)
      .then(() => this.#judge());
    return this.#judging;
  }

  async #judge(): Promise<void> {
    const now = this.#now();
    const transitions = this.#transitions;
    const marks = this.#marks;
    const flipped = this.#flipped;
    const silenced = this.#silenced;
    let visible = false;

    for (const [clusterId, cluster] of this.#clusters) {
      const entries = [...(this.#entries.get(clusterId)?.values() ?? [])];
      // The clock went back: what is proven is proven until now, and ages from now on.
      if (isLater(cluster.lastSeenAt, now)) {
        cluster.lastSeenAt = now;
        cluster.changed = true;
      }
      for (const entry of entries) {
        if (isLater(entry.confirmedAt, now)) {
          entry.confirmedAt = now;
          entry.changed = true;
        }
        const isCurrent = isCoverageCurrent({
          state: entry.state,
          confirmedAgeMs: age(now, entry.confirmedAt),
        });
        if (isCurrent !== entry.isCurrent) {
          entry.isCurrent = isCurrent;
          entry.changed = true;
          flipped.push(entry);
          // The first list of a kind is no news; losing and regaining it is.
          if (entry.wasCurrent) {
            transitions.push({
              at: now,
              ...(isCurrent || entry.confirmedAt === undefined
                ? {}
                : { notBefore: Math.min(entry.confirmedAt, now) }),
              clusterId,
              scope: 'coverage',
              name: entry.key.kind,
              field: 'coverage',
              from: isCurrent ? 'stale' : 'current',
              // One that only fell silent is in no other state than before.
              to: isCurrent
                ? 'current'
                : entry.state.replace(/^current$/, 'stale'),
              ...(entry.reason ? { reason: entry.reason } : {}),
            });
          }
          entry.wasCurrent ||= isCurrent;
        }
      }
      const coverage = summariseCoverage(entries);
      if (JSON.stringify(coverage) !== JSON.stringify(cluster.coverage)) {
        cluster.coverage = coverage;
        cluster.changed = true;
      }
      const verdict = reachabilityOf({
        connection: cluster.connection,
        kinds: entries.map(entry => ({
          kind: entry.key.kind,
          state: entry.state,
          isCurrent: entry.isCurrent,
          ...(entry.reason ? { reason: entry.reason } : {}),
          tellsWhatRuns: this.#tellsWhatRuns(entry.key),
        })),
      });
      if (
        verdict.state !== cluster.reachability ||
        verdict.reason !== cluster.reason
      ) {
        if (verdict.state !== cluster.reachability) {
          if (cluster.reachability !== 'pending') {
            transitions.push({
              at: now,
              clusterId,
              scope: 'cluster',
              name: cluster.name,
              field: 'reachability',
              from: cluster.reachability,
              to: verdict.state,
              ...(verdict.reason ? { reason: verdict.reason } : {}),
            });
          }
          cluster.since = now;
          marks.push({ clusterId, namespace: CLUSTER_ALONE });
          if (cluster.reachability === 'reachable') {
            silenced.push(clusterId);
            marks.push({ clusterId, namespace: EVERY_NAMESPACE });
          }
        }
        cluster.reachability = verdict.state;
        cluster.reason = verdict.reason;
        cluster.changed = true;
      }
    }

    for (const entry of flipped) {
      marks.push({ clusterId: entry.clusterId, namespace: EVERY_NAMESPACE });
      const subjects: { subject: string }[] = await this.#knex('delivery')
        .where({ observer: entry.clusterId, kind: entry.key.kind })
        .whereNotNull('subject')
        .distinct('subject');
      for (const { subject } of subjects) {
        marks.push({ clusterId: subject, namespace: EVERY_NAMESPACE });
      }
    }

    const entries = [...this.#entries.values()].flatMap(kinds =>
      [...kinds.values()].filter(
        entry => entry.changed || now - entry.writtenAt > CONFIRMED_WRITE_MS,
      ),
    );
    const clusters = [...this.#clusters].filter(
      ([, cluster]) =>
        cluster.changed || now - cluster.writtenAt > CONFIRMED_WRITE_MS,
    );
    if (entries.length + clusters.length + marks.length === 0) return;
    visible =
      transitions.length > 0 ||
      entries.some(entry => entry.changed) ||
      clusters.some(([, cluster]) => cluster.changed);

    // What changes while this is written is written the next time.
    const entryRows = entries.map(toCoverageRow);
    const clusterRows = clusters.map(toClusterColumns);
    for (const entry of entries) {
      entry.changed = false;
      entry.writtenAt = now;
    }
    for (const [, cluster] of clusters) {
      cluster.changed = false;
      cluster.writtenAt = now;
    }
    try {
      await this.#knex.transaction(async trx => {
        await upsertCoverage(trx, entryRows);
        for (const { id, columns } of clusterRows) {
          await trx('cluster').where({ id }).update(columns);
        }
        if (silenced.length > 0) {
          await markStale({ knex: trx, clusterIds: silenced });
        }
        await markDirty({ knex: trx, marks });
        await recordTransitions({ knex: trx, transitions });
      });
      this.#transitions = [];
      this.#marks = [];
      this.#flipped = [];
      this.#silenced = [];
    } catch (error) {
      for (const entry of entries) entry.changed = true;
      for (const [, cluster] of clusters) cluster.changed = true;
      throw error;
    }
    if (visible) this.#onChanged();
  }

  async #load(): Promise<void> {
    const now = this.#now();
    for (const row of await this.#knex('cluster').whereNull('left_at')) {
      this.#clusters.set(row.id, {
        name: row.name,
        connection: { state: 'pending' },
        reachability: 'pending',
        since: now,
        lastSeenAt: row.last_seen_at ? Number(row.last_seen_at) : undefined,
        kubernetesVersion: row.kubernetes_version ?? undefined,
        coverage: { asked: 0, current: 0, state: 'pending' },
        writtenAt: now,
        changed: true,
      });
    }
    for (const row of await this.#knex('coverage')) {
      const key = {
        adapter: row.adapter,
        group: row.api_group,
        kind: row.kind,
      };
      const kinds = this.#entries.get(row.cluster_id) ?? new Map();
      kinds.set(idOf(key), {
        clusterId: row.cluster_id,
        key,
        version: row.api_version ?? undefined,
        // What was last known is still known; whether it holds has to be seen.
        state: row.state === 'not-served' ? 'not-served' : 'pending',
        since: now,
        reason:
          row.state === 'not-served'
            ? undefined
            : 'not read since the portal started',
        confirmedAt: row.confirmed_at ? Number(row.confirmed_at) : undefined,
        isCurrent: false,
        wasCurrent: false,
        reflected: false,
        objects: row.objects,
        skipped: JSON.parse(row.skipped ?? '[]'),
        writtenAt: now,
        changed: true,
      });
      this.#entries.set(row.cluster_id, kinds);
    }
  }

  #cluster(clusterId: string): ClusterEntry {
    const now = this.#now();
    const cluster = this.#clusters.get(clusterId) ?? {
      name: clusterId,
      connection: { state: 'pending' as const },
      reachability: 'pending' as const,
      since: now,
      coverage: { asked: 0, current: 0, state: 'pending' as const },
      writtenAt: now,
      changed: true,
    };
    this.#clusters.set(clusterId, cluster);
    return cluster;
  }

  #entry(clusterId: string, key: WatchKey): CoverageEntry {
    const kinds =
      this.#entries.get(clusterId) ?? new Map<string, CoverageEntry>();
    this.#entries.set(clusterId, kinds);
    const entry: CoverageEntry = kinds.get(idOf(key)) ?? {
      clusterId,
      key,
      state: 'pending',
      since: this.#now(),
      isCurrent: false,
      wasCurrent: false,
      reflected: false,
      objects: 0,
      skipped: [],
      writtenAt: 0,
      changed: true,
    };
    kinds.set(idOf(key), entry);
    return entry;
  }

  #set(
    entry: CoverageEntry,
    state: CoverageState,
    reason: string | undefined,
  ): void {
    if (entry.state !== state) {
      entry.state = state;
      entry.since = this.#now();
      entry.changed = true;
    }
    const shown = state === 'current' ? undefined : reason;
    if (entry.reason !== shown) {
      entry.reason = shown;
      entry.changed = true;
    }
  }

  #failAll(
    clusterId: string,
    state: CoverageState,
    reason: string | undefined,
    which: (entry: CoverageEntry) => boolean,
  ): void {
    for (const entry of this.#entries.get(clusterId)?.values() ?? []) {
      if (entry.state !== 'not-served' && which(entry)) {
        this.#set(entry, state, reason);
      }
    }
  }
}

function isLater(time: number | undefined, now: number): boolean {
  return time !== undefined && time > now;
}

function age(now: number, then: number | undefined): number | undefined {
  return then === undefined ? undefined : Math.max(0, now - then);
}

function idOf(key: WatchKey): string {
  return `${key.adapter}/${key.group}/${key.kind}`;
}

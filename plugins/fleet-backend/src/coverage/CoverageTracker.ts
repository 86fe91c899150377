import {
  withoutCredentials,
  type CoverageState,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import type {
  DiscoveredKind,
  OtherKinds,
  SkippedSummary,
  WatchKey,
} from '../collector/messages';
import type { Fence } from '../store/fence';
import { EVERY_NAMESPACE } from '../store/touchedNamespaces';
import { Agenda } from './Agenda';
import { toClusterRow, toCoverageRow } from './coverageRows';
import {
  NOTHING_SKIPPED,
  type ClusterEntry,
  type CoverageEntry,
} from './entries';
import type { Currency } from './Currency';
import { judgeCluster, proofDueAt, type Verdicts } from './judgeCluster';
import { kindId } from './kindId';
import { loadCoverage } from './loadCoverage';
import { readSubjects } from './readSubjects';
import { RemoteCoverage } from './RemoteCoverage';
import { coveringEntry, type CoveredKey } from './scopes';
import { SharedKinds } from './SharedKinds';
import { staleReason } from './staleReason';
import { writeVerdicts } from './writeVerdicts';

/** Judged and written at once, so that nothing else waits for long. */
const CLUSTERS_AT_ONCE = 50;
/** A first list of which nothing came for so long holds nothing up any more. */
const HANGS_AFTER_MS = 3_000;

/** Tells whether what was read from an observer's kind may be called current. */
export interface CurrencyLookup {
  currencyOf(clusterId: string, key: CoveredKey): Currency;
}

/**
 * Keeps, per observer and kind, how well it is covered, and judges every second
 * what is still current. The rows in the database follow; no fact is written to
 * prove that it is fresh.
 *
 * Tracks the clusters that this replica reads, and looks at a cluster only when
 * something was said of it or a time has come. Of observers that others read it
 * knows what they wrote.
 */
export class CoverageTracker implements CurrencyLookup {
  readonly #knex: Knex;
  readonly #now: () => number;
  readonly #tellsWhatRuns: (key: WatchKey) => boolean;
  readonly #tellsSight: (key: WatchKey) => boolean;
  readonly #isExtension: (key: WatchKey) => boolean;
  readonly #isFollowUp: (key: WatchKey) => boolean;
  readonly #onChanged: () => void;
  readonly #fenceOf: ((clusterId: string) => Fence | undefined) | undefined;
  readonly #onFenced: (clusterIds: string[]) => void;
  readonly #clusters = new Map<string, ClusterEntry>();
  readonly #touched = new Set<string>();
  readonly #shared = new SharedKinds();
  readonly #agenda = new Agenda();
  readonly #remote: RemoteCoverage;
  #judgedAt = -Infinity;
  #judging: Promise<void> = Promise.resolve();
  /** What was judged and not yet written: a flip is seen once, and must not be lost. */
  #unwritten = noVerdicts();

  static create(options: CoverageTrackerOptions): CoverageTracker {
    return new CoverageTracker(options);
  }

  private constructor(options: CoverageTrackerOptions) {
    this.#knex = options.knex;
    this.#tellsWhatRuns = options.tellsWhatRuns;
    this.#isExtension = options.isExtension ?? (() => false);
    this.#isFollowUp = options.isFollowUp ?? (() => false);
    this.#tellsSight = options.tellsSight ?? (() => false);
    this.#onChanged = options.onChanged;
    this.#now = options.now ?? Date.now;
    this.#fenceOf = options.fenceOf;
    this.#onFenced = options.onFenced ?? (() => {});
    this.#remote = new RemoteCoverage({ knex: this.#knex, now: this.#now });
  }

  /**
   * Takes clusters up that this replica reads from now on, with what was last
   * known of them.
   */
  async acquire(clusterIds: string[]): Promise<void> {
    const loaded = await loadCoverage({
      knex: this.#knex,
      clusterIds,
      now: this.#now(),
      tellsWhatRuns: this.#tellsWhatRuns,
      isExtension: this.#isExtension,
      isFollowUp: this.#isFollowUp,
      shared: this.#shared,
    });
    for (const cluster of loaded) {
      this.#clusters.set(cluster.id, cluster);
      this.#touched.add(cluster.id);
      this.#remote.forget(cluster.id);
    }
    const hubs: string[] = [];
    for (let start = 0; start < clusterIds.length; start += 500) {
      hubs.push(
        ...(await this.#knex('delivery')
          .whereIn('subject', clusterIds.slice(start, start + 500))
          .distinct('observer')
          .pluck('observer')),
      );
    }
    await this.#remote.preload(
      [...new Set(hubs)].filter(observer => !this.#clusters.has(observer)),
    );
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
    for (const entry of cluster.kinds.values()) entry.reflected = false;
    if (connection.state === 'not-asked') {
      this.#failAll(cluster, 'not-asked', connection.reason, () => true);
    }
    this.#touched.add(clusterId);
  }

  /** A cluster waits until others have been connected to. */
  waiting(clusterId: string, reason: string): void {
    const cluster = this.#cluster(clusterId);
    if (cluster.connection.state !== 'pending') return;
    cluster.connection = { state: 'pending', reason };
    this.#touched.add(clusterId);
  }

  /**
   * A cluster answered.
   *
   * @param identity - whether it showed that it is the one that it was; absent
   *   where it never showed who it is
   */
  connected(
    clusterId: string,
    kubernetesVersion: string | undefined,
    identity?: 'shown' | 'lost',
  ): void {
    const cluster = this.#cluster(clusterId);
    cluster.connection = { state: 'reachable' };
    this.#seen(cluster, this.#now());
    const isLost = cluster.identityLostAt !== undefined;
    if (identity && isLost !== (identity === 'lost')) {
      cluster.identityLostAt = isLost ? undefined : this.#now();
      cluster.changed = true;
    }
    if (kubernetesVersion && kubernetesVersion !== cluster.kubernetesVersion) {
      cluster.kubernetesVersion = kubernetesVersion;
      cluster.changed = true;
    }
    this.#touched.add(clusterId);
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
    // Servers repeat what they were asked with.
    cluster.connection = { state: failure, reason: withoutCredentials(reason) };
    // Kinds with a watch of their own know better.
    this.#failAll(
      cluster,
      failure,
      reason,
      entry => state === 'quarantined' || !entry.reflected,
    );
    this.#touched.add(clusterId);
  }

  /**
   * What a cluster serves of what is read.
   *
   * @param others - of groups of which every kind is read: how well kinds are covered
   *   that are not among the watches, as they were read before
   */
  discovered(
    clusterId: string,
    watches: readonly DiscoveredKind[],
    others: readonly OtherKinds[] = [],
  ): void {
    for (const { version, state, reason, ...key } of watches) {
      const entry = this.#entry(clusterId, key);
      if (version && entry.version !== version) {
        entry.version = this.#shared.text(version);
        this.#changed(entry);
      }
      if (state) this.told(clusterId, key, state, reason);
    }
    // What is not asked for any more stays as it was last, and is not current.
    const told = new Set(watches.map(kindId));
    for (const entry of this.#cluster(clusterId).kinds.values()) {
      if (!entry.isExtension || told.has(kindId(entry.key))) continue;
      entry.reflected = true;
      this.#set(
        entry,
        'not-asked',
        `it is not under ${
          entry.freshnessMs === undefined ? 'fleet.extensions' : 'fleet.polls'
        } any more`,
      );
    }
    for (const other of others) {
      for (const entry of this.#cluster(clusterId).kinds.values()) {
        const { key } = entry;
        const isOther =
          key.adapter === other.adapter &&
          key.group === other.group &&
          !told.has(kindId(key));
        if (!isOther || (other.unlessWatched && entry.reflected)) continue;
        if (!other.unlessWatched) entry.reflected = true;
        this.#set(entry, other.state, other.reason);
      }
    }
  }

  /**
   * A kind's state as whoever reads it tells it.
   *
   * @param freshnessMs - for how long a proof of it counts, where it is not watched
   */
  told(
    clusterId: string,
    key: WatchKey,
    state: CoverageState,
    reason: string | undefined,
    freshnessMs?: number,
  ): void {
    const entry = this.#entry(clusterId, key);
    entry.reflected = true;
    if (entry.freshnessMs !== freshnessMs) {
      entry.freshnessMs = freshnessMs;
      this.#changed(entry);
    }
    this.#heard(entry);
    this.#set(entry, state, reason);
  }

  /**
   * What was handed over of kinds is what the cluster has.
   *
   * @param ageMs - how long ago that was proven
   */
  confirmed(clusterId: string, keys: WatchKey[], ageMs = 0): void {
    // Whole milliseconds are what the database takes.
    const at = this.#now() - Math.ceil(Math.max(0, ageMs));
    const cluster = this.#cluster(clusterId);
    for (const key of keys) {
      const entry = this.#entry(clusterId, key);
      // What a system answers over HTTP is no sign of life of the API server.
      if (entry.freshnessMs === undefined) this.#seen(cluster, at);
      if (entry.confirmedAt === undefined || entry.confirmedAt < at) {
        entry.confirmedAt = at;
      }
      // What is current already has only to be written, and that not at once.
      if (!entry.isCurrent) this.#touched.add(clusterId);
      const due = proofDueAt(entry.confirmedAt, entry.storedConfirmedAt);
      if (due !== undefined) this.#agenda.schedule(clusterId, due);
    }
  }

  /** How many objects there are of a kind, and which of them could not be read. */
  counted(
    clusterId: string,
    key: WatchKey,
    progress: { objects: number; skipped?: SkippedSummary[] },
  ): void {
    const entry = this.#entry(clusterId, key);
    this.#heard(entry);
    if (!progress.skipped && entry.objects === progress.objects) return;
    entry.objects = progress.objects;
    entry.skipped = progress.skipped ?? entry.skipped;
    this.#changed(entry);
  }

  /**
   * Whether a cluster is being read for the first time: a kind of it is on its
   * way to being current, and a moment ago something came of such a kind. What is
   * derived before would be derived once more as soon as the kind is current.
   */
  isSettling(clusterId: string): boolean {
    const cluster = this.#clusters.get(clusterId);
    if (!cluster) return false;
    // What flipped marks all of its cluster as soon as it is written.
    if (this.#unwritten.flipped.some(entry => entry.clusterId === clusterId)) {
      return true;
    }
    return (
      this.#now() - (cluster.firstReadAt ?? -Infinity) < HANGS_AFTER_MS &&
      [...cluster.kinds.values()].some(isReadFirst)
    );
  }

  /** Whether a cluster did not answer, or not as an API server does, when it was left; false once it was tried since. */
  hadFailed(clusterId: string): boolean {
    const state = this.#clusters.get(clusterId)?.left?.state;
    return state === 'unreachable' || state === 'invalid';
  }

  /** Whether it was held back when it was taken up. */
  wasHeldBack(clusterId: string): boolean {
    return this.#clusters.get(clusterId)?.left?.state === 'quarantined';
  }

  /** How many objects are known of a cluster. */
  objectsOf(clusterId: string): number {
    let objects = 0;
    for (const entry of this.#clusters.get(clusterId)?.kinds.values() ?? []) {
      objects += entry.objects;
    }
    return objects;
  }

  forget(clusterId: string): void {
    this.#clusters.delete(clusterId);
    this.#touched.delete(clusterId);
    this.#agenda.forget(clusterId);
  }

  currencyOf(clusterId: string, key: CoveredKey): Currency {
    const cluster = this.#clusters.get(clusterId);
    if (!cluster) return this.#remote.currencyOf(clusterId, key);
    const entry = coveringEntry(id => cluster.kinds.get(id), key);
    if (!entry) return { current: false, reason: 'never read' };
    return {
      current: entry.isCurrent,
      confirmedAt: entry.confirmedAt,
      ...(entry.isCurrent ? {} : { reason: staleReason(entry) }),
      ...(entry.watchedSince === undefined
        ? {}
        : { watchedSince: entry.watchedSince }),
      ...(entry.gap ? { gap: entry.gap } : {}),
    };
  }

  /** Judges by the time that it is whatever may be different, and writes what is. */
  judge(): Promise<void> {
    return this.#exclusively(async () => {
      await this.#judge();
      await this.#remote.refresh();
    });
  }

  /** Writes all that is known of clusters, the proofs of a moment ago included. */
  flush(clusterIds: string[]): Promise<void> {
    return this.#exclusively(() => this.#judge(new Set(clusterIds)));
  }

  async #judge(flushed: ReadonlySet<string> = new Set()): Promise<void> {
    const now = this.#now();
    const touched = new Set(this.#touched);
    const due = [
      ...new Set([
        ...touched,
        ...this.#agenda.take(now),
        ...flushed,
        // The clock went back: nothing of what was planned holds.
        ...(now < this.#judgedAt ? this.#clusters.keys() : []),
      ]),
    ];
    this.#judgedAt = now;
    this.#touched.clear();
    let start = 0;
    try {
      // Also when there is nobody: something may be left to write.
      do {
        const slice = due.slice(start, start + CLUSTERS_AT_ONCE);
        await this.#judgeSome(slice, { now, touched, flushed });
        start += CLUSTERS_AT_ONCE;
      } while (start < due.length);
    } catch (error) {
      for (const id of due.slice(start)) this.#touched.add(id);
      throw error;
    }
  }

  async #judgeSome(
    due: string[],
    options: {
      now: number;
      touched: ReadonlySet<string>;
      flushed: ReadonlySet<string>;
    },
  ): Promise<void> {
    const { now, touched, flushed } = options;
    const unwritten = this.#unwritten;
    const entries: CoverageEntry[] = [];
    const clusters: ClusterEntry[] = [];
    for (const id of due) {
      const cluster = this.#clusters.get(id);
      if (!cluster) continue;
      const again = judgeCluster({
        cluster,
        now,
        isTouched: touched.has(id),
        verdicts: unwritten,
      });
      if (again !== undefined) this.#agenda.schedule(id, again);
      const isDue = (proof?: number, stored?: number) => {
        const at = proofDueAt(proof, stored);
        return at !== undefined && (at <= now || flushed.has(id));
      };
      for (const entry of cluster.kinds.values()) {
        if (
          entry.changed ||
          isDue(entry.confirmedAt, entry.storedConfirmedAt)
        ) {
          entries.push(entry);
        }
      }
      if (
        cluster.changed ||
        isDue(cluster.lastSeenAt, cluster.storedLastSeenAt)
      ) {
        clusters.push(cluster);
      }
    }
    const { transitions, marks, flipped, silenced } = unwritten;
    if (
      entries.length + clusters.length + transitions.length + marks.length ===
      0
    ) {
      return;
    }
    const visible =
      transitions.length > 0 ||
      entries.some(entry => entry.changed) ||
      clusters.some(cluster => cluster.changed);

    // What changes while this is written is written the next time.
    const coverageRows = entries.map(toCoverageRow);
    const clusterRows = clusters.map(toClusterRow);
    for (const entry of entries) entry.changed = false;
    for (const cluster of clusters) cluster.changed = false;
    let fenced: string[];
    try {
      const subjects =
        flipped.length > 0
          ? await readSubjects({
              knex: this.#knex,
              entries: flipped,
              tellsSight: this.#tellsSight,
            })
          : [];
      fenced = await writeVerdicts({
        knex: this.#knex,
        fences: this.#fences(
          entries.map(({ clusterId }) => clusterId),
          clusters.map(({ id }) => id),
          marks.map(({ observer }) => observer),
          flipped.map(({ clusterId }) => clusterId),
          transitions.map(({ clusterId }) => clusterId),
        ),
        coverage: coverageRows,
        clusters: clusterRows,
        verdicts: {
          transitions,
          silenced,
          marks: [
            ...marks,
            ...flipped.map(({ clusterId }) => ({
              observer: clusterId,
              clusterId,
              namespace: EVERY_NAMESPACE,
            })),
            ...subjects.map(({ observer, subject }) => ({
              observer,
              clusterId: subject,
              namespace: EVERY_NAMESPACE,
            })),
          ],
        },
      });
    } catch (error) {
      for (const entry of entries) entry.changed = true;
      for (const cluster of clusters) cluster.changed = true;
      throw error;
    }
    this.#unwritten = noVerdicts();
    entries.forEach((entry, index) => {
      entry.storedConfirmedAt = numberOf(coverageRows[index].confirmed_at);
    });
    clusters.forEach((cluster, index) => {
      cluster.storedLastSeenAt = numberOf(clusterRows[index].last_seen_at);
    });
    if (fenced.length > 0) this.#onFenced(fenced);
    if (visible) this.#onChanged();
  }

  /** What entitles to write of these; of one that is not ours any more nothing passes. */
  #fences(...clusterIds: string[][]): Fence[] | undefined {
    const fenceOf = this.#fenceOf;
    if (!fenceOf) return undefined;
    return [...new Set(clusterIds.flat())].map(
      clusterId => fenceOf(clusterId) ?? { clusterId, holder: '', epoch: -1 },
    );
  }

  #cluster(clusterId: string): ClusterEntry {
    const known = this.#clusters.get(clusterId);
    if (known) return known;
    const cluster: ClusterEntry = {
      id: clusterId,
      name: clusterId,
      connection: { state: 'pending' },
      reachability: 'pending',
      since: this.#now(),
      coverage: { asked: 0, current: 0, state: 'pending' },
      kinds: new Map(),
      changed: true,
    };
    this.#clusters.set(clusterId, cluster);
    this.#touched.add(clusterId);
    return cluster;
  }

  #entry(clusterId: string, key: WatchKey): CoverageEntry {
    const { kinds } = this.#cluster(clusterId);
    const { id, key: shared } = this.#shared.kind(key);
    const known = kinds.get(id);
    if (known) return known;
    const entry: CoverageEntry = {
      clusterId,
      key: shared,
      state: 'pending',
      since: this.#now(),
      isCurrent: false,
      wasCurrent: false,
      reflected: false,
      tellsWhatRuns: this.#tellsWhatRuns(key),
      isExtension: this.#isExtension(key),
      isFollowUp: this.#isFollowUp(key),
      objects: 0,
      skipped: NOTHING_SKIPPED,
      changed: true,
    };
    kinds.set(id, entry);
    this.#touched.add(clusterId);
    return entry;
  }

  #seen(cluster: ClusterEntry, at: number): void {
    if (cluster.lastSeenAt === undefined || cluster.lastSeenAt < at) {
      cluster.lastSeenAt = at;
    }
    const due = proofDueAt(cluster.lastSeenAt, cluster.storedLastSeenAt);
    if (due !== undefined) this.#agenda.schedule(cluster.id, due);
  }

  #heard(entry: CoverageEntry): void {
    if (!isReadFirst(entry)) return;
    this.#cluster(entry.clusterId).firstReadAt = this.#now();
  }

  #changed(entry: CoverageEntry): void {
    entry.changed = true;
    this.#touched.add(entry.clusterId);
  }

  #set(
    entry: CoverageEntry,
    state: CoverageState,
    reason: string | undefined,
  ): void {
    if (entry.state !== state) {
      entry.state = this.#shared.text(state);
      // Found as it was left, it was so all the time.
      entry.since =
        entry.left?.state === state ? entry.left.since : this.#now();
      if (!isPassing(state)) entry.left = undefined;
      this.#changed(entry);
    }
    const shown =
      state === 'current' || reason === undefined
        ? undefined
        : this.#shared.text(withoutCredentials(reason));
    if (entry.reason !== shown) {
      entry.reason = shown;
      this.#changed(entry);
    }
  }

  #failAll(
    cluster: ClusterEntry,
    state: CoverageState,
    reason: string | undefined,
    which: (entry: CoverageEntry) => boolean,
  ): void {
    for (const entry of cluster.kinds.values()) {
      // What is off by default is so on a cluster that does not answer, too.
      const isOff = entry.isExtension && entry.state === 'not-asked';
      if (entry.state !== 'not-served' && !isOff && which(entry)) {
        this.#set(entry, state, reason);
      }
    }
  }

  #exclusively(work: () => Promise<void>): Promise<void> {
    this.#judging = this.#judging.catch(() => undefined).then(work);
    return this.#judging;
  }
}

export type CoverageTrackerOptions = {
  knex: Knex;
  /** Whether a kind's facts say what runs on a cluster. */
  tellsWhatRuns: (key: WatchKey) => boolean;
  /** Whether a kind's facts say whether hubs see clusters; none do where absent. */
  tellsSight?: (key: WatchKey) => boolean;
  /** Whether a kind takes more than the default role; none does where absent. */
  isExtension?: (key: WatchKey) => boolean;
  /** Whether it is read only of what is not well; nothing is where absent. */
  isFollowUp?: (key: WatchKey) => boolean;
  /** Called when something visible was written. */
  onChanged: () => void;
  /** Milliseconds since 1970; the same for all replicas. */
  now?: () => number;
  /** What entitles to write of a cluster; absent where nobody else writes. */
  fenceOf?: (clusterId: string) => Fence | undefined;
  /** Called with clusters that turned out to be another replica's. */
  onFenced?: (clusterIds: string[]) => void;
};

/** Whether a state is only on the way to another. */
function isPassing(state: CoverageState): boolean {
  return state === 'pending' || state === 'listing' || state === 'interrupted';
}

/** Whether a kind is on its way to being current for the first time. */
function isReadFirst(entry: CoverageEntry): boolean {
  if (entry.wasCurrent || entry.isFollowUp) return false;
  // What is asked for over HTTP comes when it comes, and holds nothing up.
  if (entry.freshnessMs !== undefined) return false;
  if (entry.state === 'current') return true;
  return (
    (entry.state === 'pending' || entry.state === 'listing') &&
    entry.confirmedAt === undefined
  );
}

function noVerdicts(): Verdicts {
  return { transitions: [], marks: [], flipped: [], silenced: [] };
}

function numberOf(value: unknown): number | undefined {
  return value === null ? undefined : (value as number);
}

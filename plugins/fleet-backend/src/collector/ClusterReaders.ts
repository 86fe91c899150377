import type { LoggerService } from '@backstage/backend-plugin-api';
import type { ClusterConnection } from '@fleetview/backstage-plugin-fleet-node';
import type { AuditTrail } from '../audit';
import type {
  ClusterRegistry,
  ClusterRegistryListener,
} from '../clusters/ClusterRegistry';
import { recordQuarantine } from '../clusters/recordQuarantine';
import type { ExtensionConfig, PollConfig } from '../config/FleetConfig';
import type { CoverageTracker } from '../coverage/CoverageTracker';
import type { ClaimedLease } from '../leases/claimLeases';
import type { HubSubjects } from '../hubs/HubSubjects';
import { monotonicNow, type MonotonicClock } from '../leases/DatabaseClock';
import type { LeaseKeeper, LeaseListener } from '../leases/LeaseKeeper';
import type { CollectorHost, ReportedState } from './CollectorHost';
import type { ClusterExtension } from './extensionScopes';
import type { ClusterPoll } from './polls/ClusterPoll';

/** A cluster that is held back is looked at again after so long. */
const LOOK_AGAIN_MS = 5 * 60_000;

/** What is known of clusters is to be written within this, before they are handed back. */
const FLUSH_MS = 5_000;

type Parts = {
  logger: LoggerService;
  audit: AuditTrail;
  registry: ClusterRegistry;
  coverage: CoverageTracker;
  host: CollectorHost;
  keeper: LeaseKeeper;
  /** Resolves when everything is written that was handed over of clusters. */
  written: (clusterIds: string[]) => Promise<void>;
  /** Lets clusters be derived anew, unless they were with the same. */
  derive: (leases: ClaimedLease[]) => Promise<void>;
  /** What configuration lets be read beyond the default role. */
  extensions?: readonly ExtensionConfig[];
  /** What configuration lets systems be asked for over HTTP. */
  polls?: readonly PollConfig[];
  /** Who knows what hubs say of clusters. Absent where nothing of it is written. */
  hubs?: Pick<HubSubjects, 'acquire' | 'forget'>;
  monotonic?: MonotonicClock;
};

/** What configuration says of how one cluster is read. */
type Configured = { extensions: ClusterExtension[]; polls: ClusterPoll[] };

/**
 * Decides which clusters this replica reads: those whose lease it holds and that
 * a source says how to connect to. What a collector says goes on to coverage
 * once it is known that it is still the same cluster that speaks.
 */
export class ClusterReaders
  implements Omit<ClusterRegistryListener, 'referencesChanged'>, LeaseListener
{
  readonly #parts: () => Parts;
  /** Whether each cluster is the one that it was: what it says next waits for the answer. */
  readonly #identifying = new Map<string, Promise<void>>();
  /** Clusters held back, with when they are looked at again. */
  readonly #quarantined = new Map<string, number>();
  /** Clusters of which the audit may say last that they are held back. */
  readonly #recordedHeld = new Set<string>();
  /** What may be read beyond the default role, as each cluster was started with it. */
  readonly #startedWith = new Map<string, string>();

  /** @param parts - asked for when needed: they know each other */
  constructor(parts: () => Parts) {
    this.#parts = parts;
  }

  clusterConnectable(clusterId: string, connection: ClusterConnection): void {
    const { keeper } = this.#parts();
    // Its source changed: whether it is the same cluster is asked anew.
    this.#quarantined.delete(clusterId);
    if (keeper.owned().has(clusterId)) this.#read(clusterId, connection);
    else keeper.nudge();
  }

  clusterNotAsked(clusterId: string, reason: string): void {
    const { keeper } = this.#parts();
    if (keeper.owned().has(clusterId)) this.#leaveAlone(clusterId, reason);
    else keeper.nudge();
  }

  clusterGone(clusterId: string): void {
    this.#drop([clusterId]);
    this.#parts().keeper.nudge();
  }

  async acquired(leases: ClaimedLease[]): Promise<void> {
    const { registry, coverage, derive, hubs, logger } = this.#parts();
    const ids = leases.map(({ clusterId }) => clusterId);
    await coverage.acquire(ids);
    await hubs?.acquire(ids);
    for (const clusterId of ids) {
      if (coverage.wasHeldBack(clusterId)) this.#recordedHeld.add(clusterId);
      const access = registry.get(clusterId)?.access;
      if (access?.type === 'direct') this.#read(clusterId, access.connection);
      else if (access) this.#leaveAlone(clusterId, access.reason);
      else {
        coverage.begin(clusterId, this.#nameOf(clusterId), {
          state: 'pending',
          reason: 'its source has not told how to connect to it',
        });
      }
    }
    // What was read long ago ceases to be current now, and not after a while.
    await coverage.judge().catch(error => {
      // It is judged again in a second; that is no reason to let go of them.
      logger.warn('Judging clusters that were taken up failed', error);
    });
    await derive(leases);
  }

  lost(clusterIds: string[]): void {
    this.#drop(clusterIds);
  }

  async handingBack(clusterIds: string[]): Promise<void> {
    const { host, coverage, written, logger } = this.#parts();
    for (const clusterId of clusterIds) host.stop(clusterId);
    const flushed = written(clusterIds).then(() => coverage.flush(clusterIds));
    let timer: NodeJS.Timeout | undefined;
    try {
      await Promise.race([
        flushed,
        new Promise<never>((_, reject) => {
          timer = setTimeout(
            () => reject(new Error('the database did not answer in time')),
            FLUSH_MS,
          );
        }),
      ]);
    } catch (error) {
      flushed.catch(() => undefined);
      // Whoever takes them up reads again what is missing.
      logger.warn(
        'What was last read of clusters was not written before they were handed back',
        error as Error,
      );
    } finally {
      clearTimeout(timer);
    }
    this.#drop(clusterIds);
  }

  /** Resolves when it is known whether a cluster is the one that it was. */
  async identified(clusterId: string): Promise<void> {
    await this.#identifying.get(clusterId);
  }

  /** Takes what a collector says of a cluster, apart from its objects. */
  reported(report: ReportedState): void {
    const { host } = this.#parts();
    const identifying = this.#identifying.get(report.clusterId);
    if (!identifying) {
      this.#apply(report);
      return;
    }
    void identifying.then(() => {
      if (host.isRunning(report)) this.#apply(report);
    });
  }

  /** The thread of these clusters ended. */
  interrupted(clusterIds: string[], reason: string): void {
    for (const clusterId of clusterIds) {
      this.#identifying.delete(clusterId);
      this.#parts().coverage.connectionFailed(clusterId, 'unreachable', reason);
    }
  }

  /** Looks again at clusters that are held back: an address may lead back to where it led. */
  lookAgain(): void {
    const { registry, host, monotonic = monotonicNow } = this.#parts();
    const now = monotonic();
    for (const [clusterId, at] of this.#quarantined) {
      if (at > now) continue;
      this.#quarantined.set(clusterId, now + LOOK_AGAIN_MS);
      const access = registry.get(clusterId)?.access;
      // Nothing is said of it before it has shown who it is.
      if (access?.type === 'direct') {
        host.start(
          clusterId,
          access.connection,
          this.#configurationOf(clusterId),
        );
      }
    }
  }

  /** What clusters are called is different now: what configuration says of a name may be meant for others. */
  namesChanged(): void {
    const { registry, keeper } = this.#parts();
    for (const clusterId of keeper.owned()) {
      const before = this.#startedWith.get(clusterId);
      const access = registry.get(clusterId)?.access;
      if (before === undefined || access?.type !== 'direct') continue;
      if (this.#quarantined.has(clusterId)) continue;
      if (before !== JSON.stringify(this.#configured(clusterId))) {
        this.#read(clusterId, access.connection);
      }
    }
  }

  #configured(clusterId: string): Configured {
    const { registry, extensions = [], polls = [] } = this.#parts();
    const cluster = registry.get(clusterId);
    if (!cluster) return { extensions: [], polls: [] };
    // What others call a cluster opens nothing on it.
    const names = cluster.names.filter(
      name => !cluster.othersNames?.includes(name),
    );
    return {
      extensions: extensions
        .filter(each => names.includes(each.cluster))
        .map(({ role, namespaces, names: objects }) => ({
          role,
          namespaces,
          ...(objects ? { names: objects } : {}),
        })),
      polls: polls
        .filter(each => names.includes(each.cluster))
        .map(({ cluster: _, key: __, ...poll }) => poll),
    };
  }

  #configurationOf(clusterId: string): Configured {
    const configured = this.#configured(clusterId);
    this.#startedWith.set(clusterId, JSON.stringify(configured));
    return configured;
  }

  #read(clusterId: string, connection: ClusterConnection): void {
    const { coverage, host } = this.#parts();
    coverage.begin(clusterId, this.#nameOf(clusterId), { state: 'pending' });
    this.#identifying.delete(clusterId);
    host.start(clusterId, connection, {
      // A cluster costs something, and its objects cost more.
      weight: 1 + coverage.objectsOf(clusterId) / 500,
      failedBefore: coverage.hadFailed(clusterId),
      ...this.#configurationOf(clusterId),
    });
  }

  #leaveAlone(clusterId: string, reason: string): void {
    const { coverage, host } = this.#parts();
    host.stop(clusterId);
    this.#quarantined.delete(clusterId);
    coverage.begin(clusterId, this.#nameOf(clusterId), {
      state: 'not-asked',
      reason,
    });
  }

  #drop(clusterIds: string[]): void {
    const { coverage, host, hubs } = this.#parts();
    hubs?.forget(clusterIds);
    for (const clusterId of clusterIds) {
      host.stop(clusterId);
      coverage.forget(clusterId);
      this.#identifying.delete(clusterId);
      this.#quarantined.delete(clusterId);
      this.#recordedHeld.delete(clusterId);
      this.#startedWith.delete(clusterId);
    }
  }

  #apply(report: ReportedState): void {
    const { coverage } = this.#parts();
    const { clusterId } = report;
    switch (report.type) {
      case 'connection':
        this.#connected(report);
        break;
      case 'discovered':
        coverage.discovered(clusterId, report.watches, report.others);
        break;
      case 'coverage':
        coverage.told(
          clusterId,
          report.key,
          report.state,
          report.reason,
          report.freshnessMs,
        );
        break;
      case 'waiting':
        coverage.waiting(clusterId, 'waiting for its turn to be connected to');
        break;
      default:
        coverage.confirmed(clusterId, report.keys, report.ageMs);
    }
  }

  #connected(report: Extract<ReportedState, { type: 'connection' }>): void {
    const { coverage, host, registry } = this.#parts();
    const { clusterId } = report;
    const isHeldBack = this.#quarantined.has(clusterId);
    if (report.state !== 'connected') {
      // That it cannot be reached does not make it the one that it was.
      if (isHeldBack) host.stop(clusterId);
      else coverage.connectionFailed(clusterId, report.state, report.reason);
      return;
    }
    if (!report.uid) {
      if (isHeldBack) host.stop(clusterId);
      else {
        coverage.connected(
          clusterId,
          report.kubernetesVersion,
          // Once it has shown who it is, that it is still the same is a guess.
          registry.get(clusterId)?.uid === undefined ? undefined : 'lost',
        );
      }
      return;
    }
    const identifying = this.#identify(
      report,
      report.uid,
      report.kubernetesVersion,
    ).finally(() => {
      if (this.#identifying.get(clusterId) === identifying) {
        this.#identifying.delete(clusterId);
      }
    });
    this.#identifying.set(clusterId, identifying);
  }

  async #identify(
    owner: { clusterId: string; session: number },
    uid: string,
    kubernetesVersion: string | undefined,
  ): Promise<void> {
    const {
      registry,
      coverage,
      host,
      logger,
      monotonic = monotonicNow,
    } = this.#parts();
    const { clusterId } = owner;
    try {
      const identified = await registry.identify(clusterId, uid);
      if (!host.isRunning(owner)) return;
      if (identified.outcome === 'quarantined') {
        host.stop(clusterId);
        this.#quarantined.set(clusterId, monotonic() + LOOK_AGAIN_MS);
        coverage.connectionFailed(clusterId, 'quarantined', identified.reason);
        this.#recordedHeld.add(clusterId);
        // It is held back also where that cannot be recorded.
        await this.#record(clusterId, uid, identified.reason);
        return;
      }
      // And it is not let go where that cannot be.
      if (this.#recordedHeld.has(clusterId)) {
        await this.#record(clusterId, uid);
        this.#recordedHeld.delete(clusterId);
        if (!host.isRunning(owner)) return;
      }
      this.#quarantined.delete(clusterId);
    } catch (error) {
      // It is asked again when the collector looks what the cluster serves.
      logger.error('Noting the identity of a cluster failed', {
        cluster: clusterId,
        error: (error as Error).stack ?? String(error),
      });
      if (!host.isRunning(owner)) return;
      if (this.#quarantined.has(clusterId)) host.stop(clusterId);
      else coverage.connected(clusterId, kubernetesVersion);
      return;
    }
    coverage.connected(clusterId, kubernetesVersion, 'shown');
  }

  /** @param heldBack - why it is held back; absent where it is not */
  #record(clusterId: string, uid: string, heldBack?: string): Promise<void> {
    return recordQuarantine({
      audit: this.#parts().audit,
      clusterId,
      name: this.#nameOf(clusterId),
      uid,
      state: heldBack === undefined ? 'released' : 'quarantined',
      ...(heldBack === undefined ? {} : { reason: heldBack }),
    });
  }

  #nameOf(clusterId: string): string {
    return this.#parts().registry.get(clusterId)?.name ?? clusterId;
  }
}

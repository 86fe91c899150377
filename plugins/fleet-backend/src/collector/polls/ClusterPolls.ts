import type {
  AdapterDesired,
  AdapterPoll,
  FleetAdapter,
  PollService,
} from '@fleetview/backstage-plugin-fleet-node';
import {
  KubernetesClient,
  KubernetesError,
  type Clock,
  type KubernetesLimits,
  type ReflectorState,
} from '@fleetview/kube-watch';
import { kindId } from '../../coverage/kindId';
import { encodeScope } from '../../coverage/scopes';
import type { ClusterSink } from '../ClusterCollector';
import { desiredKey, type DesiredSource } from '../desired';
import { KindCollector } from '../KindCollector';
import type { WatchKey } from '../messages';
import type { ThreadShare } from '../ThreadShare';
import { toKubernetesConnection } from '../toKubernetesConnection';
import type { ClusterPoll } from './ClusterPoll';
import { FRESH_INTERVALS, PollLoop } from './PollLoop';
import { pollNotAskedReason } from './pollNotAskedReason';
import { proxyPath } from './proxyPath';

/** One system is asked one thing at a time. */
const CONNECTIONS = 2;

/** A poll that is configured, under the key that its coverage has. */
type Asked = { key: WatchKey; poll: AdapterPoll; entry: ClusterPoll };

export type ClusterPollsOptions = {
  clusterId: string;
  /** Of the code of the adapters. */
  fingerprint: string;
  adapters: FleetAdapter[];
  polls: readonly ClusterPoll[];
  sink: ClusterSink;
  clock: Clock;
  limits?: Partial<KubernetesLimits>;
  random: () => number;
  share: ThreadShare;
  massLoss?: number;
};

/**
 * What the systems of one cluster are asked for over HTTP: through its API server, or
 * where configuration says. Begins once the cluster has shown who it is.
 */
export class ClusterPolls {
  readonly #options: ClusterPollsOptions;
  readonly #asked: Asked[];
  readonly #loops = new Map<string, PollLoop>();
  /** Clients of their own, for what is asked elsewhere. */
  readonly #clients: KubernetesClient[] = [];

  constructor(options: ClusterPollsOptions) {
    this.#options = options;
    const asked = options.polls.flatMap((entry): Asked[] => {
      const poll = options.adapters
        .find(({ id }) => id === entry.adapter)
        ?.polls?.find(({ kind }) => kind === entry.kind);
      if (!poll) return [];
      const scope = encodeScope({ namespace: entry.namespace });
      return [{ key: { ...keyOf(entry.adapter, poll), scope }, poll, entry }];
    });
    // The first of those that are for the same counts.
    this.#asked = [
      ...new Map(
        asked.toReversed().map(each => [kindId(each.key), each]),
      ).values(),
    ];
  }

  /** The keys of what is asked for, with the version that it is read in. */
  keys(): (WatchKey & { version?: string })[] {
    return this.#asked.map(({ key, poll }) => ({
      ...key,
      version: poll.version,
    }));
  }

  /** Every poll as such: it is asked for in some namespaces only, or not at all. */
  notAsked(): { key: WatchKey; reason: string }[] {
    return this.#options.adapters.flatMap(({ id, polls = [] }) =>
      polls.map(poll => {
        const key = keyOf(id, poll);
        const namespaces = this.#asked
          .filter(each => each.poll === poll)
          .map(({ entry }) => entry.namespace);
        return { key, reason: pollNotAskedReason(id, poll, namespaces) };
      }),
    );
  }

  /** Asks for what is not asked for yet. */
  start(client: KubernetesClient): void {
    for (const asked of this.#asked) {
      if (!this.#loops.has(kindId(asked.key))) this.#start(client, asked);
    }
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#loops.values()].map(loop => loop.stop()));
    await Promise.all(this.#clients.map(client => client.close()));
  }

  #start(client: KubernetesClient, { key, poll, entry }: Asked): void {
    const { sink, clock, random, share } = this.#options;
    const intervalMs = (entry.intervalSeconds ?? poll.intervalSeconds) * 1_000;
    const told = (state: ReflectorState, reason?: string) =>
      sink.report({
        type: 'coverage',
        key,
        state,
        freshnessMs: FRESH_INTERVALS * intervalMs,
        ...(reason ? { reason } : {}),
      });
    const read = poll.readSettings(entry.settings);
    if ('invalid' in read) {
      told('invalid', `fleet.polls: ${read.invalid}`);
      return;
    }
    const through = this.#through(client, entry, poll.service);
    if ('invalid' in through) {
      told('invalid', through.invalid);
      return;
    }
    const loop = PollLoop.start({
      ...through,
      poll,
      namespace: entry.namespace,
      settings: read.settings,
      prices: () => share.prices,
      intervalMs,
      collector: this.#collectorOf(key, poll),
      handlers: { onState: told, onConfirmed: () => sink.confirmed(key) },
      clock,
      random,
    });
    this.#loops.set(kindId(key), loop);
    loop.done.catch(error => {
      if (this.#loops.get(kindId(key)) !== loop) return;
      // It is begun again when the cluster is looked at the next time.
      this.#loops.delete(kindId(key));
      told(
        'invalid',
        `asking ended: ${error instanceof Error ? error.message : error}`,
      );
    });
  }

  /**
   * How systems of the cluster are asked for single objects that somebody wants to know of.
   * What cannot be asked is told as such.
   */
  desiredSources(client: KubernetesClient): DesiredSource[] {
    return this.#options.adapters.flatMap(({ id, desired = [] }) =>
      desired.flatMap(each =>
        each.from === 'http' ? this.#desiredSource(client, id, each) : [],
      ),
    );
  }

  #desiredSource(
    client: KubernetesClient,
    adapter: string,
    desired: AdapterDesired & { from: 'http' },
  ): DesiredSource[] {
    const key = desiredKey(adapter, desired);
    const ways = this.#options.polls
      .filter(each => each.adapter === adapter && each.kind === desired.kind)
      .flatMap(entry => {
        const through = this.#through(client, entry, desired.service);
        if (!('invalid' in through)) return [through];
        const { invalid: reason } = through;
        this.#options.sink.report({
          type: 'coverage',
          key,
          state: 'invalid',
          reason,
        });
        return [];
      });
    return ways.length === 0
      ? []
      : [{ key, desired, ask: askOneOf(ways, desired) }];
  }

  #through(
    client: KubernetesClient,
    { connection, namespace, service }: ClusterPoll,
    usual: PollService,
  ): { client: KubernetesClient; base: string } | { invalid: string } {
    if (!connection) {
      return { client, base: proxyPath(namespace, { ...usual, ...service }) };
    }
    try {
      return { client: this.#clientOf(connection), base: '' };
    } catch (error) {
      return {
        invalid:
          error instanceof KubernetesError
            ? error.reason
            : 'the connection cannot be meant',
      };
    }
  }

  #clientOf(connection: NonNullable<ClusterPoll['connection']>) {
    const { limits, clock, share } = this.#options;
    const client = KubernetesClient.create({
      connection: toKubernetesConnection(connection),
      limits: { ...limits, connections: CONNECTIONS },
      clock,
      userAgent: 'fleet-for-backstage',
      onRequestEnd: how => share.work.requestEnded(how),
    });
    this.#clients.push(client);
    return client;
  }

  #collectorOf(key: WatchKey, poll: AdapterPoll): KindCollector {
    const { clusterId, massLoss, share, clock, sink } = this.#options;
    const { version } = poll;
    const fingerprint = `${this.#options.fingerprint}/${version}`;
    return new KindCollector({
      observer: clusterId,
      adapter: key.adapter,
      fingerprint,
      ...(massLoss === undefined ? {} : { massLoss }),
      watch: poll,
      version,
      work: share.work,
      clock,
      sink: {
        batch: batch => sink.batch(key, { ...batch, version }),
        stored: after =>
          sink.stored(key, { fingerprint, ...(after ? { after } : {}) }),
      },
    });
  }
}

/** Of several systems in one cluster nobody says which has it: who does not know it leaves it to the next. */
function askOneOf(
  ways: readonly { client: KubernetesClient; base: string }[],
  { path, maxBytes }: AdapterDesired & { from: 'http' },
): DesiredSource['ask'] {
  return async ({ of, resource }, signal) => {
    let refused: unknown;
    for (const { client, base } of ways) {
      try {
        return await client.getJson(`${base}${path(of, resource)}`, {
          signal,
          maxBytes,
        });
      } catch (error) {
        const isElsewhere =
          error instanceof KubernetesError &&
          (error.kind === 'not-served' || error.kind === 'forbidden');
        if (!isElsewhere) throw error;
        refused ??= error;
      }
    }
    throw refused;
  };
}

function keyOf(adapter: string, { group, kind }: AdapterPoll): WatchKey {
  return { adapter, group, kind };
}

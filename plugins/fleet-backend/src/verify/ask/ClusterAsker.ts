import type { ClusterConnection } from '@fleetview/backstage-plugin-fleet-node';
import { KubernetesClient, KubernetesError } from '@fleetview/kube-watch';
import type { ClusterRegistry } from '../../clusters/ClusterRegistry';
import { toKubernetesConnection } from '../../collector/toKubernetesConnection';
import { Turnstile } from '../../collector/Turnstile';
import { notHad } from './notHad';
import type { NotHad } from './LiveSight';

/** A few small answers, and an end before whoever waits gives up. */
const LIMITS = {
  connections: 4,
  maxWatches: 1,
  connectTimeoutMs: 5_000,
  headersTimeoutMs: 8_000,
  bodyIdleMs: 5_000,
  requestTimeoutMs: 10_000,
  maxSmallBodyBytes: 2 * 1024 * 1024,
};
const WITHIN_MS = 20_000;
/** So many clusters are asked at a time, and so many wait for their turn. */
const AT_ONCE = 4;
const WAITING = 16;
/** Whoever asks the same again so soon is told the same. */
const HELD_MS = 10_000;

export type AskedClient<T> = { answer: T } | NotHad;

/**
 * Asks clusters now, in the portal's own process: with the connections and credentials that
 * collectors read with, few at a time, each for a while, and nothing kept open after it. What
 * is known already is not asked for here.
 */
export class ClusterAsker {
  readonly #registry: Pick<ClusterRegistry, 'get' | 'records'>;
  readonly #turnstile = new Turnstile(AT_ONCE);
  readonly #held = new Map<string, { at: number; asked: Promise<unknown> }>();
  #asking = 0;

  constructor(options: { registry: Pick<ClusterRegistry, 'get' | 'records'> }) {
    this.#registry = options.registry;
  }

  /** Asks a cluster of the fleet. @param ask - may throw KubernetesErrors, which are told as the reason */
  async ask<T>(
    clusterId: string,
    ask: (client: KubernetesClient, signal: AbortSignal) => Promise<T>,
  ): Promise<AskedClient<T>> {
    const found = this.#connectionOf(clusterId);
    return 'cause' in found ? found : this.askAt(found.connection, ask);
  }

  /** The same, once for all who ask the same within a few seconds. @param question - what tells it apart */
  async askOnce<T>(
    clusterId: string,
    question: string,
    ask: (client: KubernetesClient, signal: AbortSignal) => Promise<T>,
  ): Promise<AskedClient<T>> {
    const key = `${clusterId} ${question}`;
    const now = performance.now();
    for (const [other, { at }] of this.#held) {
      if (now - at > HELD_MS) this.#held.delete(other);
    }
    const held = this.#held.get(key);
    if (held) return held.asked as Promise<AskedClient<T>>;
    const asked = this.ask(clusterId, ask);
    this.#held.set(key, { at: now, asked });
    return asked;
  }

  /** Asks whoever is at the end of a connection that was let through. */
  async askAt<T>(
    connection: ClusterConnection,
    ask: (client: KubernetesClient, signal: AbortSignal) => Promise<T>,
  ): Promise<AskedClient<T>> {
    if (this.#asking >= AT_ONCE + WAITING) {
      return {
        cause: 'not-asked',
        reason: 'too many clusters are being asked at the moment; try again',
      };
    }
    this.#asking += 1;
    await this.#turnstile.enter();
    let client: KubernetesClient | undefined;
    try {
      client = KubernetesClient.create({
        connection: toKubernetesConnection(connection),
        limits: LIMITS,
        userAgent: 'fleet-backstage',
      });
      return { answer: await ask(client, AbortSignal.timeout(WITHIN_MS)) };
    } catch (error) {
      if (error instanceof KubernetesError) return notHad(error);
      throw error;
    } finally {
      this.#asking -= 1;
      this.#turnstile.leave();
      void client?.close();
    }
  }

  #connectionOf(clusterId: string): { connection: ClusterConnection } | NotHad {
    const cluster = this.#registry.get(clusterId);
    const member = this.#registry
      .records()
      .find(
        each =>
          each.clusterId === clusterId &&
          each.present &&
          each.record?.access.type === 'direct',
      );
    const access = member?.record?.access;
    if (access?.type !== 'direct') {
      return {
        cause: 'not-asked',
        reason:
          cluster?.access?.type === 'not-asked'
            ? `it is not asked: ${cluster.access.reason}`
            : 'no source tells this replica of the portal how it is reached',
      };
    }
    const { connection } = access;
    return {
      connection: {
        ...connection,
        // Every record that was let through has one.
        networkPolicy: connection.networkPolicy ?? {
          allowPrivate: false,
          allow: [],
        },
      },
    };
  }
}

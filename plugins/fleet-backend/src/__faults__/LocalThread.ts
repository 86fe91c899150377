import { EventEmitter } from 'node:events';
import type { Clock, KubernetesLimits } from '@fleetview/kube-watch';
import type { CollectorThread } from '../collector/CollectorHost';
import type { CollectorRequest } from '../collector/messages';
import { serveCollectors } from '../collector/serveCollectors';
import { faultAdapter } from './faultAdapter';

/**
 * A collecting thread that is none: what crosses is copied, in order, and comes
 * later, as between threads.
 */
export class LocalThread extends EventEmitter implements CollectorThread {
  readonly #inside = new EventEmitter();
  readonly #started = new Map<string, CollectorRequest>();
  #isDead = false;

  constructor(options: { clock?: Clock; limits?: Partial<KubernetesLimits> }) {
    super();
    serveCollectors({
      port: {
        postMessage: report => this.#cross(this, report),
        on: (event, listener) => this.#inside.on(event, listener),
      },
      adapters: [faultAdapter],
      ...options,
    });
  }

  postMessage(request: CollectorRequest): void {
    if (this.#isDead) return;
    if (request.type === 'start') {
      this.#started.set(`${request.clusterId}/${request.session}`, request);
    }
    this.#cross(this.#inside, request);
  }

  async terminate(): Promise<void> {
    this.#end();
  }

  /** Ends as a thread that ran out of memory does. */
  die(): void {
    this.#end();
    this.emit('exit', 1);
  }

  #end(): void {
    this.#isDead = true;
    for (const request of this.#started.values()) {
      if (request.type !== 'start') continue;
      const { clusterId, session } = request;
      // Nobody hears what it still has to say.
      this.#inside.emit('message', { type: 'stop', clusterId, session });
    }
    this.#started.clear();
  }

  #cross(to: EventEmitter, message: unknown): void {
    const copy = structuredClone(message);
    setImmediate(() => {
      if (!this.#isDead) to.emit('message', copy);
    });
  }
}

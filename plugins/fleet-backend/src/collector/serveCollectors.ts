import type { FleetAdapter } from '@fleetview/backstage-plugin-fleet-node';
import type { Clock, KubernetesLimits } from '@fleetview/kube-watch';
import { ClusterCollector } from './ClusterCollector';
import type {
  CollectorReport,
  CollectorRequest,
  ThreadReport,
} from './messages';
import { ProofGatherer } from './ProofGatherer';
import { ThreadShare } from './ThreadShare';
import type { TokenRequest } from './tokens/messages';
import { TokenRequests } from './tokens/TokenRequests';
import { toKubernetesConnection } from './toKubernetesConnection';
import { Turnstile } from './Turnstile';

/**
 * Batches of a thread that wait to be written, of all its clusters: while the
 * database is away they are what the portal has to hold, up to about 1 MB each.
 */
const UNACKNOWLEDGED = 64;

/** One end of a channel between the portal's thread and a collecting one. */
export interface CollectorPort {
  postMessage(report: CollectorReport | ThreadReport | TokenRequest): void;
  on(event: 'message', listener: (request: CollectorRequest) => void): unknown;
}

/**
 * Runs collectors as they are asked for over a port. Knows no thread: a test may
 * hand in the end of a channel within one thread.
 */
export function serveCollectors(options: {
  port: CollectorPort;
  adapters: FleetAdapter[];
  /** Of the code of the adapters; what other code made of objects is made again. */
  fingerprint?: string;
  limits?: Partial<KubernetesLimits>;
  /** The share of a kind's objects that one list alone may not take away. */
  massLoss?: number;
  /** For tests that let time pass by themselves. */
  clock?: Clock;
}): void {
  const {
    port,
    adapters,
    limits,
    massLoss,
    clock,
    fingerprint = 'unknown',
  } = options;
  const collectors = new Map<string, ClusterCollector>();
  const share = new ThreadShare(clock ? { clock } : {});
  const proofs = new ProofGatherer({
    tell: gathered => port.postMessage(gathered),
    takeCounts: () => share.work.take(),
  });
  const waiting = new Map<
    number,
    (answer: Extract<CollectorRequest, { type: 'acknowledge' }>) => void
  >();
  const asking = new Map<
    number,
    (answer: Extract<CollectorRequest, { type: 'stored' }>) => void
  >();
  let last = 0;
  const batches = new Turnstile(UNACKNOWLEDGED);
  const tokens = TokenRequests.create(request => port.postMessage(request));

  port.on('message', request => {
    switch (request.type) {
      case 'acknowledge': {
        waiting.get(request.batch)?.(request);
        waiting.delete(request.batch);
        break;
      }
      case 'stored': {
        asking.get(request.request)?.(request);
        asking.delete(request.request);
        break;
      }
      case 'prices': {
        share.prices = request.rows;
        break;
      }
      case 'start': {
        const {
          clusterId,
          session,
          failedBefore = false,
          extensions = [],
          polls = [],
        } = request;
        const owner = { clusterId, session };
        collectors.set(
          `${clusterId}/${session}`,
          ClusterCollector.start({
            clusterId,
            fingerprint,
            adapters,
            connection: toKubernetesConnection(
              tokens.attach(request.connection, owner),
            ),
            ...(limits ? { limits } : {}),
            share,
            failedBefore,
            extensions,
            polls,
            ...(massLoss === undefined ? {} : { massLoss }),
            ...(clock ? { clock } : {}),
            sink: {
              confirmed: key => proofs.add(owner, key),
              report: report =>
                port.postMessage({ ...report, ...owner } as CollectorReport),
              batch: async (key, body) => {
                await batches.enter();
                last += 1;
                const batch = last;
                const { refused = [] } = await new Promise<
                  Extract<CollectorRequest, { type: 'acknowledge' }>
                >(resolve => {
                  waiting.set(batch, resolve);
                  port.postMessage({
                    type: 'batch',
                    batch,
                    key,
                    ...owner,
                    ...body,
                  });
                });
                batches.leave();
                return { refused };
              },
              stored: (key, body) => {
                last += 1;
                const asked = last;
                return new Promise(resolve => {
                  asking.set(asked, resolve);
                  port.postMessage({
                    type: 'stored',
                    request: asked,
                    key,
                    ...owner,
                    ...body,
                  });
                });
              },
            },
          }),
        );
        break;
      }
      case 'token': {
        tokens.answered(request);
        break;
      }
      case 'stop': {
        const id = `${request.clusterId}/${request.session}`;
        void collectors.get(id)?.stop();
        collectors.delete(id);
        break;
      }
      case 'shutdown': {
        const ending = [...collectors.values()].map(each => each.stop());
        collectors.clear();
        // What was handed over is answered before it counts as ended.
        void Promise.allSettled(ending).then(() => {
          proofs.stop();
          port.postMessage({ type: 'stopped' });
        });
        break;
      }
      default:
    }
  });
}

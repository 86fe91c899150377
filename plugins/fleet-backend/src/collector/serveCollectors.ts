import type { FleetAdapter } from '@fleetview/backstage-plugin-fleet-node';
import type { KubernetesLimits } from '@fleetview/kube-watch';
import { ClusterCollector } from './ClusterCollector';
import type { CollectorReport, CollectorRequest } from './messages';
import type { TokenRequest } from './tokens/messages';
import { TokenRequests } from './tokens/TokenRequests';
import { toKubernetesConnection } from './toKubernetesConnection';

/** One end of a channel between the portal's thread and a collecting one. */
export interface CollectorPort {
  postMessage(report: CollectorReport | TokenRequest): void;
  on(event: 'message', listener: (request: CollectorRequest) => void): unknown;
}

/**
 * Runs collectors as they are asked for over a port. Knows no thread: a test may
 * hand in the end of a channel within one thread.
 */
export function serveCollectors(options: {
  port: CollectorPort;
  adapters: FleetAdapter[];
  limits?: Partial<KubernetesLimits>;
}): void {
  const { port, adapters, limits } = options;
  const collectors = new Map<string, ClusterCollector>();
  const waiting = new Map<number, () => void>();
  const tokens = TokenRequests.create(request => port.postMessage(request));
  let lastBatch = 0;

  const send = (build: (batch: number) => CollectorReport): Promise<void> =>
    new Promise(resolve => {
      lastBatch += 1;
      waiting.set(lastBatch, resolve);
      port.postMessage(build(lastBatch));
    });

  port.on('message', request => {
    switch (request.type) {
      case 'acknowledge': {
        waiting.get(request.batch)?.();
        waiting.delete(request.batch);
        break;
      }
      case 'start': {
        const { clusterId, session } = request;
        const owner = { clusterId, session };
        collectors.set(
          `${clusterId}/${session}`,
          ClusterCollector.start({
            adapters,
            connection: toKubernetesConnection(
              tokens.attach(request.connection, owner),
            ),
            ...(limits ? { limits } : {}),
            sink: {
              report: report =>
                port.postMessage({ ...report, ...owner } as CollectorReport),
              batch: (key, body) =>
                send(batch => ({
                  type: 'batch',
                  batch,
                  key,
                  ...owner,
                  ...body,
                })),
              listComplete: (key, body) =>
                send(batch => ({
                  type: 'list-complete',
                  batch,
                  key,
                  ...owner,
                  ...body,
                })),
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
      default:
    }
  });
}

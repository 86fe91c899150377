import { MessageChannel } from 'node:worker_threads';
import type { FleetAdapter } from '@fleetview/backstage-plugin-fleet-node';
import type { CollectorThread } from '../collector/CollectorHost';
import type { CollectorRequest } from '../collector/messages';
import { serveCollectors } from '../collector/serveCollectors';

/** Collectors that run in the test's own thread, over the same messages as in another. */
export function threadWithin(adapters: FleetAdapter[]): CollectorThread {
  const { port1, port2 } = new MessageChannel();
  serveCollectors({ port: port1, adapters });
  const started: { clusterId: string; session: number }[] = [];
  return {
    postMessage(request: CollectorRequest) {
      if (request.type === 'start') {
        const { clusterId, session } = request;
        started.push({ clusterId, session });
      }
      port2.postMessage(request);
    },
    on(event: string, listener: (message: any) => void) {
      port2.on(event, listener);
    },
    async terminate() {
      // A thread takes its collectors with it; here they have to be told.
      for (const owner of started) {
        port2.postMessage({ type: 'stop', ...owner });
      }
      // Messages keep their order: when this one is there, so were the stops.
      const delivered = new Promise<void>(resolve => {
        port1.on('message', ({ type }) => type === 'ended' && resolve());
      });
      port2.postMessage({ type: 'ended' });
      await delivered;
      port2.close();
    },
  };
}

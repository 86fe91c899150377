import { MessageChannel } from 'node:worker_threads';
import type { FleetAdapter } from '@fleetview/backstage-plugin-fleet-node';
import type { Clock } from '@fleetview/kube-watch';
import type { CollectorThread } from '../collector/CollectorHost';
import { serveCollectors } from '../collector/serveCollectors';
import { testAdapter } from './deployments';

/** Collectors that read real servers, over a channel within this thread. */
export function localThread({
  adapters = [testAdapter],
  clock,
}: { adapters?: FleetAdapter[]; clock?: Clock } = {}): CollectorThread {
  const { port1, port2 } = new MessageChannel();
  serveCollectors({ port: port1, adapters, ...(clock ? { clock } : {}) });
  return {
    postMessage: request => port2.postMessage(request),
    on: (event: string, listener: (told: never) => void) =>
      port2.on(event, listener as (told: unknown) => void),
    terminate: async () => port2.close(),
  };
}

import type { ClusterRecord } from '@fleetview/backstage-plugin-fleet-node';

/** Locator `localKubectlProxy`: what `kubectl proxy` on this machine leads to. */
export const localKubectlProxy: ClusterRecord = {
  name: 'local',
  origin: 'operator',
  access: {
    type: 'direct',
    connection: {
      server: 'http://localhost:8001',
      // Naming the locator in app-config is the operator's word for this machine.
      networkPolicy: {
        allowPrivate: true,
        allow: ['localhost', '127.0.0.1', '::1'],
      },
    },
  },
};

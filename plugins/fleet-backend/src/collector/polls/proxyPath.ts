import {
  serviceName,
  type PollService,
} from '@fleetview/backstage-plugin-fleet-node';

/** Where an API server passes requests on to a service. */
export function proxyPath(namespace: string, service: PollService): string {
  return `/api/v1/namespaces/${namespace}/services/${serviceName(
    service,
  )}/proxy`;
}

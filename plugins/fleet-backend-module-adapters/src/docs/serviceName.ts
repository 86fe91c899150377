import type { PollService } from '@fleetview/backstage-plugin-fleet-node';

/** A service as paths of the service proxy, and rules over them, name it. */
export function serviceName({ scheme, name, port }: PollService): string {
  return `${scheme}:${name}:${port}`;
}

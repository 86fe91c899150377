import type { FleetPrices } from '@fleetview/backstage-plugin-fleet-common';
import type { FleetAdapter } from '@fleetview/backstage-plugin-fleet-node';
import type { PollConfig } from '../config/FleetConfig';

/** Which polls charge by prices, and what the configuration of each says of them. */
export function configuredPrices(
  polls: readonly PollConfig[],
  adapters: readonly FleetAdapter[],
): FleetPrices['configured'] {
  return polls.flatMap(({ cluster, adapter, kind, settings }) => {
    const poll = adapters
      .find(({ id }) => id === adapter)
      ?.polls?.find(each => each.kind === kind);
    if (!poll?.pricesOf) return [];
    const read = poll.readSettings(settings);
    if ('invalid' in read) return [];
    const { currency, prices } = poll.pricesOf(read.settings);
    return [
      {
        cluster,
        poll: `${adapter}/${kind}`,
        ...(currency !== undefined && { currency }),
        prices: [...prices],
      },
    ];
  });
}

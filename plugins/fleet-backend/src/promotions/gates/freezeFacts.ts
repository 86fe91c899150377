import type { FreezeGateFact } from '@fleetview/backstage-plugin-fleet-common';
import { confirmedAtOf, factsOf, type GateContext } from './factsOf';

/** What windows say of each cluster now: closed where one that concerns it is. */
export function freezeFacts(context: GateContext) {
  return factsOf<FreezeGateFact>(context, instances => {
    const confirmedAt = confirmedAtOf(instances, context.now);
    const windows = instances.flatMap(({ deliveries }) =>
      deliveries.flatMap(({ window }) => window ?? []),
    );
    const [closed] = windows
      .filter(({ isOpen }) => !isOpen)
      .sort((a, b) => (b.until ?? Infinity) - (a.until ?? Infinity));
    const shown = closed ?? windows[0];
    if (!shown) return { known: 'none', confirmedAt };
    return {
      known: {
        isOpen: shown.isOpen,
        ...(shown.until === undefined ? {} : { until: shown.until }),
        message:
          shown.message ??
          (shown.isOpen ? 'the window is open' : 'the window is closed'),
      },
      confirmedAt,
    };
  });
}

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useApi } from '@backstage/core-plugin-api';
import type {
  FleetPrices,
  FleetPricesChange,
} from '@fleetview/backstage-plugin-fleet-common';
import { fleetApiRef } from '../api';
import { FLEET_DAILY_QUERY_KEY, FLEET_QUERY_KEY } from './keys';
import type { Sight } from './sight';
import { useFleetQuery } from './useFleetQuery';

/**
 * The price sheet.
 *
 * @public
 */
export function usePrices(): Sight<FleetPrices> {
  return useFleetQuery({
    key: ['prices'],
    isDaily: true,
    read: (api, signal) => api.getPrices(signal),
  });
}

/**
 * Adds rows to the price sheet. Never tried again by itself; afterwards what is shown is
 * read anew.
 *
 * @public
 */
export function useChangePrices(): {
  change: (change: FleetPricesChange, onDone?: () => void) => void;
  error?: Error;
  isChanging: boolean;
} {
  const api = useApi(fleetApiRef);
  const client = useQueryClient();
  const { mutate, error, isPending } = useMutation({
    mutationFn: (change: FleetPricesChange) => api.changePrices(change),
    // Also what was refused: days may have been charged since it was shown.
    onSettled: () => {
      void client.invalidateQueries({ queryKey: FLEET_DAILY_QUERY_KEY });
      void client.invalidateQueries({ queryKey: FLEET_QUERY_KEY });
    },
    retry: false,
  });
  return {
    change: (change, onDone) => mutate(change, { onSuccess: () => onDone?.() }),
    ...(error ? { error } : {}),
    isChanging: isPending,
  };
}

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useApi } from '@backstage/core-plugin-api';
import type {
  AppliedExceptionPage,
  FleetApi,
  FleetException,
  FleetExceptionPage,
  ListAppliedExceptionsQuery,
  ListExceptionsQuery,
} from '@fleetview/backstage-plugin-fleet-common';
import { fleetApiRef } from '../api';
import { FLEET_QUERY_KEY } from './keys';
import type { Sight } from './sight';
import {
  useFleetQuery,
  usePagedFleetQuery,
  type PagedSight,
} from './useFleetQuery';

/**
 * The ledger of exceptions.
 *
 * @public
 */
export function useExceptions(
  query: Omit<ListExceptionsQuery, 'cursor'>,
): PagedSight<FleetExceptionPage> {
  return usePagedFleetQuery({
    subject: ['exceptions'],
    filter: query,
    read: (api, cursor, signal) =>
      api.listExceptions({ ...query, cursor }, signal),
  });
}

/**
 * One exception of the ledger.
 *
 * @public
 */
export function useException(exceptionId: string): Sight<FleetException> {
  return useFleetQuery({
    key: ['exception', exceptionId],
    read: (api, signal) => api.getException(exceptionId, signal),
  });
}

/**
 * The exceptions that policy engines apply.
 *
 * @public
 */
export function useAppliedExceptions(
  query: Omit<ListAppliedExceptionsQuery, 'cursor'>,
): PagedSight<AppliedExceptionPage> {
  return usePagedFleetQuery({
    subject: ['applied-exceptions'],
    filter: query,
    read: (api, cursor, signal) =>
      api.listAppliedExceptions({ ...query, cursor }, signal),
  });
}

/**
 * Changes the ledger: asks, approves, withdraws or renews. Never tried again by itself;
 * afterwards what is shown is read anew.
 *
 * @public
 */
export function useChangeLedger(): {
  change: (
    work: (api: FleetApi) => Promise<FleetException>,
    onDone?: (exception: FleetException) => void,
  ) => void;
  error?: Error;
  isChanging: boolean;
  reset: () => void;
} {
  const api = useApi(fleetApiRef);
  const client = useQueryClient();
  const { mutate, error, isPending, reset } = useMutation({
    mutationFn: (work: (api: FleetApi) => Promise<FleetException>) => work(api),
    // Also what was refused: it may have changed since it was shown.
    onSettled: () => {
      void client.invalidateQueries({ queryKey: FLEET_QUERY_KEY });
    },
    retry: false,
  });
  return {
    change: (work, onDone) =>
      mutate(work, { onSuccess: exception => onDone?.(exception) }),
    ...(error ? { error } : {}),
    isChanging: isPending,
    reset,
  };
}

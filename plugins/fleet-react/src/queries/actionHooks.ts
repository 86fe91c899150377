import { useEffect } from 'react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '@backstage/core-plugin-api';
import type {
  ActionPlan,
  ActionQuestion,
  ActionRequest,
  ActionRun,
  ActionRunPage,
  EntityKey,
  InstanceActions,
} from '@fleetview/backstage-plugin-fleet-common';
import { fleetApiRef } from '../api';
import { shownAnswer } from '../viewModels/shownAnswer';
import { FLEET_QUERY_KEY } from './keys';
import { sightOf, type Sight } from './sight';
import { usePagedFleetQuery, type PagedSight } from './useFleetQuery';

/** Not below what is read again whenever anything changes: a cluster is asked for it. */
const ACTION_QUERY_KEY = ['fleet-actions'];
/** Whoever waits for something looks this often. */
const FOLLOW_MS = 1_000;

/**
 * What systems can be told about an instance. Read when it is wanted.
 *
 * @public
 */
export function useInstanceActions(
  instanceId: string,
  options: { enabled?: boolean } = {},
): Sight<InstanceActions> {
  const api = useApi(fleetApiRef);
  return sightOf(
    useQuery({
      queryKey: [...ACTION_QUERY_KEY, 'list', instanceId],
      queryFn: async ({ signal }) =>
        shownAnswer(await api.listActions(instanceId, signal)),
      enabled: options.enabled ?? true,
      staleTime: 0,
    }),
  );
}

/**
 * What an action would do. A cluster is asked for it, once for each question, and anew
 * whenever somebody looks at it again.
 *
 * @public
 */
export function useActionPlan(
  instanceId: string,
  question: ActionQuestion | undefined,
): Sight<ActionPlan> & { isAsking: boolean } {
  const api = useApi(fleetApiRef);
  const query = useQuery({
    queryKey: [...ACTION_QUERY_KEY, 'plan', instanceId, question],
    queryFn: ({ signal }) =>
      api.planAction(instanceId, question as ActionQuestion, signal),
    enabled: question !== undefined,
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });
  return { ...sightOf(query), isAsking: query.isFetching };
}

/**
 * Tells a system something. Never tried again by itself.
 *
 * @public
 */
export function useStartAction(instanceId: string): {
  start: (request: ActionRequest) => void;
  run?: ActionRun;
  error?: Error;
  isStarting: boolean;
  reset: () => void;
} {
  const api = useApi(fleetApiRef);
  const client = useQueryClient();
  const mutation = useMutation({
    mutationFn: (request: ActionRequest) =>
      api.startAction(instanceId, request),
    // Lists of what was asked for have one more.
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: FLEET_QUERY_KEY });
    },
    retry: false,
  });
  const { mutate, reset, data, error, isPending } = mutation;
  return {
    start: request => mutate(request),
    ...(data ? { run: data } : {}),
    ...(error ? { error } : {}),
    isStarting: isPending,
    reset,
  };
}

/**
 * Whether nothing more will come of a run.
 *
 * @public
 */
export function hasRunEnded({ state }: Pick<ActionRun, 'state'>): boolean {
  return state !== 'asked' && state !== 'accepted';
}

/**
 * A run as it goes on, until it has ended; then what is shown of the fleet is read anew.
 *
 * @public
 */
export function useActionRun(run: ActionRun | undefined): Sight<ActionRun> {
  const api = useApi(fleetApiRef);
  const client = useQueryClient();
  const query = useQuery({
    queryKey: [...ACTION_QUERY_KEY, 'run', run?.id],
    queryFn: ({ signal }) => api.getRun(run?.id ?? '', signal),
    enabled: run !== undefined,
    initialData: run,
    refetchInterval: ({ state: { data } }) =>
      data && hasRunEnded(data) ? false : FOLLOW_MS,
  });
  const isOver = query.data !== undefined && hasRunEnded(query.data);
  useEffect(() => {
    if (isOver) void client.invalidateQueries({ queryKey: FLEET_QUERY_KEY });
  }, [client, isOver]);
  return sightOf(query);
}

/**
 * What systems were told about an instance, newest first.
 *
 * @public
 */
export function useActionRuns(instanceId: string): PagedSight<ActionRunPage> {
  return usePagedFleetQuery({
    subject: ['runs', instanceId],
    filter: null,
    read: (api, cursor, signal) => api.listRuns(instanceId, { cursor }, signal),
  });
}

/**
 * What systems were told about an entity, newest first.
 *
 * @param limit - how many a page has
 * @public
 */
export function useComponentRuns(
  entity: EntityKey,
  limit: number,
): PagedSight<ActionRunPage> {
  const { kind, namespace, name } = entity;
  return usePagedFleetQuery({
    subject: ['component', kind, namespace, name, 'runs'],
    filter: { limit },
    read: (api, cursor, signal) =>
      api.listComponentRuns(entity, { cursor, limit }, signal),
  });
}

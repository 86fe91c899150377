import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useReducer,
  useRef,
  type ReactNode,
} from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { useQueryClient } from '@tanstack/react-query';
import { fleetApiRef } from '../api';
import { useFleetClock } from '../clock';
import { FLEET_PAST_QUERY_KEY, FLEET_QUERY_KEY } from '../queries/keys';
import {
  liveModeOf,
  liveReducer,
  nextQuestionInMs,
  type LiveMode,
  type LiveState,
} from './liveState';
import { throttle } from './throttle';
import { useSignalRevision } from './useSignalRevision';

const REFETCH_AT_MOST_EVERY_MS = 500;

/** What an answer, or the page of one that came last, says of itself. */
type Said = { revision?: number; asOf?: string };

function saidIn(data: unknown): { first: Said; last: Said } {
  const { pages, ...said } = (data ?? {}) as Said & { pages?: Said[] };
  return { first: pages?.[0] ?? said, last: pages?.at(-1) ?? said };
}

/**
 * How the page keeps up, for a reader.
 *
 * @public
 */
export interface Live {
  mode: LiveMode;
  /** When the server last confirmed what is shown, ISO 8601. */
  asOf?: string;
}

const LiveContext = createContext<Live>({ mode: 'polling' });

/**
 * How the page keeps up with the fleet.
 *
 * @public
 */
export function useLive(): Live {
  return useContext(LiveContext);
}

/**
 * Keeps everything that is read below up to date: it hears of new revisions by
 * signal or by asking, and has what is on screen read again, at most twice a
 * second.
 *
 * @public
 */
export function LiveProvider(props: { children: ReactNode }) {
  const api = useApi(fleetApiRef);
  const clock = useFleetClock();
  const queryClient = useQueryClient();
  const signalled = useSignalRevision();
  const [state, dispatch] = useReducer(liveReducer, {
    told: false,
    failing: false,
    hidden: document.visibilityState === 'hidden',
  } satisfies LiveState);

  const refetch = useMemo(
    () =>
      throttle(() => {
        queryClient.invalidateQueries({ queryKey: FLEET_QUERY_KEY });
      }, REFETCH_AT_MOST_EVERY_MS),
    [queryClient],
  );
  useEffect(() => () => refetch.cancel(), [refetch]);

  const known = useRef<number | undefined>(undefined);
  const hear = useCallback(
    (revision: number) => {
      if (known.current !== undefined && revision > known.current) refetch();
      known.current = Math.max(known.current ?? revision, revision);
    },
    [refetch],
  );

  // An answer may be made from what was read a moment before the news.
  useEffect(
    () =>
      queryClient.getQueryCache().subscribe(event => {
        if (event.type !== 'updated' || event.action.type !== 'success') return;
        // What was says nothing of the time now, and no news makes it another.
        if (event.query.queryKey[0] === FLEET_PAST_QUERY_KEY[0]) return;
        const { first, last } = saidIn(event.query.state.data);
        if (last.asOf) clock.suppose(last.asOf);
        const answered = first.revision;
        if (answered !== undefined && answered < (known.current ?? 0)) {
          refetch();
        }
      }),
    [clock, queryClient, refetch],
  );

  useEffect(() => {
    if (signalled === undefined) return;
    dispatch({ type: 'signal', revision: signalled });
    hear(signalled);
  }, [signalled, hear]);

  useEffect(() => {
    const onVisibility = () =>
      dispatch({
        type: 'hidden',
        hidden: document.visibilityState === 'hidden',
      });
    document.addEventListener('visibilitychange', onVisibility);
    return () => document.removeEventListener('visibilitychange', onVisibility);
  }, []);

  const ask = useCallback(
    async (signal: AbortSignal) => {
      try {
        const changes = await api.getChanges(known.current, signal);
        clock.observe(changes.asOf);
        // Who may see something else than before has other revisions: these are no older ones.
        if (changes.changed && changes.revision < (known.current ?? 0)) {
          known.current = changes.revision;
          refetch();
        }
        hear(changes.revision);
        dispatch({
          type: 'answered',
          revision: changes.revision,
          asOf: changes.asOf,
        });
      } catch {
        if (!signal.aborted) dispatch({ type: 'failed' });
      }
    },
    [api, clock, hear, refetch],
  );

  const interval = nextQuestionInMs(state);
  useEffect(() => {
    if (interval === undefined) return undefined;
    const controller = new AbortController();
    let timer: ReturnType<typeof setTimeout>;
    const again = async () => {
      await ask(controller.signal);
      if (!controller.signal.aborted) timer = setTimeout(again, interval);
    };
    again();
    return () => {
      controller.abort();
      clearTimeout(timer);
    };
  }, [ask, interval]);

  const mode = liveModeOf(state);
  const live = useMemo<Live>(
    () => ({ mode, asOf: state.asOf }),
    [mode, state.asOf],
  );
  return (
    <LiveContext.Provider value={live}>{props.children}</LiveContext.Provider>
  );
}

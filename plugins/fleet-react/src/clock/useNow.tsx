import {
  createContext,
  useContext,
  useEffect,
  useState,
  type ReactNode,
} from 'react';
import { fleetClock, type FleetClock } from './fleetClock';

const ClockContext = createContext<FleetClock>(fleetClock());

/**
 * Sets the clock that everything below tells time by.
 *
 * @public
 */
export function FleetClockProvider(props: {
  clock: FleetClock;
  children: ReactNode;
}) {
  return (
    <ClockContext.Provider value={props.clock}>
      {props.children}
    </ClockContext.Provider>
  );
}

/** @public */
export function useFleetClock(): FleetClock {
  return useContext(ClockContext);
}

type Listener = () => void;
const listeners = new Map<number, Set<Listener>>();
const timers = new Map<number, ReturnType<typeof setInterval>>();

// One timer per interval for the whole page: a table of a thousand ages must
// not run a thousand timers.
function subscribe(intervalMs: number, listener: Listener): () => void {
  const group = listeners.get(intervalMs) ?? new Set<Listener>();
  listeners.set(intervalMs, group);
  group.add(listener);
  if (!timers.has(intervalMs)) {
    timers.set(
      intervalMs,
      setInterval(() => group.forEach(notify => notify()), intervalMs),
    );
  }
  return () => {
    group.delete(listener);
    if (group.size === 0) {
      clearInterval(timers.get(intervalMs));
      timers.delete(intervalMs);
      listeners.delete(intervalMs);
    }
  };
}

/**
 * The time now, told again at an interval.
 *
 * @param intervalMs - how often the component draws anew
 * @public
 */
export function useNow(intervalMs = 10_000): number {
  const clock = useFleetClock();
  const [now, setNow] = useState(() => clock.now());
  useEffect(() => {
    setNow(clock.now());
    const tell = () => setNow(clock.now());
    const stopTicking = subscribe(intervalMs, tell);
    const stopShifts = clock.onShift(tell);
    return () => {
      stopTicking();
      stopShifts();
    };
  }, [clock, intervalMs]);
  return now;
}

/*
 * What a page's scripts took of every frame, from a trace of the browser.
 */

/** Whatever runs script, or cleans up after it. Nested ones are counted once. */
const SCRIPT = new Set([
  'EvaluateScript',
  'EventDispatch',
  'FunctionCall',
  'MajorGC',
  'MinorGC',
  'RunMicrotasks',
  'TimerFire',
  'V8.GC_MC_INCREMENTAL',
  'V8.GCFinalizeMC',
  'V8.GCScavenger',
]);
/** What moves the page in the measurement, in the place of a hand. */
const DRIVER = 'FireAnimationFrame';
/** What scripts may bring about at once; told apart, and not taken off. */
const LAYOUT = new Set(['Layout', 'UpdateLayoutTree']);

export const TRACE_CATEGORIES = [
  'devtools.timeline',
  'disabled-by-default-devtools.timeline',
  'v8',
  'blink.user_timing',
];

/**
 * Milliseconds of script per frame between two marks of `performance.mark`: of
 * the main thread's own time, so that what else the machine does is not in them.
 * What runs between two frames counts for the one that it makes late.
 */
export function scriptPerFrame(events, { from: first, to: last }) {
  const begin = events.find(event => event.name === first);
  const end = events.find(event => event.name === last);
  if (!begin || !end) throw new Error('the trace lacks the marks of the page');
  const own = events.filter(
    ({ pid, tid, tts }) =>
      pid === begin.pid &&
      tid === begin.tid &&
      tts >= begin.tts &&
      tts <= end.tts,
  );
  const frames = own
    .filter(({ name }) => name === 'Commit')
    .map(({ tts }) => tts)
    .sort((a, b) => a - b);
  const driver = union(own.filter(({ name }) => name === DRIVER));
  const script = union(
    own.filter(
      event =>
        SCRIPT.has(event.name) &&
        event.tdur &&
        !driver.some(({ from, to }) => event.tts >= from && event.tts < to),
    ),
  );
  const layout = union(
    own.filter(event => LAYOUT.has(event.name) && event.tdur),
  );
  const durations = spans =>
    frames.slice(0, -1).map((start, index) => {
      const stop = frames[index + 1];
      return (
        spans.reduce(
          (sum, span) =>
            sum +
            Math.max(0, Math.min(span.to, stop) - Math.max(span.from, start)),
          0,
        ) / 1_000
      );
    });
  return {
    seconds: (end.ts - begin.ts) / 1e6,
    script: durations(script),
    layout: durations(layout),
  };
}

function union(events) {
  const spans = [];
  const sorted = events
    .map(({ tts, tdur }) => ({ from: tts, to: tts + tdur }))
    .sort((a, b) => a.from - b.from);
  for (const span of sorted) {
    const last = spans.at(-1);
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to);
    else spans.push({ ...span });
  }
  return spans;
}

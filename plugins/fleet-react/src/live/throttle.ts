/**
 * Calls at once, then at most once per interval; what comes in between is done
 * once at its end.
 *
 * @public
 */
export function throttle(
  call: () => void,
  intervalMs: number,
): { (): void; cancel(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let again = false;
  const run = () => {
    call();
    timer = setTimeout(() => {
      timer = undefined;
      if (again) {
        again = false;
        run();
      }
    }, intervalMs);
  };
  const throttled = () => {
    if (timer === undefined) run();
    else again = true;
  };
  return Object.assign(throttled, {
    cancel() {
      clearTimeout(timer);
      timer = undefined;
      again = false;
    },
  });
}

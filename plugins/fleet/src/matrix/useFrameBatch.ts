import { useCallback, useEffect, useRef } from 'react';
import { flushSync } from 'react-dom';

/**
 * Does what comes between two frames in the next one, all of it at once. What would be
 * drawn as it comes would be drawn once for each, and leave the document to be laid
 * out in the middle of the next frame, when it is asked how far it is scrolled.
 */
export function useFrameBatch(): (task: () => void) => void {
  const tasks = useRef<(() => void)[]>([]);
  const frame = useRef<number>();
  useEffect(
    () => () => {
      if (frame.current !== undefined) cancelAnimationFrame(frame.current);
      frame.current = undefined;
    },
    [],
  );
  return useCallback(task => {
    tasks.current.push(task);
    frame.current ??= requestAnimationFrame(() => {
      frame.current = undefined;
      const due = tasks.current.splice(0);
      flushSync(() => due.forEach(each => each()));
    });
  }, []);
}

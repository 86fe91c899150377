import { useLayoutEffect, useState, type RefObject } from 'react';

/** Where nothing can be measured, as before the first layout. */
const UNMEASURED = 720;

/** The width of an element in pixels, as it is now. */
export function usePlotWidth(element: RefObject<HTMLElement>): number {
  const [width, setWidth] = useState(UNMEASURED);
  useLayoutEffect(() => {
    const measured = element.current;
    if (!measured) return undefined;
    const measure = () => setWidth(measured.clientWidth || UNMEASURED);
    measure();
    if (typeof ResizeObserver === 'undefined') return undefined;
    const observer = new ResizeObserver(measure);
    observer.observe(measured);
    return () => observer.disconnect();
  }, [element]);
  return width;
}

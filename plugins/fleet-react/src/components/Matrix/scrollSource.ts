import { flushSync } from 'react-dom';

type Notify = (offset: number, isScrolling: boolean) => void;

interface Observed {
  scrollElement: HTMLElement | null;
  options: { horizontal?: boolean };
}

/** Tells both directions of a matrix where it is scrolled to. */
export interface ScrollSource {
  observe: (instance: Observed, notify: Notify) => (() => void) | undefined;
  /** Whether what is drawn now is drawn because of it. */
  isTelling: () => boolean;
  /** Whether it was scrolled a moment ago, and so most likely will be again. */
  isMoving: () => boolean;
}

/** After so long without scrolling it rests. */
export const REST_MS = 150;

/**
 * Reads both offsets before it tells anybody, and draws once for both. Were the
 * one direction drawn before the other is read, every frame would lay the
 * document out twice.
 *
 * It never says that scrolling goes on or has ended: nothing is drawn otherwise
 * for it, and to be told would be to draw.
 */
export function createScrollSource(): ScrollSource {
  const listeners = new Map<'left' | 'top', Notify>();
  let isTelling = false;
  let movedAt = -Infinity;
  const onScroll = (event: Event) => {
    const { scrollLeft, scrollTop } = event.currentTarget as HTMLElement;
    const offsets = { left: scrollLeft, top: scrollTop };
    movedAt = performance.now();
    isTelling = true;
    try {
      flushSync(() => {
        listeners.forEach((notify, side) => notify(offsets[side], false));
      });
    } finally {
      isTelling = false;
    }
  };
  return {
    isTelling: () => isTelling,
    isMoving: () => performance.now() - movedAt < REST_MS,
    observe(instance, notify) {
      const element = instance.scrollElement;
      if (!element) return undefined;
      const side = instance.options.horizontal ? 'left' : 'top';
      listeners.set(side, notify);
      notify(side === 'left' ? element.scrollLeft : element.scrollTop, false);
      // The same listener, added twice, is there once.
      element.addEventListener('scroll', onScroll, { passive: true });
      return () => {
        listeners.delete(side);
        if (listeners.size > 0) return;
        element.removeEventListener('scroll', onScroll);
      };
    },
  };
}

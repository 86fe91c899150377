import { useEffect, useRef, useState } from 'react';
import { settleOrder } from '../../viewModels/settleOrder';

/**
 * Keeps rows where they are while the reader is among them.
 *
 * From the moment the pointer or the focus is inside, news changes rows but
 * not their order; when it leaves, or when the reader sorts or filters, the
 * order is that of the input again.
 *
 * @param resetKey - what the reader chose: a new one drops the kept order
 * @public
 */
export function useSettledOrder<T>(
  rows: readonly T[],
  idOf: (row: T) => string,
  resetKey: string,
): {
  rows: T[];
  handlers: {
    onPointerEnter: () => void;
    onPointerLeave: () => void;
    onFocus: () => void;
    onBlur: (event: {
      currentTarget: EventTarget & Element;
      relatedTarget: EventTarget | null;
    }) => void;
  };
} {
  const [pointer, setPointer] = useState(false);
  const [focus, setFocus] = useState(false);
  const held = pointer || focus;
  const order = useRef<{ key: string; ids: string[] }>({ key: '', ids: [] });

  const keeps = held && order.current.key === resetKey;
  const shown = keeps ? settleOrder(order.current.ids, rows, idOf) : [...rows];
  const ids = shown.map(idOf);

  useEffect(() => {
    order.current = { key: resetKey, ids };
  });

  return {
    rows: shown,
    handlers: {
      onPointerEnter: () => setPointer(true),
      onPointerLeave: () => setPointer(false),
      onFocus: () => setFocus(true),
      onBlur: event => {
        const next = event.relatedTarget;
        if (!(next instanceof Node && event.currentTarget.contains(next))) {
          setFocus(false);
        }
      },
    },
  };
}

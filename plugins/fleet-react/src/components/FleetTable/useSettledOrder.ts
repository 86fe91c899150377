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
  const order = useRef<{ key?: string; ids: string[]; given: string[] }>({
    ids: [],
    given: [],
  });

  const keeps = held && order.current.key === resetKey;
  const shown = keeps ? settleOrder(order.current.ids, rows, idOf) : [...rows];
  const ids = shown.map(idOf);
  const given = rows.map(idOf);

  useEffect(() => {
    const { key, given: before } = order.current;
    // The rows follow the reader's choice only when the server has answered;
    // the order until then is that of the choice before, and none to keep.
    const isAnswered =
      key === undefined || key === resetKey || !isSameOrder(before, given);
    if (isAnswered) order.current = { key: resetKey, ids, given };
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

function isSameOrder(left: readonly string[], right: readonly string[]) {
  return (
    left.length === right.length &&
    left.every((id, index) => id === right[index])
  );
}

import { useLayoutEffect, useRef } from 'react';
import type { CellBoard } from './CellBoard';
import type { CellPainter, CellsOfRow } from './CellPainter';

/**
 * The place of a row's cells. They are painted with those of all other rows, once
 * it is known of each what it shows.
 */
export function MatrixCells(
  props: CellsOfRow & { board: CellBoard; className: string },
) {
  const container = useRef<HTMLDivElement>(null);
  const painter = useRef<CellPainter>();
  const { board, className, ...cells } = props;
  useLayoutEffect(() => {
    const taken = board.take();
    painter.current = taken;
    taken.element.className = className;
    container.current?.append(taken.element);
    return () => board.give(taken);
  }, [board, className]);
  useLayoutEffect(() => painter.current?.show(cells));
  return <div ref={container} role="presentation" className={className} />;
}

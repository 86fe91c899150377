import { useLayoutEffect, useRef } from 'react';
import { CellPainter, type CellsOfRow, type SpareCells } from './CellPainter';

/** The place of a row's cells, which the painter fills. */
export function MatrixCells(
  props: CellsOfRow & { spare: SpareCells; className: string },
) {
  const container = useRef<HTMLDivElement>(null);
  const painter = useRef<CellPainter>();
  const { spare, className, ...cells } = props;
  useLayoutEffect(() => {
    if (!container.current) return;
    painter.current ??= new CellPainter(container.current, spare);
    painter.current.paint(cells);
  });
  useLayoutEffect(
    () => () => {
      painter.current?.clear();
      painter.current = undefined;
    },
    [],
  );
  return <div ref={container} role="presentation" className={className} />;
}

import { forwardRef, useRef } from 'react';
import { MatrixGrid, type MatrixHandle } from './MatrixGrid';
import { MatrixTable } from './MatrixTable';
import type { MatrixPosition } from './matrixMoves';
import type { MatrixData, MatrixDensity, MatrixEvents } from './types';

/** @public */
export type MatrixView = 'grid' | 'table';

/** @public */
export interface MatrixProps extends MatrixData, MatrixEvents {
  density?: MatrixDensity;
  selected?: { row: number; column: number };
  /** As a grid, or as the plain table of the part that the grid shows. */
  view?: MatrixView;
}

/**
 * Clusters against components: thousands by thousands, of which only what can
 * be seen is drawn, asked for and kept.
 *
 * It is one grid for the keyboard (arrows, Home, End, Page keys, with Control to
 * the corners; Enter opens, `/` filters, Escape leaves), and says its true size
 * and each cell's place in it. A screen reader that walks through a document
 * rather than a grid would find only the part that is drawn, and would lose its
 * place as that scrolls; so there is a plain table of the same part, with
 * buttons to the next. It takes the grid's place by a switch rather than
 * standing hidden beside it: hidden, it would be read out twice, and would
 * double what every frame of scrolling draws.
 *
 * Nothing in it sorts or filters: the order is that of the numbers.
 *
 * @public
 */
export const Matrix = forwardRef<MatrixHandle, MatrixProps>(
  function DrawnMatrix(props, ref) {
    const { view = 'grid', density = 'comfortable', ...data } = props;
    const corner = useRef<MatrixPosition>();
    if (view === 'table') {
      return (
        <MatrixTable {...data} density={density} corner={corner.current} />
      );
    }
    return (
      <MatrixGrid
        {...data}
        ref={ref}
        density={density}
        onCorner={next => {
          corner.current = next;
        }}
      />
    );
  },
);

import type { PointerEvent } from 'react';
import { untrustedName } from '../Text';
import { HEAD_LINE, type MatrixLines } from './matrixLines';
import { NAME_COLUMN, type MatrixPosition } from './matrixMoves';
import type { MatrixWords } from './matrixWords';
import type { MatrixData } from './types';
import { positionOf } from './useMatrixCursor';

/**
 * Says in full, on hover, what stands short: worked out for the one cell under
 * the pointer and not for the hundreds that are drawn.
 */
export function useHoverTitle(
  options: Pick<MatrixData, 'rowAt' | 'columnAt' | 'cellAt' | 'rollupAt'> & {
    lines: MatrixLines;
    words: MatrixWords;
  },
): {
  onPointerOver: (event: PointerEvent<HTMLElement>) => void;
  onPointerOut: (event: PointerEvent<HTMLElement>) => void;
} {
  const { rowAt, columnAt, cellAt, rollupAt, lines, words } = options;
  const named = (parts: (string | undefined)[]) =>
    parts.flatMap(part => (part ? [untrustedName(part)] : [])).join('\n');
  const titleOf = ({ line, column }: MatrixPosition): string => {
    const view = column === NAME_COLUMN ? undefined : columnAt(column);
    if (line === HEAD_LINE) return named([view?.title, view?.detail]);
    const found = lines.at(line);
    if (found?.kind === 'group') {
      const { group } = found;
      if (column === NAME_COLUMN) return named([group.label]);
      if (view?.isPlain) return named([group.label, view.title]);
      const rollup = rollupAt?.(group, column);
      return `${named([`${group.label} · ${view?.title ?? ''}`])}\n${
        rollup ? words.rollupName(rollup) : ''
      }`;
    }
    if (!found) return '';
    const row = rowAt(found.row);
    if (column === NAME_COLUMN) {
      const word = row?.status && words.statusWord(row.status.key);
      return named([row?.label, row?.detail, word, row?.status?.reason]);
    }
    const cell = cellAt(found.row, column);
    if (!cell) return '';
    const where = named([`${view?.title ?? ''} · ${row?.label ?? ''}`]);
    return `${where}\n${words.cellTitle(cell)}`;
  };
  return {
    onPointerOver(event) {
      const position = positionOf(event.target);
      const element = elementOf(event.target);
      if (!position || !element) return;
      const title = titleOf(position);
      if (title) element.title = title;
      else element.removeAttribute('title');
    },
    onPointerOut(event) {
      elementOf(event.target)?.removeAttribute('title');
    },
  };
}

function elementOf(target: EventTarget): HTMLElement | null {
  return target instanceof Element
    ? target.closest<HTMLElement>('[data-column]')
    : null;
}

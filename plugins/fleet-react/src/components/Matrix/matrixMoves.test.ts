import { moveInMatrix } from './matrixMoves';

const size = { lines: 100, columns: 40, page: 20 };
const from = { line: 50, column: 10 };
const press = (key: string, ctrlKey = false, start = from) => {
  const to = moveInMatrix(start, { key, ctrlKey }, size);
  return to && [to.line, to.column];
};

describe('moveInMatrix', () => {
  it.each([
    ['ArrowDown', false, [51, 10]],
    ['ArrowUp', false, [49, 10]],
    ['ArrowRight', false, [50, 11]],
    ['ArrowLeft', false, [50, 9]],
    ['PageDown', false, [70, 10]],
    ['PageUp', false, [30, 10]],
    ['Home', false, [50, -1]],
    ['End', false, [50, 39]],
    ['Home', true, [0, -1]],
    ['End', true, [99, 39]],
  ] as const)('%s (with Control: %s) leads to %j', (key, ctrl, to) => {
    expect(press(key, ctrl)).toEqual(to);
  });

  it('stops at the edges, of which the headers are two', () => {
    expect(press('ArrowUp', false, { line: 0, column: -1 })).toEqual([-1, -1]);
    expect(press('ArrowUp', false, { line: -1, column: 0 })).toEqual([-1, 0]);
    expect(press('ArrowLeft', false, { line: 0, column: -1 })).toEqual([0, -1]);
    expect(press('ArrowDown', false, { line: 99, column: 0 })).toEqual([99, 0]);
    expect(press('ArrowRight', false, { line: 0, column: 39 })).toEqual([
      0, 39,
    ]);
    expect(press('PageUp', false, { line: 5, column: 0 })).toEqual([0, 0]);
    expect(press('PageDown', false, { line: 95, column: 0 })).toEqual([99, 0]);
  });

  it('stays on the header where there is nothing below', () => {
    expect(
      moveInMatrix(
        { line: -1, column: -1 },
        { key: 'End', ctrlKey: true },
        { lines: 0, columns: 0, page: 1 },
      ),
    ).toEqual({ line: -1, column: -1 });
  });

  it.each(['Enter', 'a', 'Tab', 'Escape', '/'])('leaves %s alone', key => {
    expect(press(key)).toBeUndefined();
  });
});

import { csvCell, csvLine } from './csv';

describe('csvCell', () => {
  it.each([
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\n=1',
    '＝1+1',
    '=cmd|" /C calc"!A1',
  ])('makes text of what would be calculated: %j', text => {
    const cell = csvCell(text);
    expect(cell.replace(/^"/, '')).toMatch(/^'/);
    // And it reads back as what it was.
    expect(readCell(cell)).toBe(`'${text}`);
  });

  it.each(['a,b', 'say "no"', 'two\nlines', 'two\r\nlines', '"', ',', ' = 1'])(
    'reads back as it was: %j',
    text => expect(readCell(csvCell(text))).toBe(text),
  );

  it.each([
    ['x;=1+cmd|"/C calc"!A0', `x;'=1+cmd|"/C calc"!A0`],
    ['x\t @SUM(A1)', "x\t' @SUM(A1)"],
    ['x;y', 'x;y'],
  ])('makes text of what begins where others split: %j', (text, safe) => {
    expect(readCell(csvCell(text))).toBe(safe);
  });

  it('keeps numbers what they are, and has none where there is no figure', () => {
    expect([-1.5, 0, 12, Number.NaN, -Infinity].map(csvCell)).toEqual([
      '-1.5',
      '0',
      '12',
      '',
      '',
    ]);
  });

  it('leaves what needs nothing as it is', () => {
    expect(csvCell('user:default/one')).toBe('user:default/one');
    expect(csvCell(undefined)).toBe('');
    expect(csvCell(0)).toBe('0');
    expect(csvLine(['a', 1, undefined, 'b,c'])).toBe('a,1,,"b,c"\r\n');
  });
});

/** As RFC 4180 reads one cell. */
function readCell(cell: string): string {
  if (!cell.startsWith('"')) {
    expect(cell).not.toMatch(/[",\r\n]/);
    return cell;
  }
  expect(cell).toMatch(/^"(?:[^"]|"")*"$/);
  return cell.slice(1, -1).replaceAll('""', '"');
}

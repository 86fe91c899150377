import { toCsv } from './toCsv';

describe('toCsv', () => {
  type Row = { name: string; cost?: number; known: number };

  it('is a line of titles and one for each row, with the coverage at the end', () => {
    const rows: Row[] = [
      { name: 'checkout, cart', cost: -1.5, known: 2 },
      { name: '=HYPERLINK("http://x")', cost: 0, known: 0 },
      { name: '-1', known: 1 },
    ];
    expect(
      toCsv<Row>(
        rows,
        [
          { title: '@name', cell: ({ name }) => name },
          { title: 'cost', cell: ({ cost }) => cost },
        ],
        [{ title: 'days known', cell: ({ known }) => known }],
      ),
    ).toBe(
      [
        "'@name,cost,days known",
        '"checkout, cart",-1.5,2',
        `"'=HYPERLINK(""http://x"")",0,0`,
        "'-1,,1",
        '',
      ].join('\r\n'),
    );
  });

  it('has titles alone where there are no rows', () => {
    expect(toCsv([], [], [{ title: 'coverage', cell: () => 1 }])).toBe(
      'coverage\r\n',
    );
  });
});

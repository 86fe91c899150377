import { tilesFor } from './tilesFor';

describe('tilesFor', () => {
  const size = { rows: 1_000, columns: 5_000 };

  it('names the tiles that what is in sight lies in, and no other', () => {
    expect(
      tilesFor(
        { rows: [{ from: 48, to: 60 }], columns: { from: 0, to: 40 } },
        size,
      ),
    ).toEqual([
      { rows: [0, 50], columns: [0, 40] },
      { rows: [50, 100], columns: [0, 40] },
    ]);
  });

  it('asks for nothing beyond the end', () => {
    expect(
      tilesFor(
        {
          rows: [{ from: 990, to: 1_200 }],
          columns: { from: 4_990, to: 5_100 },
        },
        size,
      ),
    ).toEqual([{ rows: [950, 1_000], columns: [4_960, 5_000] }]);
  });

  it('leaves out what is collapsed between two stretches', () => {
    expect(
      tilesFor(
        {
          rows: [
            { from: 0, to: 10 },
            { from: 400, to: 410 },
          ],
          columns: { from: 0, to: 1 },
        },
        size,
      ).map(({ rows }) => rows[0]),
    ).toEqual([0, 400]);
  });
});

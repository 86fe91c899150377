import type { ChartDay, Figure } from './chartDays';

/** A day as it is drawn; what has no value is not drawn, and nothing is drawn across it. */
export type PlotRow = {
  number: number;
  day: ChartDay;
  /** Of each series the figures that are whole. */
  whole: (number | undefined)[];
  /** Of each series those in part, with the days at their sides, for the dotted line. */
  part: (number | undefined)[];
  expected?: number;
  band?: [number, number];
};

/** What lines are drawn through: solid through whole figures, dotted to and from those in part. */
export function plotRows(days: readonly ChartDay[]): PlotRow[] {
  return days.map((day, index) => {
    const around = [days[index - 1], day, days[index + 1]];
    return {
      number: day.number,
      day,
      whole: day.figures.map(figure =>
        figure && !figure.isPart ? figure.value : undefined,
      ),
      part: day.figures.map((figure, at) =>
        around.some(each => each?.figures[at]?.isPart)
          ? figure?.value
          : undefined,
      ),
      ...(day.expected === undefined ? {} : { expected: day.expected }),
      ...(day.band ? { band: [day.band.low, day.band.high] } : {}),
    };
  });
}

/** Whether neither day at its side has a value, so that no line leads to it. */
export function isAlone(
  rows: readonly PlotRow[],
  index: number,
  valueOf: (row: PlotRow) => number | undefined,
): boolean {
  return [rows[index - 1], rows[index + 1]].every(
    row => row === undefined || valueOf(row) === undefined,
  );
}

/** The last figure of a series, where its line ends. */
export function lastFigure(
  days: readonly ChartDay[],
  series: number,
): Figure | undefined {
  return days.findLast(({ figures }) => figures[series])?.figures[series];
}

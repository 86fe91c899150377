import type { FailedAnswer } from '@fleetview/backstage-plugin-fleet-node';
import type { AllocationAnswer } from './allocationAnswer';
import type { HourQuestion } from './hourQuestions';
import type { CostItem, CostLine } from './lineSchema';
import { readAllocationRow, type AllocationLine } from './readAllocationRow';
import { GRAIN, HOURS, MAX_THINGS, toHourLine } from './toHourLine';
import { dayOf, type Window } from './wholeDays';

const HOUR_MS = 3_600_000;
/** Of one hour, as of one day. */
const MAX_ROWS = 20_000;

type Item = { key: string; name: string; item: CostItem };
type Thing = { line: AllocationLine; hours: (number | null)[] };
type Things = {
  things: Map<string, Thing>;
  /** Of hours that are not told, as something in them cannot be read. */
  problems: Map<number, string>;
};

/**
 * What things cost in each hour of a day that is over. A row is of the hour of its set, and
 * is believed where its own times are within it. An hour without rows has no figure, and
 * neither has one with a row that cannot be read: what is left of it would be taken for all
 * of it. An answer that may not be believed is counted, and takes nothing of the days with
 * it.
 */
export function readHourItems(options: {
  answers: (AllocationAnswer | FailedAnswer)[];
  questions: HourQuestion[];
  currency?: string;
  /** Whose cluster one is that the tool calls so: as of days. */
  of: (id: string | undefined) => CostLine['of'];
  /** Of a day; 20,000 unless given. */
  mostThings?: number;
}): Item[] {
  const { answers, questions, currency, of, mostThings = MAX_THINGS } = options;
  return questions.flatMap((question, index): Item[] => {
    const read = thingsOf(answers[index], question, mostThings);
    const day = dayOf(question.window);
    if ('problem' in read) {
      const key = JSON.stringify([day, GRAIN]);
      return [{ key, name: `${day} hours`, item: read }];
    }
    const { things, problems } = read;
    const unread = [...problems].map(([hour, problem]) => ({
      key: JSON.stringify([day, GRAIN, hour]),
      name: `${day} hour ${hour}`,
      item: { problem: `hour ${hour} of ${day}: ${problem}` },
    }));
    const told = [...things].map(([name, { line, hours }]) => ({
      key: JSON.stringify([day, GRAIN, name]),
      name: `${day} ${name}`.slice(0, 512),
      item: toHourLine(
        {
          ...line,
          of: of(line.cluster),
          ...(currency ? { currency } : {}),
          query: question.path,
          estimated: false,
        },
        question.window,
        hours,
      ),
    }));
    return [...unread, ...told];
  });
}

function thingsOf(
  answer: AllocationAnswer | FailedAnswer,
  { window, hours: asked }: HourQuestion,
  mostThings: number,
): Things | { problem: string } {
  const day = dayOf(window);
  if ('failed' in answer)
    return { problem: `hours of ${day}: ${answer.failed}` };
  const sets = answer.data ?? [];
  if (sets.length !== asked) {
    return { problem: `${sets.length} sets for ${asked} hours of ${day}` };
  }
  const things = new Map<string, Thing>();
  const problems = new Map<number, string>();
  for (const [hour, set] of sets.entries()) {
    const rows = Object.entries(set ?? {});
    if (rows.length > MAX_ROWS) {
      return { problem: `more than ${MAX_ROWS} rows for an hour of ${day}` };
    }
    const lines = linesOf(rows, hourOf(window, hour));
    if ('problem' in lines) {
      problems.set(hour, lines.problem);
      continue;
    }
    for (const [name, line] of lines.entries()) {
      const thing = things.get(name) ?? {
        line: { ...line, warnings: [] },
        hours: Array<number | null>(HOURS).fill(null),
      };
      thing.hours[hour] = line.costs.total;
      things.set(name, thing);
    }
    if (things.size > mostThings) {
      return { problem: `more than ${mostThings} things by hour on ${day}` };
    }
  }
  return things.size + problems.size > 0
    ? { things, problems }
    : { problem: `no data by hour for ${day}` };
}

/** The rows of one hour, or why one of them cannot be read. */
function linesOf(
  rows: readonly [string, unknown][],
  window: Window,
): Map<string, AllocationLine> | { problem: string } {
  const lines = new Map<string, AllocationLine>();
  for (const [name, raw] of rows) {
    const line = readAllocationRow(name, raw, window);
    if ('problem' in line) return line;
    lines.set(name, line);
  }
  return lines;
}

function hourOf({ start }: Window, hour: number): Window {
  const from = Date.parse(start) + hour * HOUR_MS;
  return {
    start: new Date(from).toISOString(),
    end: new Date(from + HOUR_MS).toISOString(),
  };
}

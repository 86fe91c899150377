import { refuse } from '../clusters';

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const DAYS = 'sun mon tue wed thu fri sat'.split(' ');

type Field = {
  what: string;
  from: number;
  to: number;
  names?: readonly string[];
};

const FIELDS: readonly Field[] = [
  { what: 'minute', from: 0, to: 59 },
  { what: 'hour', from: 0, to: 23 },
  { what: 'day of the month', from: 1, to: 31 },
  { what: 'month', from: 1, to: 12, names: MONTHS },
  // Velero knows no 7.
  { what: 'day of the week', from: 0, to: 6, names: DAYS },
];

const NAMED: Readonly<Record<string, string>> = {
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
  '@monthly': '0 0 1 * *',
  '@weekly': '0 0 * * 0',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@hourly': '0 * * * *',
};

const LONGEST_MONTHS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** When something is done. */
export type Cron = {
  /** As it is written. */
  text: string;
  /** How often it is done on a day that it is done on. */
  timesADay: number;
};

/**
 * A schedule as Velero reads it: five fields of cron, or a name such as `@daily`. Seconds, time
 * zones and `@every` are refused: a reader of the pull request could not tell when it is.
 *
 * @throws InputError that says which field is wrong, and where no such day ever comes
 */
export function checkCron(input: string, text: string): Cron {
  const own = text.trim().replace(/ +/g, ' ');
  if (own.length > 200 || /[^\w@*/,?\- ]/.test(own)) {
    return refuse(input, text, 'it is no schedule of cron.');
  }
  const parts = (Object.hasOwn(NAMED, own) ? NAMED[own] : own).split(' ');
  if (parts.length !== FIELDS.length) {
    return refuse(
      input,
      text,
      `it has to have five fields (minute, hour, day of the month, month, day of the week), as in '17 1 * * *', or to be one of ${Object.keys(
        NAMED,
      ).join(', ')}.`,
    );
  }
  const [minutes, hours, days, months] = FIELDS.map((field, index) =>
    valuesOf(parts[index], field, because =>
      refuse(input, text, `its field '${parts[index]}', the ${because}`),
    ),
  );
  // Either of the two days is enough for cron where both are limited.
  const isByWeek = !/^[*?]/.test(parts[4]);
  const comes = [...months].some(month =>
    [...days].some(day => day <= LONGEST_MONTHS[month - 1]),
  );
  if (!isByWeek && !comes) {
    return refuse(input, text, 'such a day never comes.');
  }
  return { text: own, timesADay: minutes.size * hours.size };
}

function valuesOf(
  text: string,
  { what, from, to, names }: Field,
  refuseIt: (because: string) => never,
): Set<number> {
  const values = new Set<number>();
  const numberOf = (word: string): number => {
    const named = names?.indexOf(word.toLocaleLowerCase('en-US')) ?? -1;
    if (named >= 0) return named + from;
    const number = /^\d{1,2}$/.test(word) ? Number(word) : NaN;
    return number >= from && number <= to
      ? number
      : refuseIt(`${what}, has to be from ${from} to ${to}.`);
  };
  for (const part of text.split(',')) {
    const [range, step, ...more] = part.split('/');
    const every = step === undefined ? 1 : Number(step);
    const isStep = step === undefined || /^[1-9]\d?$/.test(step);
    if (more.length > 0 || !isStep) {
      refuseIt(`${what}, has no step that counts.`);
    }
    const [first, last, ...rest] = range.split('-');
    if (rest.length > 0) refuseIt(`${what}, is no range.`);
    const isAny = range === '*' || range === '?';
    const start = isAny ? from : numberOf(first);
    const isOne = last === undefined && step === undefined && !isAny;
    const end = isOne || last !== undefined ? numberOf(last ?? first) : to;
    if (end < start)
      refuseIt(`${what}, is a range that ends before it begins.`);
    for (let value = start; value <= end; value += every) values.add(value);
  }
  return values;
}

/*
 * A run's results as a table, and the table of docs/performance.md.
 */
import fs from 'node:fs';
import path from 'node:path';
import { GOALS, judge } from './goals.mjs';

const DOCUMENT = path.resolve(import.meta.dirname, '../../docs/performance.md');
const BEGIN = '<!-- begin of the measurements: written by npm run bench -->';
const END = '<!-- end of the measurements -->';

/** Every goal with what was measured of it, in the order of the goals. */
export function rowsOf(run) {
  const measured = new Map(
    Object.values(run.sections).flatMap(section =>
      section.rows.map(row => [row.goal, { ...row, wrong: section.wrong }]),
    ),
  );
  return GOALS.map(goal => {
    const row = measured.get(goal.id) ?? { goal: goal.id };
    const verdict = judge(row);
    // The goals are meant for the sizes that they name.
    const isJudged =
      run.scale >= 1 || ['WRONG', 'not measured'].includes(verdict);
    return { goal, row, verdict: isJudged ? verdict : 'too small to judge' };
  });
}

/** Sections whose results were not what the clusters' log says is true. */
export function wrongOf(run) {
  return Object.entries(run.sections).flatMap(([name, { wrong }]) =>
    wrong.map(text => `${name}: ${text}`),
  );
}

const shown = (goal, value) => (value === undefined ? '–' : goal.show(value));

export function printTable(run, write) {
  // What was not asked for is left out; what was asked for and not found is not.
  const asked = rowsOf(run).filter(({ row }) => 'wrong' in row);
  const lines = asked.map(({ goal, row, verdict }) => [
    goal.what,
    shown(goal, row.value),
    shown(goal, goal.pass),
    shown(goal, goal.aim),
    verdict,
  ]);
  const table = [['', 'measured', 'pass', 'aim', ''], ...lines];
  const widths = [0, 1, 2, 3].map(column =>
    Math.max(...table.map(line => line[column].length)),
  );
  for (const line of table) {
    write(
      line
        .map((cell, column) =>
          column === 0
            ? cell.padEnd(widths[0])
            : cell.padStart(widths[column] ?? 0),
        )
        .join('  '),
    );
  }
  write('');
  for (const { goal, row } of asked) {
    if (row.note) write(`${goal.what}: ${row.note}`);
  }
  for (const [name, section] of Object.entries(run.sections)) {
    for (const note of section.notes ?? []) write(`${name}: ${note}`);
  }
  for (const text of wrongOf(run)) write(`WRONG: ${text}`);
}

const escaped = text => text.replaceAll('|', '\\|').replaceAll('<', '&lt;');

function markdown(run) {
  const { machine, versions, scale } = run;
  const rows = rowsOf(run).map(
    ({ goal, row, verdict }) =>
      `| ${[
        goal.what,
        goal.best,
        shown(goal, goal.pass),
        shown(goal, goal.aim),
        shown(goal, row.value),
        verdict,
        row.note ?? '',
      ]
        .map(escaped)
        .join(' | ')} |`,
  );
  const notes = Object.entries(run.sections).flatMap(([name, section]) =>
    (section.notes ?? []).map(note => `- ${escaped(name)}: ${escaped(note)}`),
  );
  return [
    BEGIN,
    '',
    `Measured on ${run.date} at commit ${versions.commit}${
      versions.changed ? ' with changes' : ''
    }, seed ${run.seed}, scale ${scale}: ${machine.cores} cores (${
      machine.cpu
    }), ${machine.memoryGb} GB, ${machine.system}, load ${machine.load.join(
      ' ',
    )} at the start; Node ${versions.node}, PostgreSQL ${versions.postgres}.`,
    '',
    '| | best of others | pass | aim | measured | verdict | beside it |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...rows,
    '',
    ...notes,
    ...wrongOf(run).map(text => `- **WRONG** ${escaped(text)}`),
    '',
    END,
  ].join('\n');
}

/** Writes a run's table into the document, between its marks. */
export function writeDocument(run) {
  const before = fs.readFileSync(DOCUMENT, 'utf8');
  const begin = before.indexOf(BEGIN);
  const end = before.indexOf(END);
  if (begin < 0 || end < begin) {
    throw new Error(
      `'docs/performance.md' lacks the line '${BEGIN}' or '${END}'. Put them back.`,
    );
  }
  fs.writeFileSync(
    DOCUMENT,
    before.slice(0, begin) + markdown(run) + before.slice(end + END.length),
  );
}

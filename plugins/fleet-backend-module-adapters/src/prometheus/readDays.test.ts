import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { CostLine } from '../costs/lineSchema';
import { readDays } from './readDays';
import { readQueries, type Quantity } from './readQueries';
import { prometheusSettings, type VectorAnswer } from './schema';

const FIXTURE: { answers: VectorAnswer[] } = parse(
  readFileSync(join(__dirname, '__fixtures__/allocation-sizing.yaml'), 'utf8'),
);

/** What is read where one question is answered otherwise. */
function read(
  quantity?: Quantity,
  change: (answer: VectorAnswer) => VectorAnswer = answer => answer,
  more: object = {},
) {
  const settings = prometheusSettings.parse({
    days: 1,
    currency: 'USD',
    sizing: true,
    ...more,
  });
  const questions = readQueries({ settings, askedAt: '2026-11-20T06:00:00Z' });
  expect(questions).toHaveLength(FIXTURE.answers.length);
  const answers = questions.map((question, index) =>
    question.quantity === quantity
      ? change(FIXTURE.answers[index])
      : FIXTURE.answers[index],
  );
  const items = readDays({ answers, questions, settings });
  if ('invalid' in items) return items;
  return items.map(({ item }) => item as CostLine);
}

function linesOf(...options: Parameters<typeof read>): CostLine[] {
  const lines = read(...options);
  if ('invalid' in lines) throw new Error(lines.invalid);
  return lines;
}

const warned = (answer: VectorAnswer): VectorAnswer => ({
  ...answer,
  warnings: ['store 10.0.3.4:10901: rpc error: code = Unavailable'],
});
/** More series than are taken. */
const tooLong = (answer: VectorAnswer): VectorAnswer => ({
  ...answer,
  data: {
    ...answer.data,
    result: Array.from({ length: 20_001 }, () => ({})),
  },
});
const withoutNumber = (answer: VectorAnswer): VectorAnswer => ({
  ...answer,
  data: {
    ...answer.data,
    result: [
      ...answer.data.result,
      { metric: { namespace: 'else' }, value: [1763596800, 'NaN'] },
    ],
  },
});
const sizesOf = (lines: CostLine[]) =>
  lines.flatMap(({ sizing }) => sizing ?? []);

describe('readDays', () => {
  const usual = linesOf();

  it('tells what requests are sized by', () => {
    expect(sizesOf(usual)).toHaveLength(2);
  });

  it.each([
    ['too long', tooLong],
    ['of a part', warned],
  ])(
    'keeps the costs where an answer for right-sizing is %s, and sizes nothing',
    (_, change) => {
      for (const quantity of ['oomEvents', 'ramHigh', 'oomEnded'] as const) {
        const lines = linesOf(quantity, change);
        expect(sizesOf(lines)).toEqual([]);
        expect(lines).toEqual(
          usual.map(({ sizing: _sizing, ...line }) => line),
        );
      }
    },
  );

  it('keeps the costs of several clusters where one series for right-sizing has no number', () => {
    const several = { clusterLabel: 'cluster' };
    const whole = linesOf(undefined, undefined, several);
    expect(linesOf('throttled', withoutNumber, several)).toEqual(whole);
    expect(linesOf('throttled', warned, several).length).toBe(whole.length);
    // Of what things cost a part is no whole.
    expect(read('cpuRequested', warned, several)).toHaveProperty('invalid');
    expect(read('cpuRequested', tooLong)).toHaveProperty('invalid');
  });

  it('takes a remark on a query for no warning', () => {
    const remarked = (answer: VectorAnswer): VectorAnswer => ({
      ...answer,
      warnings: ['PromQL info: metric might not be a counter'],
    });
    expect(linesOf('restarts', remarked)).toEqual(usual);
  });
});

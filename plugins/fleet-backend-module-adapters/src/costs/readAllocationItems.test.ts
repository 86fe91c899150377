import type { AllocationQuestion } from './allocationQuestions';
import type { CostLine } from './lineSchema';
import { readAllocationItems } from './readAllocationItems';
import { allocationSettings } from './settings';
import { whoseCluster, whoseNamed } from './whoseCluster';

const WINDOW = { start: '2026-11-19T00:00:00Z', end: '2026-11-20T00:00:00Z' };

const row = (cluster: unknown, more: object = {}) => ({
  properties: {
    cluster,
    namespace: 'shop',
    controllerKind: 'deployment',
    controller: 'cart',
  },
  start: WINDOW.start,
  minutes: 1440,
  cpuCost: 2,
  totalCost: 2,
  ...more,
});
const bad = (cluster: unknown) => row(cluster, { cpuCost: -1 });

/** Whether a day is in part, by grain and cluster. */
function partsOf(
  rows: Record<string, unknown>,
  {
    of = whoseNamed(undefined),
    warning,
    label,
  }: {
    of?: (id: string | undefined) => CostLine['of'];
    warning?: string;
    label?: string;
  } = {},
): Record<string, boolean> {
  const question: AllocationQuestion = {
    window: WINDOW,
    isHistory: false,
    path: '/allocation',
    ...(label && { label }),
  };
  const items = readAllocationItems({
    answers: [{ code: 200, data: [rows], warning }],
    questions: [question],
    settings: allocationSettings.parse({}),
    of,
  });
  if ('invalid' in items) throw new Error(items.invalid);
  return Object.fromEntries(
    items.flatMap(({ item }) => {
      const { grain, cluster, partial = false } = item as Partial<CostLine>;
      // What could not be read has no grain.
      if (grain === undefined) return [];
      return [[`${grain} ${cluster ?? ''}`.trim(), partial]];
    }),
  );
}

describe('readAllocationItems', () => {
  it('takes a day whose rows can all be read for a whole one', () => {
    expect(partsOf({ a: row('one') })).toEqual({
      'workload one': false,
      'namespace one': false,
      'cluster one': false,
    });
  });

  it('takes it for a part of the clusters that rows are of that cannot be read', () => {
    const rows = { a: row('one'), b: row('two'), c: bad('two') };
    expect(partsOf(rows)).toEqual({
      'workload one': false,
      'namespace one': false,
      'cluster one': false,
      'workload two': true,
      'namespace two': true,
      'cluster two': true,
    });
    expect(partsOf(rows, { label: 'team' })).toEqual({
      'label one': false,
      'label two': true,
    });
  });

  it.each([
    ['says no cluster', bad(undefined)],
    ['says one that is no name', bad({ name: 'two' })],
    ['is nothing at all', null],
  ])('takes it for a part of all where a row %s', (_, unread) => {
    expect(partsOf({ a: row('one'), b: row('two'), c: unread })).toMatchObject({
      'workload one': true,
      'workload two': true,
    });
  });

  it('knows the one cluster of a tool also in rows that do not name it', () => {
    const of = whoseCluster(new Set(['one']), undefined);
    expect(partsOf({ a: row(undefined), b: bad('one') }, { of })).toEqual({
      workload: true,
      namespace: true,
      cluster: true,
    });
  });

  it('takes it for a part where the tool itself warns', () => {
    expect(partsOf({ a: row('one') }, { warning: 'partial' })).toMatchObject({
      'workload one': true,
    });
  });
});

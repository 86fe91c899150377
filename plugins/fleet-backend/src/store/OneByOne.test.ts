import type { Knex } from 'knex';
import { DEPLOYMENTS, factsOf } from '../__testUtils__/changes';
import { describeDatabases } from '../__testUtils__/databases';
import {
  diagnosisFact,
  differenceFact,
  runningFact,
  workloadFact,
} from '../__testUtils__/facts';
import { write } from '../__testUtils__/store';
import { OneByOne, type OneByOneQuestion } from './OneByOne';

const QUESTIONS: OneByOneQuestion[] = [
  'followUps',
  'looks',
  'desires',
  'running',
];

async function fill(knex: Knex): Promise<void> {
  const kind = {
    ...DEPLOYMENTS,
    tables: ['workload' as const, 'fact' as const],
  };
  for (const [observer, fact] of [
    ['c-well', workloadFact()],
    ['c-ailing', workloadFact({ health: 'degraded' })],
    ['c-diagnosed', diagnosisFact()],
    ['c-differs', differenceFact()],
    ['c-runs', runningFact()],
  ] as const) {
    await write(knex, kind, [factsOf(fact)], { observer });
  }
  await knex('drift_wish').insert({
    cluster_id: 'c-wish',
    api_group: 'apps',
    kind: 'Deployment',
    namespace: 'shop',
    name: 'web',
    urgent: true,
  });
  await knex('drift_desire').insert({
    uid: 'u',
    cluster_id: 'c-well',
    observer: 'c-hub',
    adapter: 'argocd',
    question: 'managed',
    data: '{}',
  });
}

const CLUSTERS = [
  ...['c-well', 'c-ailing', 'c-diagnosed', 'c-differs', 'c-runs'],
  ...['c-wish', 'c-hub', 'c-none'],
];

describeDatabases('OneByOne', database => {
  let knex: Knex;
  let statements: number;
  const count = () => {
    statements += 1;
  };
  beforeAll(async () => {
    knex = await database.open();
    await fill(knex);
  });
  beforeEach(() => {
    statements = 0;
    knex.on('query', count);
  });
  afterEach(() => {
    knex.removeListener('query', count);
  });

  /** `cluster question` of all that a question has to do with. */
  async function concerned(oneByOne: OneByOne, isFirst: boolean) {
    const asked = CLUSTERS.flatMap(observer =>
      QUESTIONS.map(question => ({ observer, question })),
    );
    const answers = await Promise.all(
      asked.map(({ observer, question }) =>
        oneByOne.concerns(observer, question, { isFirst }),
      ),
    );
    return asked.flatMap(({ observer, question }, index) =>
      answers[index] ? [`${observer} ${question}`] : [],
    );
  }

  const EXPECTED = [
    'c-ailing followUps',
    'c-diagnosed followUps',
    'c-differs looks',
    'c-differs desires',
    'c-runs running',
    'c-wish looks',
    'c-hub desires',
  ];

  it('tells of all that ask at once whether there is anything, in one statement', async () => {
    const oneByOne = new OneByOne({ knex, owned: () => [] });
    expect(await concerned(oneByOne, true)).toEqual(EXPECTED);
    // On SQLite statements are run past what counts them.
    expect(statements).toBe(database.isPostgres ? 1 : 0);
  });

  it('knows for a while of all that are read here, and asks of others by itself', async () => {
    let at = 0;
    const owned = CLUSTERS.filter(each => each !== 'c-wish');
    const oneByOne = new OneByOne({
      knex,
      owned: () => owned,
      monotonic: () => at,
    });
    const differs = (isFirst = false) =>
      oneByOne.concerns('c-late', 'looks', { isFirst });
    owned.push('c-late');
    expect(await concerned(oneByOne, false)).toEqual(EXPECTED);
    await write(
      knex,
      { ...DEPLOYMENTS, tables: ['fact'] },
      [factsOf(differenceFact())],
      { observer: 'c-late' },
    );
    at = 4_999;
    expect(await differs()).toBe(false);
    expect(await differs(true)).toBe(true);
    at = 5_000;
    expect(await differs()).toBe(true);
  });

  it('asks again after it failed', async () => {
    let isBroken = true;
    const oneByOne = new OneByOne({
      knex,
      owned: () => {
        if (isBroken) throw new Error('no clusters');
        return CLUSTERS;
      },
    });
    const ask = () => oneByOne.concerns('c-wish', 'looks', { isFirst: false });
    await expect(ask()).rejects.toThrow('no clusters');
    isBroken = false;
    expect(await ask()).toBe(true);
  });
});

import type { FaultInput } from '@fleetview/fleet-simulator';
import { FaultWorld } from './FaultWorld';
import { mutate } from './mutate';
import { openFaultsDatabase, type FaultsDatabase } from './openFaultsDatabase';
import { randomOf } from './random';
import { startLocalPortal } from './startLocalPortal';
import { VirtualTime } from './VirtualTime';

type Meaning = { lies?: boolean; isUnreachable?: boolean };

/**
 * One cluster each: what its test is called, what is wrong with it all the time,
 * and what that means for what can be expected.
 */
const CASES: [title: string, faults: FaultInput[], meaning?: Meaning][] = [
  ['410 as an event of a watch', [{ fault: 'gone', form: 'event' }]],
  ['410 as the status of a watch', [{ fault: 'gone', form: 'status' }]],
  ...[0, -1, 'Wed, 21 Oct 2099 07:28:00 GMT', 1e15, 'soon'].map(
    (retryAfter): [string, FaultInput[]] => [
      `429 with Retry-After: ${retryAfter}`,
      [{ fault: 'throttle', retryAfter, count: 9 }, { fault: 'gone' }],
    ],
  ),
  ...([500, 502, 503] as const).map((status): [string, FaultInput[]] => [
    `${status} for minutes`,
    [{ fault: 'cut' }, { fault: 'error', status }],
  ]),
  ['a watch that opens and says nothing', [{ fault: 'mute' }]],
  ['half-open TCP', [{ fault: 'half-open' }], { isUnreachable: true }],
  [
    'requests that are never answered',
    [{ fault: 'hang' }],
    { isUnreachable: true },
  ],
  [
    'connections that are refused',
    [{ fault: 'refuse' }],
    { isUnreachable: true },
  ],
  [
    'one byte a second on a list',
    [
      { fault: 'slow', bytes: 1, intervalMs: 1000, resources: ['deployments'] },
      { fault: 'gone' },
    ],
  ],
  [
    'one byte a second on a watch',
    [{ fault: 'slow', bytes: 1, intervalMs: 1000 }, { fault: 'cut' }],
  ],
  [
    'one byte a second on headers',
    [{ fault: 'slow-socket', bytes: 1, intervalMs: 1000 }],
  ],
  [
    'a watch that closes at once, again and again',
    [{ fault: 'close-watches', form: 'end' }],
  ],
  [
    'a watch that breaks at once, again and again',
    [{ fault: 'close-watches', form: 'destroy' }],
  ],
  ['a truncated line', [{ fault: 'lines', form: 'truncated' }]],
  ['two objects in a line', [{ fault: 'lines', form: 'joined' }]],
  ['CRLF', [{ fault: 'lines', form: 'crlf' }]],
  ['a BOM before a line', [{ fault: 'lines', form: 'bom' }]],
  ['a character split over chunks', [{ fault: 'lines', form: 'split' }]],
  ['garbage in a watch', [{ fault: 'garbage' }]],
  ['200 with HTML', [{ fault: 'html' }, { fault: 'cut' }]],
  ...(
    [
      ['200 with {}', 'empty-object'],
      ['200 with items: null', 'null-items'],
      ['200 with the wrong kind', 'wrong-kind'],
      ['200 with a Table', 'table'],
      ['200 with a BOM', 'bom'],
      ['200 with garbage behind the list', 'trailing-garbage'],
      ['200 with a gzip bomb', 'gzip-bomb'],
      ['200 with a length that is too long', 'too-long'],
      ['200 with a length that is too short', 'too-short'],
      ['200 with nothing', 'nothing'],
    ] as const
  ).map(([title, form]): [string, FaultInput[]] => [
    title,
    [{ fault: 'malformed-list', form }, { fault: 'gone' }],
  ]),
  ['a list that breaks off', [{ fault: 'truncate' }, { fault: 'gone' }]],
  [
    'a list that ends in its middle',
    [{ fault: 'truncate', form: 'end' }, { fault: 'gone' }],
  ],
  [
    'a list that goes on for ever in one page',
    [
      {
        fault: 'endless-list',
        form: 'body',
        resources: ['deployments'],
        count: 1,
      },
      { fault: 'gone' },
    ],
  ],
  [
    'an endless list',
    [{ fault: 'endless-list', form: 'pages', count: 400 }, { fault: 'gone' }],
  ],
  [
    'the same continue token twice',
    [{ fault: 'endless-list', form: 'same-token' }, { fault: 'gone' }],
  ],
  [
    'an empty page with continue',
    [{ fault: 'endless-list', form: 'empty-pages' }, { fault: 'gone' }],
  ],
  [
    'a list of 0 after many, once: nothing is lost',
    [{ fault: 'empty-list', count: 3 }, { fault: 'gone' }],
  ],
  [
    'lists of 0 after many, as long as it lasts',
    [{ fault: 'empty-list' }, { fault: 'gone' }],
    { lies: true },
  ],
  [
    'a list of nine tenths less, once: nothing is lost',
    [{ fault: 'partial-list', share: 0.9, count: 3 }, { fault: 'gone' }],
  ],
  [
    'resourceVersions that go backwards',
    [{ fault: 'revisions', form: 'backwards' }],
  ],
  [
    'resourceVersions that are no numbers',
    [{ fault: 'revisions', form: 'words' }],
  ],
  ['duplicates', [{ fault: 'events', form: 'duplicate' }]],
  ['reordering', [{ fault: 'events', form: 'reorder' }]],
  ['DELETE of an unknown UID', [{ fault: 'events', form: 'unknown-delete' }]],
  [
    'a kind forbidden',
    [{ fault: 'forbidden', resources: ['deployments'] }, { fault: 'cut' }],
  ],
  [
    'a kind not served any more, for a while',
    [{ fault: 'not-served', resources: ['deployments'] }],
  ],
  [
    'the cluster’s clock an hour ahead',
    [{ fault: 'clock', offsetMs: 3_600_000 }],
  ],
  [
    'the cluster’s clock an hour behind',
    [{ fault: 'clock', offsetMs: -3_600_000 }],
  ],
  ['a storm of 401', [{ fault: 'unauthorized' }, { fault: 'cut' }]],
  ['a redirect', [{ fault: 'redirect' }, { fault: 'cut' }]],
  [
    'answers that nobody asked to be compressed',
    [{ fault: 'gzip' }, { fault: 'cut' }],
  ],
];

const nameOf = (index: number) => `c${String(index).padStart(2, '0')}`;

/** Nothing is wrong with these: what happens to the others must not be felt here. */
const UNHARMED = ['well-1', 'well-2'];

describe('a cluster with', () => {
  jest.setTimeout(300_000);
  let database: FaultsDatabase;
  let time: VirtualTime;
  let world: FaultWorld;

  // All at once, in one world: none of them may be felt by another.
  beforeAll(async () => {
    const random = randomOf('cluster faults');
    database = await openFaultsDatabase('better-sqlite3');
    time = VirtualTime.install();
    await time.follow(database);
    jest.spyOn(Math, 'random').mockImplementation(random.next);
    world = await time.settle(
      FaultWorld.start(
        {
          seed: 'cluster faults',
          names: [...CASES.map((_case, index) => nameOf(index)), ...UNHARMED],
          deployments: () => 24,
          pageSize: 7,
          goesOn: true,
        },
        {
          knex: database.knex,
          time,
          settle: work => time.settle(work),
          startPortal: portal =>
            startLocalPortal(portal, { knex: database.knex }),
        },
      ),
    );
    const mutateAll = () => {
      for (const { cluster } of world.members.values()) {
        mutate(cluster, random);
      }
    };
    await world.look(20_000);
    await world.expectConverged('at first');
    mutateAll();
    for (const [index, [, faults, meaning]] of CASES.entries()) {
      for (const fault of faults) {
        await world.fault(world.member(nameOf(index)), fault, meaning);
      }
    }
    for (let round = 0; round < 5; round++) {
      mutateAll();
      await world.look(25_000);
    }
    await world.recover();
  });
  afterAll(async () => {
    await time.settle(world.stop());
    jest.restoreAllMocks();
    time.uninstall();
    await database.close();
  });

  const failuresOf = (name: string) =>
    world.failures.filter(failure =>
      failure
        .replace(/^(at first|not right \d+ ms after the end): /, '')
        .startsWith(`${name}: `),
    );

  it.each(CASES.map(([title], index) => [title, nameOf(index)]))(
    '%s: nothing false meanwhile, and right again within a minute',
    (_title, name) => {
      expect(failuresOf(name)).toEqual([]);
    },
  );

  it('nothing wrong feels nothing of the others', () => {
    expect(UNHARMED.flatMap(failuresOf)).toEqual([]);
  });
});

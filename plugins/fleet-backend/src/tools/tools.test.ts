import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import type { FleetException } from '@fleetview/backstage-plugin-fleet-common';
import { registerTools, type ToolDependencies } from './registerTools';

const NOW = Date.parse('2026-11-30T12:00:00Z');
const DAY_MS = 24 * 60 * 60 * 1000;
const JANE = mockCredentials.user('user:default/jane');

const exceptionOf = (
  id: string,
  days: number,
  over: Partial<FleetException> = {},
): FleetException => ({
  id,
  version: 1,
  history: [],
  requestedAt: '2026-10-01T00:00:00Z',
  may: {
    approve: { allowed: false },
    withdraw: { allowed: false },
    renew: { allowed: false },
  },
  state: 'expiring',
  kind: 'policy',
  scope: {
    clusters: [{ id: 'c-1', name: 'prod-a' }],
    namespaces: ['payments'],
    policies: [{ name: 'limits', rules: [] }],
    subjects: [],
    entities: [],
  },
  severity: 'high',
  reason: 'late',
  requestedBy: 'user:default/rita',
  approvals: [{ by: 'user:default/jane', at: '2026-11-01T00:00:00Z' }],
  approvalsNeeded: 1,
  expiresAt: new Date(NOW + days * DAY_MS).toISOString(),
  ...over,
});

const pageOf = (items: FleetException[], over = {}) =>
  ({ asOf: '2026-11-30T12:00:00Z', items, hidden: 0, ...over } as never);

function start(fleet: Partial<ToolDependencies['fleet']> = {}) {
  const registry = actionsRegistryServiceMock();
  const calls = {
    listExceptions: jest.fn(async () => pageOf([])),
    requestException: jest.fn(async () =>
      exceptionOf('e-9', 30, { state: 'requested', approvals: [] }),
    ),
    listClusters: jest.fn(
      async () => ({ items: [{ id: 'c-1', name: 'prod-a' }] } as never),
    ),
    getCluster: jest.fn(async () => {
      throw Object.assign(new Error('No cluster'), { name: 'NotFoundError' });
    }),
    ...fleet,
  } as jest.Mocked<ToolDependencies['fleet']>;
  registerTools({
    registry,
    auth: mockServices.auth(),
    fleet: calls,
    now: () => NOW,
  });
  const call = async (name: string, input: object, credentials: any = JANE) =>
    (
      await registry.invoke({
        id: `test:${name}`,
        input: input as never,
        credentials,
      })
    ).output as Record<string, any>;
  return { registry, calls, call };
}

describe('list-expiring-exceptions', () => {
  it('has those that end first at the top, of all pages', async () => {
    const listExceptions = jest
      .fn()
      .mockResolvedValueOnce(
        pageOf([exceptionOf('b', 5), exceptionOf('late', 13)], {
          nextCursor: 'next',
        }),
      )
      .mockResolvedValueOnce(pageOf([exceptionOf('a', 1)]));
    const { call } = start({ listExceptions });
    const found = await call('list-expiring-exceptions', {
      withinDays: 7,
      owner: 'group:default/payments',
    });
    expect(found).toMatchObject({ more: false, limited: false });
    expect(found.exceptions.map(({ id }: { id: string }) => id)).toEqual([
      'a',
      'b',
    ]);
    expect(listExceptions.mock.calls.map(([query]) => query)).toEqual([
      {
        state: ['active', 'expiring'],
        limit: 100,
        owner: ['group:default/payments'],
      },
      expect.objectContaining({ cursor: 'next' }),
    ]);
    expect(listExceptions.mock.calls[0][1].credentials).toBe(JANE);
  });

  it('has what ends in time, whatever the ledger calls it', async () => {
    const all = [
      exceptionOf('a', 10, { state: 'active' }),
      exceptionOf('b', 5),
      exceptionOf('late', 20, { state: 'active' }),
    ];
    const { call } = start({
      listExceptions: jest.fn(async ({ state }) =>
        pageOf(all.filter(each => state?.includes(each.state))),
      ),
    });
    const { exceptions } = await call('list-expiring-exceptions', {});
    expect(exceptions.map(({ id }: { id: string }) => id)).toEqual(['b', 'a']);
  });

  it('is bounded, and says that there is more, or may be', async () => {
    const many = Array.from({ length: 30 }, (_, index) =>
      exceptionOf(`e-${index}`, 1, { reason: 'x'.repeat(1000) }),
    );
    const { call, calls } = start({
      listExceptions: jest.fn(async () =>
        pageOf(many, { nextCursor: 'always', limited: ['findings'] }),
      ),
    });
    const found = await call('list-expiring-exceptions', {});
    expect(found.exceptions).toHaveLength(20);
    expect(found.exceptions[0].reason).toHaveLength(300);
    expect(found).toMatchObject({ more: true, limited: true });
    expect(calls.listExceptions).toHaveBeenCalledTimes(10);
  });

  it('says of none that there is none, and of what is seen in part that it is', async () => {
    const { scope } = exceptionOf('a', 1);
    const part = start({
      listExceptions: async () =>
        pageOf([exceptionOf('a', 1, { scope: { ...scope, partial: true } })]),
    });
    const { exceptions } = await part.call('list-expiring-exceptions', {});
    expect(exceptions[0]).toMatchObject({ seenInPart: true });
    expect(await start().call('list-expiring-exceptions', {})).toMatchObject({
      exceptions: [],
      more: false,
    });
  });
});

describe('request-exception', () => {
  const ASKED = {
    kind: 'policy',
    policies: [{ name: 'limits' }],
    clusters: ['prod-a'],
    reason: 'late',
    expiresAt: '2026-12-31T00:00:00Z',
  };

  it('asks in the name of who calls it, for the same only once', async () => {
    const { call, calls } = start();
    const asked = await call('request-exception', ASKED);
    await call('request-exception', ASKED);
    await call('request-exception', { ...ASKED, reason: 'another' });
    expect(asked).toEqual({
      id: 'e-9',
      state: 'requested',
      approvals: 0,
      approvalsNeeded: 1,
      severity: 'high',
      expiresAt: expect.any(String),
    });
    const keys = calls.requestException.mock.calls.map(
      ([{ requestKey }]) => requestKey,
    );
    expect(keys[1]).toBe(keys[0]);
    expect(keys[2]).not.toBe(keys[0]);
    const [[request, options]] = calls.requestException.mock.calls;
    expect(options.credentials).toBe(JANE);
    expect(request.scope).toEqual({
      clusters: ['c-1'],
      namespaces: [],
      entities: [],
      policies: [{ name: 'limits', rules: [] }],
      subjects: [],
    });
  });

  it.each(['withdrawn', 'expired', 'renewed'] as const)(
    'asks anew with the same words once it is %s',
    async state => {
      // A ledger: the same key is the same exception.
      const ledger = new Map<string, FleetException>();
      const { call } = start({
        requestException: jest.fn(async ({ requestKey }) => {
          const known =
            ledger.get(requestKey) ??
            exceptionOf(`e-${ledger.size}`, 30, { state: 'requested' });
          ledger.set(requestKey, known);
          return known;
        }),
      });
      const ask = async () => (await call('request-exception', ASKED)).id;
      const end = (id: string) => {
        for (const each of ledger.values()) {
          if (each.id === id) each.state = state;
        }
      };
      expect(await ask()).toBe('e-0');
      expect(await ask()).toBe('e-0');
      end('e-0');
      expect(await ask()).toBe('e-1');
      expect(await ask()).toBe('e-1');
      end('e-1');
      expect(await ask()).toBe('e-2');
      expect(ledger.size).toBe(3);
    },
  );

  it('does not ask without end', async () => {
    const { call, calls } = start({
      requestException: jest.fn(async () =>
        exceptionOf('e-9', 30, { state: 'withdrawn' }),
      ),
    });
    await expect(call('request-exception', ASKED)).rejects.toThrow(
      /the same words 20 times/,
    );
    expect(calls.requestException).toHaveBeenCalledTimes(20);
  });

  it.each([
    ['a cluster that is none', { clusters: ['nowhere'] }, /no cluster called/],
    ['no time', { expiresAt: 'soon' }, /'expiresAt' is 'soon'/],
    ['no reason', { reason: '' }, /./],
  ])('asks for nothing with %s', async (_, over, because) => {
    const { call, calls } = start();
    await expect(
      call('request-exception', { ...ASKED, ...over }),
    ).rejects.toThrow(because);
    expect(calls.requestException).not.toHaveBeenCalled();
  });
});

describe('all tools', () => {
  it('say what they do to the world, and how they are called', async () => {
    const { registry } = start();
    const { actions } = await registry.list();
    expect(actions.map(({ name, attributes }) => [name, attributes])).toEqual([
      [
        'list-expiring-exceptions',
        { readOnly: true, destructive: false, idempotent: true },
      ],
      [
        'request-exception',
        { readOnly: false, destructive: false, idempotent: true },
      ],
    ]);
  });

  it.each([
    ['list-expiring-exceptions', {}],
    [
      'request-exception',
      {
        kind: 'freeze',
        subjects: ['year-end'],
        reason: 'x',
        expiresAt: '2026-12-31',
      },
    ],
  ])('are for people alone: %s', async (name, input) => {
    const { call, calls } = start();
    await expect(call(name, input, mockCredentials.service())).rejects.toThrow(
      /Only a person can call this/,
    );
    expect(calls.listExceptions).not.toHaveBeenCalled();
    expect(calls.requestException).not.toHaveBeenCalled();
  });
});

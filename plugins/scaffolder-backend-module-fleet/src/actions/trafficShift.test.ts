import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import type {
  Delivery,
  Instance,
  Statement,
} from '@fleetview/backstage-plugin-fleet-common';
import { ServiceUnavailableError } from '@backstage/errors';
import { parse } from 'yaml';
import { readAllowedPaths } from '../allowed';
import { askerOf, workspaces } from '../__testUtils__/runAction';
import { definitionsIn, findCorpus } from '../manifests/__testUtils__/corpus';
import {
  changed,
  FAILOVER,
  GSLB,
  RECORDS,
  ROUTE,
  SHIFTS,
  VIRTUAL_SERVICE,
} from '../traffic/__testUtils__/files';
import { parseDocuments } from '../yaml';
import { examples } from './trafficShift.examples';
import { createTrafficShiftAction } from '.';

const { run, read, directory } = workspaces();
const ALLOWED = readAllowedPaths(mockServices.rootConfig());
const FILE = 'apps/shop/shop.yaml';
const MARK = 'apps/shop/writer.yaml';
const WRITER = `apiVersion: v1
kind: ConfigMap
metadata: {name: shop}
data:
  writer: prod-eu # only one
`;
const INPUT = {
  traffic: 'k8gb',
  path: 'apps/shop',
  name: 'shop',
  from: 'eu',
  to: [{ name: 'us', percent: 30 }],
};
const FAIL_OVER = {
  ...INPUT,
  to: [{ name: 'us' }],
  confirm: 'us',
  writer: {
    in: 'config-map',
    file: MARK,
    key: 'writer',
    from: 'prod-eu',
    to: 'prod-us',
  },
  proof: { by: 'lease', cluster: 'hub', namespace: 'shop', name: 'writer' },
};
const HANDED_ON = {
  [FILE]: GSLB,
  [MARK]: WRITER.replace('prod-eu', 'prod-us'),
};

type Lease = Extract<Statement['detail'], { type: 'lease' }>;

const leaseOf = (
  detail: Partial<Lease>,
  more: Partial<Statement> = {},
): Statement => ({
  id: 's-1',
  role: 'on',
  type: 'lease',
  engine: 'kubernetes',
  kind: 'Lease',
  namespace: 'shop',
  name: 'writer',
  observer: { id: 'c-hub', name: 'hub' },
  subject: { id: 'c-hub', name: 'hub' } as never,
  currency: { current: true, confirmedAt: '2026-11-30T12:00:00Z' },
  detail: {
    type: 'lease',
    holder: 'prod-us',
    durationSeconds: 15,
    renewedAt: '2026-11-30T11:59:50Z',
    ...detail,
  },
  ...more,
});

/** A fleet that knows one Lease, or none, or deliveries. */
const fleetOf = (known: { lease?: Statement; instances?: Instance[] } = {}) =>
  askerOf({
    getCluster: async id => ({ cluster: { id: `c-${id}` } } as never),
    listClusterStatements: async () =>
      ({ items: known.lease ? [known.lease] : [] } as never),
    getComponent: async () => ({ instances: known.instances ?? [] } as never),
  });

const actionOf = (known?: Parameters<typeof fleetOf>[0], allowed = ALLOWED) =>
  createTrafficShiftAction(fleetOf(known), allowed);

const action = createTrafficShiftAction(askerOf({}), ALLOWED);
const filesOf = (files: Record<string, string>) => ({
  files: Object.fromEntries(
    Object.entries(files).map(([file, text]) => [`repository/${file}`, text]),
  ),
});

const corpus = findCorpus();

(corpus ? describe : describe.skip)('objects that share traffic', () => {
  it('are as their definitions have it, before and after', () => {
    const check = definitionsIn(corpus as string, [
      'k8gb',
      'external-dns',
      'gateway-api',
      'istio',
      'smi',
    ]);
    const found = SHIFTS.flatMap(([, own]) => [own.text, changed(own)])
      .flatMap(text => {
        const documents = parseDocuments(text);
        if ('because' in documents) throw new Error(documents.because);
        return documents.map(each => check(each.text.replace(/^---\n/, '')));
      })
      // Of Services and Ingresses there is none.
      .filter(each => each !== undefined);
    expect(found).toHaveLength(14);
    expect(found).toEqual(found.map(() => []));
    expect(check(GSLB.replace('eu: 90', 'eu: "90"'))).not.toEqual([]);
  });
});

describe('fleet:traffic:shift', () => {
  it.each(SHIFTS)('moves %s, once', async (_, own) => {
    const { traffic, name, text, shift, shares } = own;
    const input = {
      traffic,
      path: 'apps/shop',
      name,
      ...shift,
      confirm: shift.to[0].name,
    };
    const { output } = await run(action, input, filesOf({ [FILE]: text }));
    expect(output).toMatchObject({
      changed: true,
      step: 'move',
      written: [FILE],
      branch: expect.stringMatching(/^fleet\/traffic-shop/),
      title: expect.stringContaining(shift.to[0].name),
    });
    const now = await read(`changes/${FILE}`);
    expect(now).toBe(changed(own));
    expect(
      (output.shares as { name: string; before: number; after: number }[]).map(
        each => [each.name, each.before, each.after],
      ),
    ).toEqual(shares);
    const again = await run(action, input, filesOf({ [FILE]: now }));
    expect(again.output).toMatchObject({
      changed: false,
      step: 'none',
      written: [],
    });
  });

  it('tells before and after, and that some routes stay', async () => {
    const { output, log } = await run(
      action,
      {
        ...INPUT,
        traffic: 'gateway-api',
        from: 'shop-eu',
        to: [{ name: 'shop-us', percent: 20 }],
      },
      { ...filesOf({ [FILE]: ROUTE }), isDryRun: true },
    );
    expect(output.description).toContain('shop-eu: 100 % before, 80 % after');
    expect(log.join()).toContain("rule 1 in 'apps/shop/shop.yaml' stays");
    expect(directory.content({ path: 'repository' })).toEqual({
      apps: { shop: { 'shop.yaml': ROUTE } },
    });
  });

  it("moves in each cluster's copy, and in several that are meant", async () => {
    const files = filesOf({ 'eu/a.yaml': GSLB, 'us/a.yaml': GSLB });
    const own = { ...INPUT, path: '' };
    const { output } = await run(action, own, files);
    expect(output.written).toEqual(['eu/a.yaml', 'us/a.yaml']);
    const istio = {
      ...own,
      traffic: 'istio-virtual-service',
      to: [{ name: 'us', percent: 40 }],
    };
    const both = filesOf({
      'eu/a.yaml': VIRTUAL_SERVICE,
      'us/a.yaml': VIRTUAL_SERVICE,
    });
    await expect(run(action, istio, both)).rejects.toThrow(
      /There are 2 of VirtualService 'shop' below '.': in 'eu\/a.yaml'.*say 'all'/,
    );
    const all = await run(action, { ...istio, all: true }, both);
    expect(all.output.written).toHaveLength(2);
  });

  it.each<[string, object, string, RegExp]>([
    [
      'a step that is large',
      { to: [{ name: 'us', percent: 40 }] },
      GSLB,
      /30 % of the traffic would move at once, and the most is 25 %.*write 'us' as 'confirm'/,
    ],
    [
      'another name as the confirmation',
      { to: [{ name: 'us' }], confirm: 'eu' },
      GSLB,
      /'eu' is not that/,
    ],
    [
      'who is not there',
      { to: [{ name: 'ap', percent: 5 }] },
      GSLB,
      /no route with both 'eu' and 'ap'.*'eu', 'us', 'za'/,
    ],
    [
      'more than there is',
      { from: 'za', to: [{ name: 'us', percent: 30 }] },
      GSLB,
      /keep 90 %, so that there is only 10 % to share/,
    ],
    [
      'a sum above all',
      {
        to: [
          { name: 'us', percent: 60 },
          { name: 'za', percent: 60 },
        ],
      },
      GSLB,
      /sum to 120/,
    ],
    [
      'no traffic',
      {},
      GSLB.replace('90', '0').replace('10', '0'),
      /All of its weights are 0/,
    ],
    [
      'what goes by no weights',
      {},
      GSLB.replace('roundRobin', 'geoip'),
      /'geoip' each client goes to what is near/,
    ],
    ['a part of what is primary', {}, FAILOVER, /Only all of it can be moved/],
    [
      'a template',
      {},
      GSLB.replace('90 ', "'{{ .Values.eu }}' "),
      /no whole number/,
    ],
    ['an anchor', {}, GSLB.replace('90 ', '&a 90 '), /anchors/],
    [
      'the same twice',
      { to: [{ name: 'eu', percent: 30 }] },
      GSLB,
      /in 'from' and in 'to'/,
    ],
    [
      'a weight that Route 53 does not take',
      {
        traffic: 'external-dns',
        name: 'shop.example.com',
        to: [{ name: 'us', percent: 11 }],
      },
      `${RECORDS.replace('"90"', '"249"').replace("'10'", "'1'")}---
${RECORDS.split('---')[0].replaceAll('eu', 'za').replace('"90"', '"1"')}`,
      /weight of \d+ would be needed, and the most is 255/,
    ],
    [
      'a record without a weight',
      { traffic: 'external-dns', name: 'shop.example.com' },
      RECORDS.replace('"90"', '""'),
      /no weight between 0 and 255/,
    ],
    [
      'what is not there',
      { name: 'other' },
      GSLB,
      /There is no Gslb, Gslb 'other' below 'apps\/shop'/,
    ],
    ['a folder that leads out', { path: '../a' }, GSLB, /'path' is/],
  ])('refuses %s', async (_, own, text, message) => {
    await expect(
      run(action, { ...INPUT, ...own }, filesOf({ [FILE]: text })),
    ).rejects.toThrow(message);
    expect(directory.content({ path: '.' })).toEqual({
      repository: { apps: { shop: { 'shop.yaml': text } } },
    });
  });

  it.each([
    '../us',
    'u\ns',
    '{{ us }}',
    '${{ us }}',
    '!!js us',
    '&us',
    '@everyone',
    '__proto__',
    '',
  ])('refuses %j as a name, or finds nothing of it', async name => {
    for (const own of [
      { from: name },
      { to: [{ name, percent: 5 }] },
      { name },
    ]) {
      await expect(
        run(action, { ...INPUT, ...own }, filesOf({ [FILE]: GSLB })),
      ).rejects.toThrow(/is no name|no route with both|There is no Gslb/);
    }
  });

  it('writes nothing that the operator forbids', async () => {
    const denied = readAllowedPaths(
      mockServices.rootConfig({
        data: {
          fleet: {
            drift: { adopt: { paths: { deny: [{ path: 'spec.strategy' }] } } },
          },
        },
      }),
    );
    await expect(
      run(actionOf({}, denied), INPUT, filesOf({ [FILE]: GSLB })),
    ).rejects.toThrow(/operator forbids/);
  });

  describe('with a writer', () => {
    const WITHOUT = { reason: 'The region is lost.', confirm: 'us' };

    it('hands on who writes first, and moves nothing', async () => {
      const { output } = await run(
        action,
        FAIL_OVER,
        filesOf({ [FILE]: GSLB, [MARK]: WRITER }),
      );
      expect(output).toMatchObject({
        step: 'hand-on',
        written: [MARK],
        title: 'Hand on who writes for shop: prod-us (1 of 2)',
        branch: expect.stringMatching(/^fleet\/writer-shop-prod-us-/),
        description: expect.stringContaining('Start the same template again'),
      });
      expect(await read(`changes/${MARK}`)).toBe(HANDED_ON[MARK]);
    });

    it('moves the traffic when a Lease shows it, and asks nothing when it is done', async () => {
      const shown = actionOf({ lease: leaseOf({}) });
      const input = { ...FAIL_OVER, withoutProof: WITHOUT };
      const { output } = await run(shown, input, filesOf(HANDED_ON));
      expect(output).toMatchObject({ step: 'move', written: [FILE] });
      expect(output.description).toContain('The writer was handed on.');
      expect(output.description).not.toContain(WITHOUT.reason);
      const now = await read(`changes/${FILE}`);
      expect(parse(now).spec.strategy.weight).toEqual({
        eu: 0,
        us: 100,
        za: 0,
      });
      const again = await run(
        action,
        FAIL_OVER,
        filesOf({ ...HANDED_ON, [FILE]: now }),
      );
      expect(again.output).toMatchObject({ step: 'none', changed: false });
    });

    it.each<[string, Statement]>([
      ['by the one before', leaseOf({ holder: 'prod-eu' })],
      ['by a third', leaseOf({ holder: 'x' })],
      ['by nobody', leaseOf({ holder: undefined })],
    ])(
      'refuses while the Lease is held %s, whatever is confirmed',
      async (_, lease) => {
        for (const own of [{}, { withoutProof: WITHOUT }]) {
          await expect(
            run(
              actionOf({ lease }),
              { ...FAIL_OVER, ...own },
              filesOf(HANDED_ON),
            ),
          ).rejects.toThrow(/does not show that the writer was handed on/);
        }
        expect(directory.content({ path: '.' })).not.toHaveProperty('changes');
      },
    );

    it.each<[string, Statement | undefined]>([
      ['not known', undefined],
      ['another one', leaseOf({}, { name: 'writer-2' })],
      [
        'not current',
        leaseOf(
          {},
          { currency: { current: false, reason: 'it cannot be reached' } },
        ),
      ],
      ['never confirmed', leaseOf({}, { currency: { current: true } })],
      ['run out', leaseOf({ renewedAt: '2026-11-30T11:00:00Z' })],
      [
        'held before and run out',
        leaseOf({ holder: 'prod-eu', renewedAt: '2026-11-30T11:00:00Z' }),
      ],
      [
        'renewed in time to come',
        leaseOf({ renewedAt: '2027-11-30T11:00:00Z' }),
      ],
      ['of a time that is none', leaseOf({ renewedAt: 'soon' })],
      ['renewed by nobody', leaseOf({ renewedAt: undefined })],
      ['told by another cluster', leaseOf({}, { role: 'about' })],
    ])(
      'does not know it where the Lease is %s, and goes on only as confirmed',
      async (_, lease) => {
        const own = actionOf({ lease });
        for (const withoutProof of [
          undefined,
          { ...WITHOUT, confirm: 'eu' },
          { ...WITHOUT, reason: '         x' },
        ]) {
          await expect(
            run(own, { ...FAIL_OVER, withoutProof }, filesOf(HANDED_ON)),
          ).rejects.toThrow(/two clusters could write at once.*is unknown/);
        }
        const { output } = await run(
          own,
          { ...FAIL_OVER, withoutProof: WITHOUT },
          filesOf(HANDED_ON),
        );
        expect(output).toMatchObject({ step: 'move', written: [FILE] });
        expect(output.description).toContain('is unknown');
        expect(output.description).toContain(
          'Reason:       The region is lost.',
        );
      },
    );

    it('does not know it where the fleet is silent, or nothing is named', async () => {
      const silent = createTrafficShiftAction(
        askerOf({
          getCluster: async () => {
            throw new ServiceUnavailableError('The fleet cannot be reached');
          },
        }),
        ALLOWED,
      );
      await expect(run(silent, FAIL_OVER, filesOf(HANDED_ON))).rejects.toThrow(
        /unknown.*cannot be reached/,
      );
      await expect(
        run(
          action,
          { ...FAIL_OVER, proof: { by: 'none' } },
          filesOf(HANDED_ON),
        ),
      ).rejects.toThrow(/Nothing is named that would show/);
      await expect(
        run(action, { ...FAIL_OVER, proof: undefined }, filesOf(HANDED_ON)),
      ).rejects.toThrow(/'proof' is missing/);
      await expect(
        run(actionOf(), FAIL_OVER, {
          ...filesOf(HANDED_ON),
          credentials: mockCredentials.service(),
        }),
      ).rejects.toThrow(/takes one to read who writes/);
    });

    const deliveryOf = (more: Partial<Delivery> = {}): Delivery => ({
      id: 'd-1',
      engine: 'argocd',
      kind: 'Application',
      name: 'shop',
      observer: { id: 'c-hub', name: 'hub' },
      subject: { id: 'c-eu', name: 'eu' } as never,
      health: 'healthy',
      sync: 'synced',
      currency: { current: true, confirmedAt: '2026-11-30T12:00:00Z' },
      suspended: false,
      appliedRevision: { type: 'commit', value: 'a'.repeat(40) },
      sources: [{ path: 'apps/shop' }],
      ...more,
    });
    const instancesOf = (...deliveries: Partial<Delivery>[]): Instance[] =>
      deliveries.map(
        (each, index) =>
          ({
            cluster: { id: ['c-eu', 'c-us'][index], name: '' },
            deliveries: [deliveryOf({ id: `d-${index}`, ...each })],
          } as Instance),
      );
    const BY_DELIVERIES = {
      ...FAIL_OVER,
      proof: {
        by: 'deliveries',
        component: 'component:default/shop',
        clusters: ['eu', 'us'],
        revision: 'a'.repeat(40),
      },
    };

    it('moves the traffic when both clusters applied the commit', async () => {
      const shown = actionOf({ instances: instancesOf({}, {}) });
      const { output } = await run(shown, BY_DELIVERIES, filesOf(HANDED_ON));
      expect(output).toMatchObject({ step: 'move', written: [FILE] });
    });

    it.each<[string, Partial<Delivery>[], RegExp]>([
      [
        'one has another commit',
        [{}, { appliedRevision: { type: 'commit', value: 'b'.repeat(40) } }],
        /does not show/,
      ],
      ['one is out of sync', [{ sync: 'out-of-sync' }, {}], /does not show/],
      ['one is not healthy', [{}, { health: 'progressing' }], /does not show/],
      [
        'one is not current',
        [{}, { currency: { current: false } }],
        /is unknown/,
      ],
      ['one is not known', [{}], /is unknown/],
      [
        'one is of another folder',
        [{}, { sources: [{ path: 'apps/sho' }] }],
        /is unknown/,
      ],
    ])('refuses where %s', async (_, deliveries, message) => {
      await expect(
        run(
          actionOf({ instances: instancesOf(...deliveries) }),
          BY_DELIVERIES,
          filesOf(HANDED_ON),
        ),
      ).rejects.toThrow(message);
    });

    const handsOn = (
      place: string,
      own: Record<string, string>,
      text: string,
    ) => {
      const file = own.file ?? MARK;
      return run(
        action,
        {
          ...FAIL_OVER,
          writer: { in: place, file, from: 'prod-eu', to: 'prod-us', ...own },
        },
        filesOf({ [FILE]: GSLB, [file.replace('../', '')]: text }),
      );
    };

    it.each<[string, Record<string, string>, string, string]>([
      [
        'lease',
        { name: 'writer' },
        'apiVersion: coordination.k8s.io/v1\nkind: Lease\nmetadata: {name: writer}\nspec: {holderIdentity: prod-eu}\n',
        'holderIdentity: prod-us',
      ],
      [
        'annotation',
        { kind: 'StatefulSet.apps', key: 'example.com/writer' },
        'apiVersion: apps/v1\nkind: StatefulSet\nmetadata:\n  name: db\n  annotations:\n    example.com/writer: prod-eu # one\n',
        'example.com/writer: prod-us # one',
      ],
      [
        'values',
        { file: 'apps/shop/values.yaml', key: 'db.writer' },
        'db: {writer: prod-eu}\n',
        'writer: prod-us',
      ],
    ])('is handed on by a %s, with %j', async (place, own, text, result) => {
      const { output } = await handsOn(place, own, text);
      const file = own.file ?? MARK;
      expect(output).toMatchObject({ step: 'hand-on', written: [file] });
      expect(await read(`changes/${file}`)).toContain(result);
    });

    it.each<[string, Record<string, string>, string, RegExp]>([
      [
        'config-map',
        { key: 'writer' },
        WRITER.replace('prod-eu', 'prod-ap'),
        /says that "prod-ap" writes, and not 'prod-eu'/,
      ],
      [
        'config-map',
        { key: 'other' },
        WRITER,
        /'data\["other"\]' in .* is not changed: It is not there/,
      ],
      ['config-map', {}, WRITER, /'writer.key' is missing/],
      [
        'annotation',
        { kind: 'Secret', key: 'a' },
        'apiVersion: v1\nkind: Secret\nmetadata: {name: a, annotations: {a: prod-eu}}\n',
        /Objects of the kind Secret are never changed/,
      ],
      [
        'config-map',
        { file: '../a.yaml', key: 'writer' },
        WRITER,
        /leads out of the repository/,
      ],
      [
        'config-map',
        { file: '.github/a.yaml', key: 'writer' },
        WRITER,
        /is hidden/,
      ],
      [
        'config-map',
        { key: 'writer', to: '${{ secrets.a }}' },
        WRITER,
        /engines take for a template/,
      ],
    ])(
      'is not handed on by a %s with %j',
      async (place, own, text, message) => {
        await expect(handsOn(place, own, text)).rejects.toThrow(message);
      },
    );

    it('is shown by a Lease of Git that arrived, and says that nobody renews it', async () => {
      const lease = leaseOf({ renewedAt: undefined });
      const file = 'apps/shop/lease.yaml';
      const { output } = await run(
        actionOf({ lease }),
        {
          ...FAIL_OVER,
          writer: {
            in: 'lease',
            file,
            name: 'writer',
            from: 'prod-eu',
            to: 'prod-us',
          },
        },
        filesOf({
          [FILE]: GSLB,
          [file]:
            'apiVersion: coordination.k8s.io/v1\nkind: Lease\nmetadata: {name: writer}\nspec: {holderIdentity: prod-us}\n',
        }),
      );
      expect(output.step).toBe('move');
      expect(output.description).toContain('Nobody renews it');
    });
  });

  it.each(examples.map(each => [each.description, each.example] as const))(
    'does its example: %s',
    async (_, example) => {
      const { input } = parse(example).steps[0];
      const { output } = await run(
        action,
        input,
        filesOf({
          'apps/shop/gslb.yaml': GSLB,
          'apps/shop/route.yaml': ROUTE,
          'apps/shop/records.yaml': RECORDS,
          [MARK]: WRITER,
        }),
      );
      expect(output.changed).toBe(true);
    },
  );
});

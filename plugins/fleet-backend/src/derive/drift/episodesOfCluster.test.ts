import type {
  BroughtResource,
  DeliveryFact,
  DifferenceFact,
} from '@fleetview/backstage-plugin-fleet-common';
import { deliveryFact, differenceFact } from '../../__testUtils__/facts';
import { episodesOfCluster, type EpisodeRow } from './episodesOfCluster';
import { resourceKey, thingOf } from './keys';
import type {
  DriftDelivery,
  DriftException,
  DriftInputs,
  OwnDifference,
  PresentThing,
  Resource,
  StoredEpisode,
} from './types';

const MINUTE = 60_000;
const NOW = 100 * MINUTE;

const DEPLOYMENT: Resource = {
  group: 'apps',
  kind: 'Deployment',
  namespace: 'shop',
  name: 'checkout',
};
const SETTINGS: Resource = {
  group: '',
  kind: 'ConfigMap',
  namespace: 'shop',
  name: 'settings',
};
const KEY = resourceKey(DEPLOYMENT);

function delivery(
  resources: (Resource & Partial<BroughtResource>)[] = [DEPLOYMENT],
  over: Partial<DeliveryFact> = {},
): DriftDelivery {
  return {
    id: 'd-1',
    adapter: 'argocd',
    observer: 'hub',
    entityRef: 'component:default/checkout',
    firstSeenAt: 0,
    fact: deliveryFact({
      sync: 'synced',
      targetNamespace: 'shop',
      brings: { resources, total: resources.length },
      ...over,
    }),
  };
}

const flux = (
  resources?: (Resource & Partial<BroughtResource>)[],
  over: Partial<DeliveryFact> = {},
) => delivery(resources, { engine: 'flux', kind: 'Kustomization', ...over });

function inputs(over: Partial<DriftInputs> = {}): DriftInputs {
  return {
    clusterId: 'c-1',
    now: NOW,
    tier: 'gold',
    belonging: {
      region: 'eu',
      cluster: {
        environment: 'production',
        owner: 'group:default/platform',
        system: 'unassigned',
      },
      cells: new Map([
        [
          'shop/component:default/checkout',
          {
            environment: 'staging',
            owner: 'group:default/shop',
            system: 'system:default/shop',
          },
        ],
      ]),
      things: [
        {
          kind: 'Deployment',
          namespace: 'shop',
          name: 'checkout',
          entityRef: 'component:default/checkout',
        },
      ],
    },
    deliveries: [delivery()],
    differences: new Map(),
    desired: new Map(),
    desiring: [],
    present: new Map<string, PresentThing>([
      [KEY, { resource: DEPLOYMENT, labels: {} }],
    ]),
    isWatched: ({ kind }) => kind === 'Deployment',
    isLookedAt: ({ kind }) => kind !== 'Secret',
    look: { lookedAt: NOW - MINUTE, unseen: new Set() },
    episodes: new Map(),
    exceptions: [],
    ...over,
  };
}

/** Written at once, so that it is dated by when it was seen. */
const JUST_NOW = {
  ...differenceFact(),
  differences: differenceFact().differences.map(each => ({
    ...each,
    author: { manager: 'kubectl-edit', time: NOW },
  })),
};

const edited = (over: Partial<OwnDifference> = {}) =>
  new Map([[KEY, { fact: JUST_NOW, isCurrent: true, ...over }]]);

const told = ({ resource, ...row }: EpisodeRow) =>
  `${resource.kind} ${row.class} ${row.because} by ${row.seenBy}${
    row.endedAt === undefined ? '' : ' ended'
  }${row.unconfirmedSince === undefined ? '' : ' unconfirmed'}`;

const found = (over: Partial<DriftInputs>) =>
  episodesOfCluster(inputs(over)).episodes.map(told);

/** What is stored after it was looked with these. */
function after(over: Partial<DriftInputs>): Map<string, StoredEpisode> {
  return new Map(
    episodesOfCluster(inputs(over)).episodes.map(row => [
      row.thing,
      { ...row, hash: '' },
    ]),
  );
}

describe('episodesOfCluster', () => {
  it.each<[string, Partial<DriftInputs>, string[]]>([
    ['nothing, where all is in sync', {}, []],
    [
      'what the engine says differs, and the cluster says who did it',
      {
        deliveries: [
          delivery([{ ...DEPLOYMENT, sync: 'out-of-sync' }], {
            sync: 'out-of-sync',
          }),
        ],
        differences: edited(),
      },
      ['Deployment human known-tool by argocd'],
    ],
    [
      'that the engine says no more than that it differs',
      {
        deliveries: [
          delivery([{ ...SETTINGS, sync: 'out-of-sync' }], {
            sync: 'out-of-sync',
          }),
        ],
      },
      ['ConfigMap unattributed engine-says by argocd'],
    ],
    [
      'nothing of what an engine that compares calls in sync',
      {
        deliveries: [delivery([{ ...DEPLOYMENT, sync: 'synced' }])],
        differences: edited(),
      },
      [],
    ],
    [
      'what the cluster says itself, where the engine compares nothing',
      {
        deliveries: [
          delivery([{ ...DEPLOYMENT, sync: 'synced' }], {
            engine: 'open-cluster-management',
          }),
        ],
        differences: edited(),
      },
      ['Deployment human known-tool by watch'],
    ],
    [
      'what is missing by the word of the engine',
      {
        deliveries: [
          delivery([{ ...SETTINGS, sync: 'out-of-sync', health: 'missing' }], {
            sync: 'out-of-sync',
          }),
        ],
      },
      ['ConfigMap missing not-there by argocd'],
    ],
    [
      'what was looked for and is not there',
      {
        deliveries: [
          delivery([{ ...SETTINGS, sync: 'out-of-sync' }], {
            sync: 'out-of-sync',
          }),
        ],
        differences: new Map([
          [
            resourceKey(SETTINGS),
            {
              isCurrent: true,
              fact: differenceFact({
                kind: 'ConfigMap',
                name: 'settings',
                isMissing: true,
                total: 0,
                differences: [],
              }),
            },
          ],
        ]),
      },
      ['ConfigMap missing not-there by argocd'],
    ],
    [
      'a workload of an inventory that is not there',
      { deliveries: [flux()], present: new Map() },
      ['Deployment missing not-there by watch'],
    ],
    [
      'nothing of a workload that cannot be seen',
      {
        deliveries: [flux()],
        present: new Map(),
        isWatched: () => false,
      },
      [],
    ],
    [
      'what nobody wants any more',
      {
        deliveries: [
          delivery(
            [{ ...DEPLOYMENT, sync: 'out-of-sync', requiresPruning: true }],
            { sync: 'out-of-sync' },
          ),
        ],
      },
      ['Deployment extra not-asked-for by argocd'],
    ],
    [
      'what bears the labels of a delivery, and is not in its inventory',
      {
        deliveries: [
          flux([], {
            brings: { resources: [SETTINGS], total: 1, labels: { by: 'shop' } },
          }),
        ],
        present: new Map([
          [KEY, { resource: DEPLOYMENT, labels: { by: 'shop', a: 'b' } }],
        ]),
      },
      ['Deployment extra not-asked-for by watch'],
    ],
    [
      'nothing extra where there is no inventory, as of a HelmRelease',
      {
        deliveries: [
          flux([], {
            brings: { resources: [], total: 0, labels: { by: 'shop' } },
          }),
        ],
        present: new Map([
          [KEY, { resource: DEPLOYMENT, labels: { by: 'shop' } }],
        ]),
      },
      [],
    ],
    [
      'nothing extra where the inventory was cut',
      {
        deliveries: [
          flux([], {
            brings: { resources: [], total: 7, labels: { by: 'shop' } },
          }),
        ],
        present: new Map([
          [KEY, { resource: DEPLOYMENT, labels: { by: 'shop' } }],
        ]),
      },
      [],
    ],
    [
      'what could not be applied, with what the engine says',
      {
        deliveries: [
          delivery([{ ...DEPLOYMENT, sync: 'out-of-sync' }], {
            sync: 'out-of-sync',
            operation: {
              phase: 'failed',
              failures: [
                {
                  kind: 'Deployment',
                  namespace: 'shop',
                  name: 'checkout',
                  message: 'denied',
                },
                { kind: 'Service', name: 'web', namespace: 'shop' },
              ],
            },
          }),
        ],
      },
      [
        'Deployment failed-apply engine-failed by argocd',
        'Service failed-apply engine-failed by argocd',
      ],
    ],
    [
      'what is behind once, of the delivery',
      {
        deliveries: [
          delivery(
            [
              { ...DEPLOYMENT, sync: 'out-of-sync' },
              { ...SETTINGS, sync: 'out-of-sync' },
            ],
            {
              sync: 'out-of-sync',
              desiredRevision: { type: 'commit', value: 'b' },
              appliedRevision: { type: 'commit', value: 'a' },
            },
          ),
        ],
      },
      ['Application behind engine-behind by argocd'],
    ],
    [
      'an edit of what is behind apart',
      {
        deliveries: [
          delivery(
            [
              { ...DEPLOYMENT, sync: 'out-of-sync' },
              { ...SETTINGS, sync: 'out-of-sync' },
            ],
            {
              sync: 'out-of-sync',
              desiredRevision: { type: 'commit', value: 'b' },
              appliedRevision: { type: 'commit', value: 'a' },
            },
          ),
        ],
        differences: edited(),
      },
      [
        'Application behind engine-behind by argocd',
        'Deployment human known-tool by argocd',
      ],
    ],
    [
      'a delivery of which only the whole is known',
      {
        deliveries: [
          flux([SETTINGS], { sync: 'out-of-sync', kind: 'HelmRelease' }),
        ],
      },
      ['Application unattributed engine-says by flux'],
    ],
    [
      'nothing of hooks',
      {
        deliveries: [
          delivery([{ ...DEPLOYMENT, sync: 'out-of-sync', hook: true }]),
        ],
      },
      [],
    ],
  ])('tells %s', (_, over, expected) => {
    expect(found(over)).toEqual(expected);
  });

  it('counts replicas that an autoscaler sets as a controller, and not in the headline', () => {
    const fact = differenceFact({
      differences: [
        {
          path: 'spec.replicas',
          kind: 'changed',
          live: { text: '7' },
          confidence: 'owner',
          author: {
            manager: 'kube-controller-manager',
            subresource: 'scale',
            time: 1,
          },
        },
      ],
    });
    const [row] = episodesOfCluster(
      inputs({ deliveries: [flux()], differences: edited({ fact }) }),
    ).episodes;
    expect(told(row)).toBe('Deployment controller scaled by watch');
    expect(row.isHeadline).toBe(false);
  });

  it('places what drifts where its component is', () => {
    const places = episodesOfCluster(
      inputs({
        deliveries: [
          delivery(
            [
              { ...DEPLOYMENT, sync: 'out-of-sync' },
              { ...SETTINGS, sync: 'out-of-sync' },
              {
                group: 'rbac.authorization.k8s.io',
                kind: 'ClusterRole',
                namespace: '',
                name: 'all',
                sync: 'out-of-sync',
              },
            ],
            { sync: 'out-of-sync' },
          ),
        ],
      }),
    ).episodes.map(({ place }) => place);
    expect(places).toHaveLength(3);
    for (const place of places) {
      expect(place).toEqual({
        entityRef: 'component:default/checkout',
        region: 'eu',
        environment: 'staging',
        tier: 'gold',
        owner: 'group:default/shop',
        system: 'system:default/shop',
      });
    }
  });

  describe('over time', () => {
    const drifting: Partial<DriftInputs> = {
      deliveries: [flux()],
      differences: edited(),
    };
    const later = (over: Partial<DriftInputs>, minutes = 5) => ({
      now: NOW + minutes * MINUTE,
      look: {
        lookedAt: NOW + (minutes - 1) * MINUTE,
        unseen: new Set<string>(),
      },
      ...over,
    });

    it('dates the beginning between two looks', () => {
      const [row] = episodesOfCluster(inputs(drifting)).episodes;
      expect(row).toMatchObject({
        firstObservedAt: NOW,
        notBefore: NOW - MINUTE,
        flaps: 0,
      });
    });

    it.each([
      ['nobody looked before', { look: undefined }],
      [
        'it could not be seen',
        { look: { lookedAt: 1, unseen: 'all' as const } },
      ],
      [
        'its delivery could not be seen',
        { look: { lookedAt: 1, unseen: new Set(['d-1']) } },
      ],
      [
        'of it nothing could be told',
        {
          look: { lookedAt: 1, unseen: new Set([thingOf('d-1', DEPLOYMENT)]) },
        },
      ],
    ])('says "at least" where %s', (_, over) => {
      const [row] = episodesOfCluster(
        inputs({ ...drifting, ...over }),
      ).episodes;
      expect(row.notBefore).toBeUndefined();
    });

    it('goes by when who wrote it wrote last, where that was before', () => {
      const at = (time: number, over: Partial<DriftInputs> = {}) => {
        const fact = differenceFact();
        const [place] = fact.differences;
        return episodesOfCluster(
          inputs({
            ...over,
            deliveries: [flux()],
            differences: edited({
              fact: {
                ...fact,
                differences: [
                  { ...place, author: { manager: 'kubectl-edit', time } },
                ],
              },
            }),
          }),
        ).episodes[0];
      };
      expect(at(NOW - 20_000)).toMatchObject({
        firstObservedAt: NOW - 20_000,
        notBefore: NOW - MINUTE,
      });
      // It was seen in sync after that.
      expect(at(NOW - 5 * MINUTE)).toMatchObject({
        firstObservedAt: NOW,
        notBefore: NOW - MINUTE,
      });
      expect(at(NOW - 5 * MINUTE, { look: undefined })).toMatchObject({
        firstObservedAt: NOW - 5 * MINUTE,
      });
      // A clock that is ahead says nothing.
      expect(at(NOW + MINUTE).firstObservedAt).toBe(NOW);
    });

    it.each([
      [true, 'Deployment missing'],
      [undefined, 'Application behind'],
    ])(
      'tells of what is missing and behind by whether it was there: %s',
      (wasApplied, expected) => {
        expect(
          found({
            deliveries: [
              delivery(
                [
                  {
                    ...DEPLOYMENT,
                    sync: 'out-of-sync',
                    health: 'missing',
                    ...(wasApplied && { wasApplied }),
                  },
                ],
                {
                  sync: 'out-of-sync',
                  desiredRevision: { type: 'commit', value: 'b' },
                  appliedRevision: { type: 'commit', value: 'a' },
                },
              ),
            ],
          })[0],
        ).toMatch(new RegExp(`^${expected}`));
      },
    );

    it('looks whether what was there once is gone, where it is told as behind', () => {
      const behind = (wasApplied: boolean) => ({
        deliveries: [
          delivery([{ ...SETTINGS, sync: 'out-of-sync', wasApplied }], {
            sync: 'out-of-sync',
            desiredRevision: { type: 'commit', value: 'b' },
            appliedRevision: { type: 'commit', value: 'a' },
          }),
        ],
      });
      const wishes = (wasApplied: boolean) =>
        episodesOfCluster(
          inputs({
            ...behind(wasApplied),
            isLookedAt: ({ kind }) => kind === 'ConfigMap',
          }),
        ).wishes;
      expect(wishes(true)).toEqual([{ resource: SETTINGS, isUrgent: true }]);
      expect(wishes(false)).toEqual([]);
      const looked = (over: Partial<DifferenceFact>) =>
        found({
          ...behind(true),
          differences: new Map([
            [
              resourceKey(SETTINGS),
              {
                fact: differenceFact({
                  differences: [],
                  total: 0,
                  readAt: new Date(NOW).toISOString(),
                  ...over,
                }),
                isCurrent: true,
              },
            ],
          ]),
        });
      expect(looked({ isMissing: true })).toContain(
        'ConfigMap missing not-there by argocd',
      );
      expect(looked({})).toEqual([
        expect.stringMatching(/^Application behind/),
      ]);
    });

    it('knows by its watch that a workload is gone', () => {
      const gone = {
        deliveries: [
          delivery([{ ...DEPLOYMENT, sync: 'out-of-sync' as const }]),
        ],
        present: new Map<string, PresentThing>(),
      };
      expect(found(gone)).toEqual([
        expect.stringMatching(/^Deployment missing/),
      ]);
      expect(found({ ...gone, isWatched: () => false })[0]).not.toMatch(
        /missing/,
      );
    });

    describe('what was added beside an engine that compares', () => {
      const synced = [{ ...DEPLOYMENT, sync: 'synced' as const }];
      const place = {
        path: 'spec.template.spec.containers[name=proxy]',
        kind: 'extra' as const,
        isUnowned: true,
        confidence: 'none' as const,
      };
      const own = (...differences: DifferenceFact['differences']) =>
        edited({
          fact: differenceFact({ differences, total: differences.length }),
        });

      it('is told where the engine calls it in sync, by admission alone', () => {
        expect(
          found({ deliveries: [delivery(synced)], differences: own(place) }),
        ).toEqual([
          expect.stringMatching(/^Deployment admission .* by watch$/),
        ]);
      });

      it.each([
        ['somebody wrote it', [{ ...place, isUnowned: false }]],
        [
          'something else differs too',
          [place, { ...JUST_NOW.differences[0], path: 'spec.replicas' }],
        ],
        ['nothing differs', []],
      ])('is the word of the engine where %s', (_, differences) => {
        expect(
          found({
            deliveries: [delivery(synced)],
            differences: own(...differences),
          }),
        ).toEqual([]);
      });

      it('takes a look at workloads, which a watch does not tell it of', () => {
        expect(
          episodesOfCluster(
            inputs({
              deliveries: [
                delivery([...synced, { ...SETTINGS, sync: 'synced' }]),
              ],
            }),
          ).wishes,
        ).toEqual([{ resource: DEPLOYMENT, isUrgent: false }]);
      });

      it('is not known where it is not seen now', () => {
        expect(
          found({
            deliveries: [delivery(synced)],
            differences: new Map([
              [
                KEY,
                {
                  fact: differenceFact({ differences: [place], total: 1 }),
                  isCurrent: false,
                },
              ],
            ]),
          }),
        ).toEqual([]);
      });
    });

    describe('what bears the mark of a ManifestWork', () => {
      const work = (over: Partial<DeliveryFact> = {}) =>
        delivery(undefined, {
          engine: 'open-cluster-management',
          kind: 'ManifestWork',
          name: 'cart',
          ...over,
        });
      const LEGACY = { ...DEPLOYMENT, name: 'legacy' };
      const there = (appliedFor: string) =>
        new Map<string, PresentThing>([
          [KEY, { resource: DEPLOYMENT, labels: {}, appliedFor: 'cart' }],
          [resourceKey(LEGACY), { resource: LEGACY, labels: {}, appliedFor }],
        ]);

      it('is extra where no delivery brings it', () => {
        expect(found({ deliveries: [work()], present: there('cart') })).toEqual(
          ['Deployment extra not-asked-for by watch'],
        );
        expect(
          found({ deliveries: [work()], present: there('other') }),
        ).toEqual([]);
      });

      it('is nothing of a work of another hub with the same name, that brings it', () => {
        expect(
          found({
            deliveries: [
              work(),
              {
                ...work({
                  brings: { resources: [LEGACY], total: 1 },
                }),
                id: 'd-2',
                observer: 'other-hub',
              },
            ],
            present: there('cart'),
          }),
        ).toEqual([]);
      });
    });

    describe('what its engine desires', () => {
      const IMAGE = 'spec.template.spec.containers[name=main].image';
      const work = (over: Partial<DriftDelivery> = {}): DriftDelivery => ({
        ...delivery(undefined, {
          engine: 'open-cluster-management',
          kind: 'ManifestWork',
          sync: 'synced',
        }),
        adapter: 'open-cluster-management',
        ...over,
      });
      const asking = (comparesItself = false): Partial<DriftInputs> => ({
        desiring: [
          {
            adapter: comparesItself ? 'argocd' : 'open-cluster-management',
            of: {
              group: work().fact.source.group,
              kind: work().fact.source.kind,
            },
            question: 'Manifest',
            comparesItself,
          },
        ],
      });
      const answered = (
        given: Partial<DriftInputs>,
        over: Partial<DifferenceFact>,
        isCurrent = true,
      ) => {
        const [{ uid }] = episodesOfCluster(inputs(given)).desires;
        const fact = differenceFact({ basis: 'desired', same: '', ...over });
        return new Map([[uid, { fact, isCurrent }]]);
      };
      const given: Partial<DriftInputs> = {
        deliveries: [work()],
        differences: edited(),
        ...asking(),
      };
      const desired = {
        asked: [IMAGE],
        total: 1,
        differences: [
          {
            path: IMAGE,
            kind: 'changed' as const,
            desired: { text: '"shop/checkout:2"' },
            live: { text: '"shop/checkout:hotfix"' },
            confidence: 'none' as const,
          },
        ],
      };

      it('is asked for where the cluster tells what differs, and not from what', () => {
        const { desires } = episodesOfCluster(inputs(given));
        expect(desires).toMatchObject([
          {
            observer: 'hub',
            adapter: 'open-cluster-management',
            question: 'Manifest',
            of: { namespace: 'argocd', name: 'checkout' },
            resource: DEPLOYMENT,
            asked: [{ path: IMAGE, live: '"shop/checkout:hotfix"' }],
          },
        ]);
        expect(
          [
            { deliveries: [work({ staleReason: 'unreachable' })] },
            { desiring: [] },
            { differences: edited({ isCurrent: false }) },
            { differences: new Map() },
          ].map(
            over => episodesOfCluster(inputs({ ...given, ...over })).desires,
          ),
        ).toEqual([[], [], [], []]);
      });

      it('is asked for as much as a question holds', () => {
        const long = differenceFact({
          total: 20,
          differences: Array.from({ length: 20 }, (_, index) => ({
            ...JUST_NOW.differences[0],
            path: `spec.field${index}`,
            live: { text: `"${'x'.repeat(1_000)}"` },
          })),
        });
        const [{ asked }] = episodesOfCluster(
          inputs({ ...given, differences: edited({ fact: long }) }),
        ).desires;
        expect(asked).toHaveLength(8);
      });

      it('stands beside what is there, and who wrote that stays known', () => {
        const [row] = episodesOfCluster(
          inputs({ ...given, desired: answered(given, desired) }),
        ).episodes;
        expect(row).toMatchObject({
          class: 'human',
          same: JUST_NOW.same,
          data: {
            basis: 'desired',
            total: 1,
            differences: [
              {
                path: IMAGE,
                desired: { text: '"shop/checkout:2"' },
                live: { text: '"shop/checkout:hotfix"' },
                author: { manager: 'kubectl-edit' },
              },
            ],
          },
        });
      });

      it('is what is there: then nothing drifts, and it is asked on', () => {
        const same = {
          ...given,
          desired: answered(given, { ...desired, differences: [], total: 0 }),
        };
        expect(found(same)).toEqual([]);
        expect(episodesOfCluster(inputs(same)).desires).toHaveLength(1);
      });

      it.each<[string, Partial<DifferenceFact>, boolean]>([
        ['is too old', desired, false],
        ['is none', { ...desired, problem: 'no such object' }, true],
        ['is of another place', { ...desired, asked: ['spec.replicas'] }, true],
      ])('is not known where the answer %s', (_, fact, isCurrent) => {
        const [row] = episodesOfCluster(
          inputs({ ...given, desired: answered(given, fact, isCurrent) }),
        ).episodes;
        expect(row.data).toMatchObject({
          basis: 'ownership',
          differences: [{ path: IMAGE }],
        });
        expect(row.data.differences[0]).not.toHaveProperty('desired');
      });

      it('is asked anew where something else stands there', () => {
        const before = answered(given, desired);
        const other = differenceFact({
          differences: JUST_NOW.differences.map(each => ({
            ...each,
            live: { text: '"shop/checkout:hotfix-2"' },
          })),
        });
        const now = { ...given, differences: edited({ fact: other }) };
        const [row] = episodesOfCluster(
          inputs({ ...now, desired: before }),
        ).episodes;
        expect(row.data.differences[0]).not.toHaveProperty('desired');
        expect(before.has(episodesOfCluster(inputs(now)).desires[0].uid)).toBe(
          false,
        );
      });

      it('is told as a whole by who compares, also where the cluster tells nothing', () => {
        const compared: Partial<DriftInputs> = {
          deliveries: [delivery([{ ...DEPLOYMENT, sync: 'out-of-sync' }])],
          ...asking(true),
        };
        const answer = { ...desired, asked: undefined, same: 'drift1:whole' };
        const [row] = episodesOfCluster(
          inputs({ ...compared, desired: answered(compared, answer) }),
        ).episodes;
        expect(row).toMatchObject({
          same: 'drift1:whole',
          data: {
            basis: 'desired',
            differences: [
              { path: IMAGE, desired: { text: expect.anything() } },
            ],
          },
        });
        // Who differs in the same places is on one line with those whose engine tells nothing.
        const seen = {
          ...compared,
          differences: edited({
            fact: { ...JUST_NOW, same: 'drift1:own' },
          }),
        };
        expect(
          episodesOfCluster(
            inputs({ ...seen, desired: answered(seen, answer) }),
          ).episodes[0].same,
        ).toBe('drift1:own');
        const more = {
          ...answer,
          total: 2,
          differences: [
            ...answer.differences,
            { ...answer.differences[0], path: 'spec.replicas' },
          ],
        };
        expect(
          episodesOfCluster(inputs({ ...seen, desired: answered(seen, more) }))
            .episodes[0].same,
        ).toBe('drift1:whole');
        // It looked at another time: that it differs is still said.
        const nothing = { ...answer, differences: [], total: 0 };
        expect(
          found({ ...compared, desired: answered(compared, nothing) }),
        ).toHaveLength(1);
      });
    });

    it('says "at least" of what came since it was last looked', () => {
      const [row] = episodesOfCluster(
        inputs({
          ...drifting,
          deliveries: [{ ...flux(), firstSeenAt: NOW - 1_000 }],
        }),
      ).episodes;
      expect(row.notBefore).toBeUndefined();
    });

    it('writes the same while nothing changes', () => {
      const episodes = after(drifting);
      const again = after({ ...drifting, ...later({ episodes }) });
      expect([...again.values()]).toEqual([...episodes.values()]);
    });

    it('ends it when it is seen as it should be, and not before', () => {
      const episodes = after(drifting);
      const stale = after({
        ...drifting,
        ...later({
          episodes,
          deliveries: [{ ...flux(), staleReason: 'unreachable' }],
        }),
      });
      const [lost] = stale.values();
      expect(lost).toMatchObject({
        unconfirmedSince: NOW + 5 * MINUTE,
        lastObservedAt: NOW + 4 * MINUTE,
        data: { unconfirmedReason: 'unreachable' },
      });
      const still = after({
        ...drifting,
        ...later(
          {
            episodes: stale,
            deliveries: [{ ...flux(), staleReason: 'unreachable' }],
          },
          50,
        ),
      });
      expect([...still.values()]).toEqual([lost]);
      const [healed] = episodesOfCluster(
        inputs({
          ...later({ episodes: still }, 60),
          deliveries: [flux()],
        }),
      ).episodes;
      expect(healed).toMatchObject({
        endedAt: NOW + 60 * MINUTE,
        fate: 'healed',
        firstObservedAt: NOW,
        lastObservedAt: NOW + 4 * MINUTE,
      });
      expect(healed.unconfirmedSince).toBeUndefined();
    });

    it('goes on where it differs again soon after', () => {
      const ended = after({
        deliveries: [flux()],
        ...later({ episodes: after(drifting) }),
      });
      const [row] = episodesOfCluster(
        inputs({ ...drifting, ...later({ episodes: ended }, 9) }),
      ).episodes;
      expect(row).toMatchObject({
        id: [...ended.values()][0].id,
        flaps: 1,
        inSyncMs: 3 * MINUTE,
      });
      expect(row.endedAt).toBeUndefined();
    });

    it('is another one later', () => {
      const ended = after({
        deliveries: [flux()],
        ...later({ episodes: after(drifting) }),
      });
      const [row] = episodesOfCluster(
        inputs({ ...drifting, ...later({ episodes: ended }, 90) }),
      ).episodes;
      expect(row.id).not.toBe([...ended.values()][0].id);
      expect(row).toMatchObject({
        firstObservedAt: NOW + 90 * MINUTE,
        notBefore: NOW + 89 * MINUTE,
      });
    });

    it('keeps all that was seen to differ, and tells what differs now', () => {
      const other = differenceFact({
        differences: [
          {
            path: 'spec.replicas',
            kind: 'changed',
            confidence: 'none',
          },
        ],
      });
      const [row] = episodesOfCluster(
        inputs({
          deliveries: [flux()],
          ...later({ episodes: after(drifting) }),
          differences: edited({ fact: other }),
        }),
      ).episodes;
      expect(row.data.paths).toEqual([
        'spec.replicas',
        'spec.template.spec.containers[name=main].image',
      ]);
      expect(row.data.differences).toMatchObject([{ path: 'spec.replicas' }]);
      expect(row.class).toBe('unattributed');
    });

    it('ends what is delivered no more, and what was extra as healed', () => {
      const episodes = after(drifting);
      const [{ id }] = episodes.values();
      expect(
        episodesOfCluster(inputs(later({ episodes, deliveries: [] }))).ended,
      ).toEqual([{ id, fate: 'gone' }]);
      expect(
        episodesOfCluster(inputs(later({ episodes, deliveries: [flux([])] })))
          .ended,
      ).toEqual([{ id, fate: 'gone' }]);
      const extra = after({
        deliveries: [
          delivery(
            [{ ...DEPLOYMENT, sync: 'out-of-sync', requiresPruning: true }],
            { sync: 'out-of-sync' },
          ),
        ],
      });
      expect(
        episodesOfCluster(
          inputs(later({ episodes: extra, deliveries: [delivery([])] })),
        ).ended,
      ).toMatchObject([{ fate: 'healed' }]);
    });

    it('ends nothing of a delivery that cannot be seen and says nothing of it', () => {
      const outcome = episodesOfCluster(
        inputs(
          later({
            episodes: after(drifting),
            deliveries: [{ ...flux([]), staleReason: 'unreachable' }],
          }),
        ),
      );
      expect(outcome.ended).toEqual([]);
    });

    it('keeps nothing of what was only behind', () => {
      const behind = delivery([], {
        sync: 'out-of-sync',
        desiredRevision: { type: 'commit', value: 'b' },
        appliedRevision: { type: 'commit', value: 'a' },
      });
      const episodes = after({ deliveries: [behind] });
      const outcome = episodesOfCluster(
        inputs(later({ episodes, deliveries: [delivery([])] })),
      );
      expect(outcome.episodes).toEqual([]);
      expect(outcome.dropped).toEqual([[...episodes.values()][0].id]);
    });
  });

  it('tells of what nothing could be told', () => {
    const { look } = episodesOfCluster(
      inputs({
        deliveries: [
          { ...delivery(), id: 'd-2', staleReason: 'unreachable' },
          flux([SETTINGS]),
          delivery([{ ...DEPLOYMENT, sync: 'synced' }]),
        ],
      }),
    );
    expect(look.unwatched).toBe(2);
    expect(look.unseen).toEqual(
      expect.arrayContaining(['d-2', thingOf('d-1', SETTINGS)]),
    );
  });

  describe('wishes to look at', () => {
    const read = (over: Partial<OwnDifference['fact']>) =>
      new Map([
        [
          resourceKey(SETTINGS),
          {
            isCurrent: true,
            fact: differenceFact({
              kind: 'ConfigMap',
              name: 'settings',
              readAt: '2026-03-06T09:00:00Z',
              total: 0,
              differences: [],
              ...over,
            }),
          },
        ],
      ]);
    const outOfSync = delivery([{ ...SETTINGS, sync: 'out-of-sync' }], {
      sync: 'out-of-sync',
    });

    it.each<[string, Partial<DriftInputs>, string[]]>([
      [
        'what is said to differ',
        { deliveries: [outOfSync] },
        ['ConfigMap now'],
      ],
      [
        'what was looked at, as long as it lasts',
        { deliveries: [outOfSync], differences: read({ isMissing: true }) },
        ['ConfigMap now'],
      ],
      [
        'what nobody tells of',
        { deliveries: [flux([SETTINGS])] },
        ['ConfigMap'],
      ],
      [
        'what was looked at and is as it should be, again',
        { deliveries: [flux([SETTINGS])], differences: read({}) },
        ['ConfigMap'],
      ],
      [
        'a workload that is watched, for what nobody owns',
        { deliveries: [flux()] },
        ['Deployment'],
      ],
      [
        'nothing that a watch tells to be missing',
        {
          deliveries: [
            flux(),
            delivery([{ ...DEPLOYMENT, sync: 'out-of-sync' }], {
              sync: 'out-of-sync',
            }),
          ],
          present: new Map(),
        },
        [],
      ],
      [
        'nothing else that is watched',
        { deliveries: [flux([SETTINGS])], isWatched: () => true },
        [],
      ],
      [
        'nothing of which the watch says where it differs',
        {
          deliveries: [
            delivery([{ ...DEPLOYMENT, sync: 'out-of-sync' }], {
              sync: 'out-of-sync',
            }),
          ],
          differences: edited(),
        },
        [],
      ],
      [
        'nothing that an engine that compares calls in sync',
        { deliveries: [delivery([{ ...SETTINGS, sync: 'synced' }])] },
        [],
      ],
      [
        'nothing that cannot be looked at',
        { deliveries: [flux([{ ...SETTINGS, kind: 'Secret' }])] },
        [],
      ],
      [
        'nothing of a delivery that is not seen',
        { deliveries: [{ ...flux([SETTINGS]), staleReason: 'unreachable' }] },
        [],
      ],
    ])('%s', (_, over, expected) => {
      expect(
        episodesOfCluster(inputs(over)).wishes.map(
          ({ resource, isUrgent }) =>
            `${resource.kind}${isUrgent ? ' now' : ''}`,
        ),
      ).toEqual(expected);
    });

    it('so many at most, those that differ before', () => {
      const many = Array.from({ length: 500 }, (_, index) => ({
        ...SETTINGS,
        name: `settings-${index}`,
      }));
      const { wishes } = episodesOfCluster(
        inputs({
          deliveries: [flux(many), { ...outOfSync, id: 'd-2' }],
        }),
      );
      expect(wishes).toHaveLength(201);
      expect(wishes[0].isUrgent).toBe(true);
    });
  });

  it('tells which exception lets it be, the one that lasts longest', () => {
    const exception = (
      id: string,
      until: number,
      covers = true,
    ): DriftException => ({ id, from: 1, until, covers: () => covers });
    const [row] = episodesOfCluster(
      inputs({
        deliveries: [flux()],
        differences: edited(),
        exceptions: [
          exception('e-1', 5),
          exception('e-2', 9),
          exception('e-3', 99, false),
        ],
      }),
    ).episodes;
    expect(row.ignored).toEqual({ by: 'e-2', from: 1, until: 9 });
  });
});

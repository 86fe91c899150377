import { clusterFact } from '../../__testUtils__/facts';
import type { KnownCluster } from './ClusterIndex';
import { HubClusters, toHubCluster } from './HubClusters';
import { resolveHubCluster } from './resolveHubCluster';

type Identity = NonNullable<Parameters<typeof toHubCluster>[1]['identity']>;

const cluster = (
  id: string,
  over: Partial<KnownCluster> = {},
): KnownCluster => ({
  id,
  name: id,
  servers: [`https://${id}`],
  names: [id],
  ...over,
});

const KNOWN = [
  cluster('victim', { uid: 'uid-victim' }),
  cluster('other', { uid: 'uid-other' }),
  cluster('shy'),
  cluster('twin-1', { servers: ['https://twin'], uid: 'uid-twin' }),
  cluster('twin-2', { servers: ['https://twin'], uid: 'uid-twin' }),
];

const said = (name: string, identity?: Identity, namespace?: string) =>
  toHubCluster(
    {
      id: `${namespace ?? ''}/${name}`,
      observer: 'hub',
      adapter: 'ocm',
      sourceUid: `${namespace ?? ''}/${name}`,
      isReadable: true,
    },
    clusterFact({
      name,
      ...(namespace ? { namespace } : {}),
      ...(identity ? { identity } : {}),
    }),
  );

/** Where the name `member` leads. */
function leads(
  words: ReturnType<typeof said>[],
  {
    trusted = false,
    namespace,
  }: { trusted?: boolean; namespace?: string } = {},
): string {
  const hubClusters = new HubClusters();
  hubClusters.replace(['hub'], words);
  const resolution = resolveHubCluster(
    hubClusters.named({
      observer: 'hub',
      adapter: 'ocm',
      name: 'member',
      ...(namespace ? { namespace } : {}),
    }),
    {
      isTrusted: trusted,
      byServer: url => KNOWN.filter(({ servers }) => servers.includes(url)),
      byUid: uid => KNOWN.filter(each => each.uid === uid),
      isClaimedTwice: each => hubClusters.isClaimedTwice(each),
    },
  );
  return 'cluster' in resolution
    ? resolution.cluster.id
    : resolution.unresolved;
}

const hub = (...servers: string[]): Identity => ({
  assertedBy: 'hub',
  servers,
});
const member = (uid: string | undefined, ...servers: string[]): Identity => ({
  assertedBy: 'member',
  servers,
  ...(uid ? { uid } : {}),
});

describe('resolveHubCluster', () => {
  it.each<[string, Identity | undefined, string, string]>([
    // What the hub says, where it leads, and where it leads on a trusted hub.
    ['an address of the hub', hub('https://victim'), 'victim', 'victim'],
    ['another spelling', hub('HTTPS://VICTIM:443/'), 'victim', 'victim'],
    [
      'two of the same',
      hub('https://victim', 'https://gone'),
      'victim',
      'victim',
    ],
    [
      'two of two clusters',
      hub('https://victim', 'https://other'),
      'several',
      'several',
    ],
    ['one that two share', hub('https://twin'), 'several', 'several'],
    [
      'one that nobody has',
      hub('https://gone'),
      'unknown-identity',
      'unknown-identity',
    ],
    ['no URL', hub('victim'), 'no-identity', 'no-identity'],
    ['nothing', undefined, 'no-identity', 'no-identity'],
    [
      'address and another UID',
      { ...hub('https://victim'), uid: 'uid-other' },
      'contradiction',
      'contradiction',
    ],
    [
      'address and an unknown UID',
      { ...hub('https://victim'), uid: 'uid-new' },
      'contradiction',
      'contradiction',
    ],
    [
      'address of one that never showed a UID',
      { ...hub('https://shy'), uid: 'uid-new' },
      'shy',
      'shy',
    ],
    [
      "address of one, another's UID",
      { ...hub('https://shy'), uid: 'uid-victim' },
      'contradiction',
      'contradiction',
    ],
    [
      'a UID by the hub',
      { ...hub(), uid: 'uid-victim' },
      'not-trusted',
      'victim',
    ],
    [
      "a member's address",
      member(undefined, 'https://victim'),
      'not-trusted',
      'victim',
    ],
    ["a member's UID", member('uid-victim'), 'not-trusted', 'victim'],
    [
      "a member's UID that two show",
      member('uid-twin'),
      'not-trusted',
      'several',
    ],
    [
      "a member's address and UID",
      member('uid-victim', 'https://victim'),
      'not-trusted',
      'victim',
    ],
    [
      "a member's contradiction",
      member('uid-other', 'https://victim'),
      'not-trusted',
      'contradiction',
    ],
    [
      "a member's unknown UID",
      member('uid-new'),
      'not-trusted',
      'unknown-identity',
    ],
  ])('leads by %s', (_, identity, untrusted, trusted) => {
    expect(leads([said('member', identity)])).toBe(untrusted);
    expect(leads([said('member', identity)], { trusted: true })).toBe(trusted);
  });

  it('leads nowhere by a name that the hub does not have', () => {
    expect(leads([])).toBe('unknown-name');
    expect(leads([said('another', hub('https://victim'))])).toBe(
      'unknown-name',
    );
  });

  it('lets no member draw what is said of it to a cluster that another of the hub is', () => {
    const victim = said('victim', hub('https://victim'));
    const rightful = said('victim', member('uid-victim'));
    for (const claim of [
      member('uid-victim'),
      member(undefined, 'https://victim'),
    ]) {
      const words = [victim, said('member', claim)];
      expect(leads(words)).toBe('not-trusted');
    }
    expect(
      leads([victim, said('member', member(undefined, 'https://victim'))], {
        trusted: true,
      }),
    ).toBe('claimed-twice');
    expect(
      leads([rightful, said('member', member('uid-victim'))], {
        trusted: true,
      }),
    ).toBe('claimed-twice');
  });

  it('needs all objects of a name to lead to one cluster, unless the namespace tells them apart', () => {
    const words = [
      said('member', hub('https://victim'), 'a'),
      said('member', hub('https://other'), 'b'),
    ];
    expect(leads(words)).toBe('several');
    expect(leads(words, { namespace: 'a' })).toBe('victim');
    expect(leads(words, { namespace: 'c' })).toBe('unknown-name');
    expect(leads([words[0], said('member', hub('https://gone'), 'b')])).toBe(
      'unknown-identity',
    );
  });
});

import { resolveAttributes } from './resolveAttributes';

const nodes = (...regions: (string | undefined)[]) =>
  regions.map(region => (region === undefined ? {} : { region }));

describe('resolveAttributes', () => {
  it('says unassigned where nothing states a value', () => {
    const resolved = resolveAttributes({ configured: {}, nodes: [] });
    for (const attribute of Object.values(resolved)) {
      expect(attribute).toEqual({
        value: 'unassigned',
        evidence: { source: 'none', value: 'unassigned' },
      });
    }
    expect(Object.keys(resolved).sort()).toEqual([
      'environment',
      'owner',
      'provider',
      'region',
      'tier',
      'zone',
    ]);
  });

  it.each([
    ['all nodes agree', nodes('eu', 'eu'), 'eu', undefined],
    ['some do not say', nodes('eu', undefined), 'eu', undefined],
    ['they disagree', nodes('us', 'eu', 'us'), 'multi-region', ['eu', 'us']],
    ['none says', nodes(undefined), 'unassigned', undefined],
  ])('takes the region of nodes: %s', (_, given, value, values) => {
    const { region } = resolveAttributes({ configured: {}, nodes: given });
    expect(region.value).toBe(value);
    expect(region.values).toEqual(values);
  });

  it('lets configuration win, and shows what contradicts it', () => {
    const { region } = resolveAttributes({
      configured: { region: 'eu' },
      configurationKey: 'fleet.attributes[0]',
      nodes: nodes('us'),
    });
    expect(region).toEqual({
      value: 'eu',
      evidence: {
        source: 'configuration',
        value: 'eu',
        detail: 'fleet.attributes[0]',
      },
      conflicts: [
        {
          source: 'node-labels',
          value: 'us',
          detail: 'topology.kubernetes.io/region of its nodes',
        },
      ],
    });
  });

  it('shows no conflict where both agree', () => {
    const { region } = resolveAttributes({
      configured: { region: 'eu' },
      nodes: nodes('eu'),
    });
    expect(region.conflicts).toBeUndefined();
  });

  describe('with the catalog', () => {
    const theirs = {
      ref: 'resource:default/theirs',
      values: { region: 'us', zone: 'us-1', owner: 'group:default/platform' },
    };
    const catalog = (
      value: string,
      ref = theirs.ref,
      trusted = false,
    ): object => ({ source: 'catalog', value, detail: ref, trusted });

    it('takes what the one Resource says before what nodes say, and shows both', () => {
      const { region, zone, owner, tier } = resolveAttributes({
        configured: {},
        catalog: [theirs],
        nodes: [{ region: 'eu', zone: 'eu-1' }],
      });
      expect(region).toEqual({
        value: 'us',
        evidence: catalog('us'),
        conflicts: [expect.objectContaining({ source: 'node-labels' })],
      });
      expect(zone).toEqual({ value: 'us-1', evidence: catalog('us-1') });
      expect(owner).toEqual({
        value: 'group:default/platform',
        evidence: catalog('group:default/platform'),
      });
      expect(tier.evidence.source).toBe('none');
    });

    it('lets configuration win, and shows what the catalog says otherwise', () => {
      const { region, owner } = resolveAttributes({
        configured: { region: 'eu', owner: 'Platform' },
        catalog: [theirs],
        catalogTrusted: true,
        nodes: nodes('us'),
      });
      expect(region).toEqual({
        value: 'eu',
        evidence: { source: 'configuration', value: 'eu' },
        conflicts: [
          catalog('us', theirs.ref, true),
          expect.objectContaining({ source: 'node-labels', value: 'us' }),
        ],
      });
      // Short and in full, it is the same group.
      expect(owner.conflicts).toBeUndefined();
    });

    it('shows the set of nodes only where nodes decide', () => {
      const { region } = resolveAttributes({
        configured: {},
        catalog: [theirs],
        nodes: nodes('eu', 'ap'),
      });
      expect(region.values).toBeUndefined();
      expect(region.conflicts).toEqual([
        expect.objectContaining({ value: 'multi-region' }),
      ]);
    });

    it('takes nothing where two Resources claim the cluster, also where they agree', () => {
      const other = { ...theirs, ref: 'resource:default/other' };
      const { region, owner } = resolveAttributes({
        configured: {},
        catalog: [theirs, other],
        nodes: nodes('us'),
      });
      expect(region.evidence.source).toBe('node-labels');
      expect(region.conflicts).toEqual([
        catalog('us'),
        catalog('us', other.ref),
      ]);
      expect(owner.value).toBe('unassigned');
      expect(owner.conflicts).toHaveLength(2);
    });

    it('takes no word for a value that says that there is none', () => {
      const { region } = resolveAttributes({
        configured: {},
        catalog: [{ ref: theirs.ref, values: { region: 'unassigned' } }],
        nodes: nodes('eu'),
      });
      expect(region.evidence.source).toBe('node-labels');
      expect(region.conflicts).toBeUndefined();
    });
  });

  it('never takes from a cluster what permissions look at', () => {
    const { environment, tier, owner } = resolveAttributes({
      configured: {},
      nodes: nodes('eu'),
    });
    expect([environment.value, tier.value, owner.value]).toEqual([
      'unassigned',
      'unassigned',
      'unassigned',
    ]);
  });

  it.each([
    ['aws', 'aws'],
    ['gce', 'gcp'],
    ['hcloud', 'hetzner'],
    ['somebody', 'somebody'],
  ])('words the provider %s as %s', (provider, value) => {
    const resolved = resolveAttributes({
      configured: {},
      nodes: [{ provider }],
    });
    expect(resolved.provider.value).toBe(value);
  });

  it.each(['constructor', '__proto__', 'toString'])(
    'regression: a provider called %s is a name like any other',
    provider => {
      const resolved = resolveAttributes({
        configured: {},
        nodes: [{ provider }],
      });
      expect(resolved.provider.value).toBe(provider);
    },
  );

  it('regression: no value is longer than its column', () => {
    const long = 'r'.repeat(512);
    const resolved = resolveAttributes({
      configured: {},
      nodes: [{ region: long, zone: long, provider: long }],
    });
    for (const key of ['region', 'zone', 'provider'] as const) {
      expect(resolved[key].value).toHaveLength(253);
    }
  });
});

import {
  entityEnvelopeSchemaValidator,
  SchemaValidEntityPolicy,
  FieldFormatEntityPolicy,
} from '@backstage/catalog-model';
import { attributes, connection } from '../__testUtils__/fleet';
import type { ProviderConfig } from '../readProviderConfig';
import { toResource } from './toResource';

const CONFIG: ProviderConfig = {
  namespace: 'clusters',
  defaultOwner: 'platform',
  hasDeclaredRelations: false,
  schedule: { frequency: { minutes: 30 }, timeout: { minutes: 5 } },
  pollSeconds: 30,
};

describe('toResource', () => {
  const make = (
    over: Parameters<typeof connection>[2] = {},
    config: Partial<ProviderConfig> = {},
  ) =>
    toResource({
      connection: connection('c-1', 'prod', over),
      name: 'prod',
      config: { ...CONFIG, ...config },
    });

  it('says what the cluster is', () => {
    expect(
      make(
        {
          title: 'Production',
          attributes: attributes({
            region: 'eu-west-1',
            environment: 'production',
            provider: 'Amazon Web Services, Inc.',
            tier: '1',
            owner: 'group:default/storefront',
          }),
        },
        { system: 'platform' },
      ),
    ).toEqual({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Resource',
      metadata: {
        name: 'prod',
        namespace: 'clusters',
        title: 'Production',
        labels: {
          'fleet.backstage.io/region': 'eu-west-1',
          'fleet.backstage.io/environment': 'production',
          'fleet.backstage.io/tier': '1',
        },
        annotations: {
          'backstage.io/managed-by-location': 'fleet:clusters/c-1',
          'backstage.io/managed-by-origin-location': 'fleet:clusters/c-1',
          'fleet.backstage.io/cluster-id': 'c-1',
          // No label holds it.
          'fleet.backstage.io/provider': 'Amazon Web Services, Inc.',
          'kubernetes.io/api-server': 'https://c-1.example',
          'kubernetes.io/api-server-certificate-authority':
            Buffer.from('PEM').toString('base64'),
        },
      },
      spec: {
        type: 'kubernetes-cluster',
        owner: 'group:default/storefront',
        system: 'system:default/platform',
      },
    });
  });

  it('says nothing of how it is', () => {
    const healthy = make();
    const dead = make({
      reachability: { state: 'unreachable', since: '2026-11-02T00:00:00.000Z' },
    });
    expect(dead).toEqual(healthy);
  });

  it('has an owner in any case, and no reference that is none', () => {
    expect(make().spec?.owner).toBe('group:default/platform');
    // The entity is in another namespace.
    expect(
      make({ attributes: attributes({ owner: 'storefront' }) }).spec?.owner,
    ).toBe('group:default/storefront');
    expect(
      make({ attributes: attributes({ owner: 'a:b:c/d/e' }) }).spec?.owner,
    ).toBe('group:default/platform');
  });

  it.each([
    ['control characters', 'a\u0000b\u202ec'],
    ['a megabyte', 'x'.repeat(1_000_000)],
    ['__proto__', '__proto__'],
    ['markup', '<script>alert(1)</script>'],
  ])('is a valid entity whatever it is called: %s', async (_, text) => {
    const entity = make({
      title: text,
      attributes: attributes({ region: text, owner: text, provider: text }),
      access: { type: 'direct', server: text, caData: text },
    });
    entityEnvelopeSchemaValidator()(entity);
    await new SchemaValidEntityPolicy().enforce(entity);
    await new FieldFormatEntityPolicy().enforce(entity);
    expect(JSON.stringify(entity).length).toBeLessThan(10_000);
    expect(entity.metadata.annotations).not.toHaveProperty([
      'kubernetes.io/api-server',
    ]);
    expect(entity.metadata.title ?? '').not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });

  it("is read by the Kubernetes plugin's locator only where the operator wants it", () => {
    const provider = 'kubernetes.io/auth-provider';
    const wanted = { kubernetesAuthProvider: 'aws' };
    expect(make().metadata.annotations).not.toHaveProperty([provider]);
    expect(make({}, wanted).metadata.annotations?.[provider]).toBe('aws');
    // What that plugin has already it would have twice.
    for (const sources of [['kubernetes'], ['kubernetes:gke:p']]) {
      expect(make({ sources }, wanted).metadata.annotations).not.toHaveProperty(
        [provider],
      );
    }
    // It signs in at an address that somebody else chose.
    const { access } = connection('c-1', 'prod');
    expect(
      make({ access: { ...access, origin: 'hub' } }, wanted).metadata
        .annotations,
    ).not.toHaveProperty([provider]);
  });

  it('keeps how it is reached while nobody says it', () => {
    const before = make();
    const after = toResource({
      connection: connection('c-1', 'prod', { access: { type: 'unknown' } }),
      name: 'prod',
      config: CONFIG,
      before,
    });
    expect(after).toEqual(before);
  });
});

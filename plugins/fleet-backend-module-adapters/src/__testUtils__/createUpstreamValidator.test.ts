import { adapters } from '../adapters';
import { findCorpus, noticeMissingCorpus } from './corpus';
import { createUpstreamValidator } from './createUpstreamValidator';

/** Kinds of which the corpus holds no definition. */
const NOT_DEFINED = [
  'cluster.open-cluster-management.io/ClusterCurator',
  'apps.open-cluster-management.io/Subscription',
  'multicluster.x-k8s.io/Work',
  'multicluster.x-k8s.io/AppliedWork',
  'image.toolkit.fluxcd.io/ImagePolicy',
  '/Secret',
  'constraints.gatekeeper.sh/Constraint',
  'kyverno.io/Policy',
  'policies.kyverno.io/NamespacedImageValidatingPolicy',
  'policies.kyverno.io/MutatingPolicy',
  'policies.kyverno.io/NamespacedMutatingPolicy',
  'policies.kyverno.io/GeneratingPolicy',
  'policies.kyverno.io/NamespacedGeneratingPolicy',
  'policies.kyverno.io/DeletingPolicy',
  'policies.kyverno.io/NamespacedDeletingPolicy',
  'aquasecurity.github.io/ClusterRbacAssessmentReport',
  'aquasecurity.github.io/ClusterInfraAssessmentReport',
  '/ConfigMap',
  '/ResourceQuota',
  'rbac.authorization.k8s.io/ClusterRole',
  'rbac.authorization.k8s.io/ClusterRoleBinding',
  'rbac.authorization.k8s.io/Role',
  'rbac.authorization.k8s.io/RoleBinding',
];

const corpus = findCorpus();
if (!corpus) noticeMissingCorpus('the validator of upstream definitions');

(corpus ? describe : describe.skip)('createUpstreamValidator', () => {
  const validate = corpus ? createUpstreamValidator(corpus) : () => undefined;

  it.each(
    adapters.flatMap(adapter =>
      adapter.watches
        .filter(({ group, kind }) => !NOT_DEFINED.includes(`${group}/${kind}`))
        .map(watch => [watch.kind, watch] as const),
    ),
  )(
    'knows the newest version of %s',
    (kind, { group, versions: [version] }) => {
      expect(validate({ group, version, kind }, 'no object')).not.toEqual([]);
      expect(validate({ group, version, kind }, 'no object')).toBeDefined();
    },
  );

  it.each(
    adapters.flatMap(adapter =>
      adapter.watches
        .filter(({ group, kind }) => NOT_DEFINED.includes(`${group}/${kind}`))
        .map(watch => [watch.kind, watch] as const),
    ),
  )('has no definition of %s', (kind, { group, versions: [version] }) => {
    expect(validate({ group, version, kind }, {})).toBeUndefined();
  });

  it('knows no version that is not published', () => {
    expect(
      validate({ group: 'apps', version: 'v2', kind: 'Deployment' }, {}),
    ).toBeUndefined();
  });

  it('finds both in kinds that only the client of Kubernetes describes', () => {
    const identity = { group: 'batch', version: 'v1', kind: 'CronJob' };
    const cronJob = (spec: object) => ({
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata: { name: 'a', labels: { b: 'c' } },
      spec: { schedule: '0 * * * *', ...spec },
    });
    expect(validate(identity, cronJob({ suspend: true }))).toEqual([]);
    expect(
      validate(
        identity,
        cronJob({ suspended: true, startingDeadlineSeconds: 'long' }),
      ),
    ).toEqual([
      "/spec must not have 'suspended'",
      '/spec/startingDeadlineSeconds must be number',
    ]);
    expect(
      validate(identity, cronJob({ jobTemplate: { spec: { template: [] } } })),
    ).toEqual(['/spec/jobTemplate/spec/template must be object']);
  });

  it('finds a misspelled field and a wrong type', () => {
    const identity = {
      group: 'kustomize.toolkit.fluxcd.io',
      version: 'v1',
      kind: 'Kustomization',
    };
    const problems = validate(identity, {
      spec: {
        interval: '1m',
        prune: 'yes',
        sourceRef: { kind: 'GitRepository', name: 'a' },
        suspended: true,
      },
    });
    expect(problems).toHaveLength(2);
    expect(problems?.join('\n')).toContain('suspended');
    expect(problems?.join('\n')).toContain('/spec/prune');
  });
});

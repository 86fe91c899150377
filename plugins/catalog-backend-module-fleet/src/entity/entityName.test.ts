import { KubernetesValidatorFunctions } from '@backstage/catalog-model';
import { entityNameCandidates } from './entityName';

describe('entityNameCandidates', () => {
  it.each([
    ['prod-eu-1', 'prod-eu-1'],
    ['PROD_EU.1', 'prod_eu.1'],
    ['gke_project_europe-west1_prod', 'gke_project_europe-west1_prod'],
    [
      'arn:aws:eks:eu-west-1:1:cluster/prod',
      'arn-aws-eks-eu-west-1-1-cluster-prod',
    ],
    ['__proto__', 'proto'],
    ['Überfluß', 'u-berflu'],
    ['../../etc', 'etc'],
    ['', 'cluster'],
    ['…', 'cluster'],
    ['日本', 'cluster'],
    ['\u202egnp.exe\u0000', 'gnp.exe'],
  ])('makes of %j the name %j', (name, expected) => {
    expect(entityNameCandidates('c-1', name)[0]).toBe(expected);
  });

  it.each([
    ['300 characters', 'x'.repeat(300)],
    ['a megabyte', '-a'.repeat(500_000)],
    ['dots at the cut', `${'a'.repeat(62)}.....b`],
    ['nothing but signs', '-._'.repeat(100)],
  ])('gives valid names, that differ by id, for %s', (_, name) => {
    const [first, second] = [
      entityNameCandidates('c-1', name),
      entityNameCandidates('c-2', name),
    ];
    for (const candidate of [...first, ...second]) {
      expect(KubernetesValidatorFunctions.isValidObjectName(candidate)).toBe(
        true,
      );
    }
    expect(first[0]).toBe(second[0]);
    expect(new Set([...first, ...second]).size).toBe(7);
  });
});

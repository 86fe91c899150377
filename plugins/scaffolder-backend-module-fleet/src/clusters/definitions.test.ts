import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { definitionsIn, findCorpus } from '../manifests/__testUtils__/corpus';
import { REGISTRATIONS } from './__testUtils__/registrations';
import { checkRegistration, printManifests, registrationFiles } from '.';
import type { Manifest } from '.';

const corpus = findCorpus();

/** What the corpus has no definition of: the catalog, kustomize and External Secrets. */
const WITHOUT =
  /^(?:backstage\.io|kustomize\.config\.k8s\.io|external-secrets\.io)\//;

const objectsOf = (name: string): Manifest[] =>
  registrationFiles(checkRegistration(REGISTRATIONS[name]), '.')
    .flatMap(({ documents }) => documents)
    .filter(({ apiVersion }) => !WITHOUT.test(apiVersion));

(corpus ? describe : describe.skip)('objects that register a cluster', () => {
  const check = corpus
    ? definitionsIn(corpus, ['flux', 'ocm', 'fleet', 'rancher'])
    : () => undefined;
  const checkKarmada = corpus ? karmadaCluster(corpus) : () => undefined;
  const checkAny = (object: Manifest) =>
    object.apiVersion.startsWith('cluster.karmada.io/')
      ? checkKarmada(object)
      : check(printManifests([object]));

  it.each(Object.keys(REGISTRATIONS).filter(name => name !== 'argocd'))(
    'are as their definitions have it, with %s',
    name => {
      const found = objectsOf(name).map(checkAny);
      expect(found.length).toBeGreaterThan(0);
      expect(found).toEqual(found.map(() => []));
    },
  );

  it('would tell what is not so', () => {
    for (const name of ['flux', 'open-cluster-management', 'karmada']) {
      const [object] = objectsOf(name);
      const wrong = { ...object, spec: { ...(object.spec as {}), nope: 1 } };
      expect(checkAny(wrong)).not.toEqual([]);
    }
  });
});

/** Karmada serves its clusters by an API server of its own: there is no CustomResourceDefinition. */
function karmadaCluster(folder: string) {
  const { definitions } = JSON.parse(
    readFileSync(
      join(folder, 'karmada/crds/cluster.karmada.io_clusters.openapi.json'),
      'utf8',
    ),
  );
  const own = 'com.github.karmada-io.karmada.pkg.apis.cluster.v1alpha1.';
  definitions[`${own}ClusterSpec`].additionalProperties = false;
  const ajv = new Ajv({ strict: false, allErrors: true, logger: false });
  const validate = ajv.compile({
    definitions,
    $ref: `#/definitions/${own}Cluster`,
  });
  return (object: Manifest): string[] =>
    validate(object)
      ? []
      : (validate.errors ?? []).map(
          ({ instancePath, message }) => `${instancePath} ${message}`,
        );
}

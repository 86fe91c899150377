import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { printManifests, type Manifest } from '../clusters';
import { definitionsIn, findCorpus } from '../manifests/__testUtils__/corpus';
import { PROVISIONS } from './__testUtils__/provisions';
import { checkProvision, provisionFiles } from '.';

const corpus = findCorpus();

/** Of providers, and of kubeadm's machines, the corpus has definitions only where somebody put them. */
const OF_PROVIDERS = 'capi-providers';
const WITHOUT = /^(?:backstage\.io|kustomize\.config\.k8s\.io)\//;
const PROVIDED = /^(?:infrastructure|bootstrap)\.cluster\.x-k8s\.io\//;

const objectsOf = (name: string): Manifest[] =>
  provisionFiles(checkProvision(PROVISIONS[name]), '.')
    .flatMap(({ documents }) => documents)
    .filter(({ apiVersion }) => !WITHOUT.test(apiVersion));

(corpus ? describe : describe.skip)('objects that make a cluster', () => {
  const hasProviders =
    corpus !== undefined && existsSync(join(corpus, OF_PROVIDERS, 'crds'));
  const check = corpus
    ? definitionsIn(corpus, [
        'capi',
        'flux',
        ...(hasProviders ? [OF_PROVIDERS] : []),
      ])
    : () => undefined;

  it.each(Object.keys(PROVISIONS))(
    'are as their definitions have it, with %s',
    name => {
      const found = objectsOf(name)
        .filter(({ apiVersion }) => hasProviders || !PROVIDED.test(apiVersion))
        .map(each => ({
          of: `${each.apiVersion} ${each.kind}`,
          wrong: check(printManifests([each])),
        }));
      expect(found.length).toBeGreaterThan(0);
      expect(found).toEqual(found.map(({ of }) => ({ of, wrong: [] })));
    },
  );

  it('would tell what is not so', () => {
    for (const object of objectsOf('aws')) {
      if (!hasProviders && PROVIDED.test(object.apiVersion)) continue;
      const wrong = { ...object, spec: { ...(object.spec as {}), nope: 1 } };
      expect(check(printManifests([wrong]))).not.toEqual([]);
    }
  });
});

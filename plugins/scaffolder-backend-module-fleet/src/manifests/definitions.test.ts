import { mockServices } from '@backstage/backend-test-utils';
import { parse, stringify } from 'yaml';
import { readAllowedPaths } from '../allowed';
import { parseDocuments } from '../yaml';
import { definitionsIn, findCorpus } from './__testUtils__/corpus';
import { CASES } from './__testUtils__/files';
import { editManifest } from '.';

const corpus = findCorpus();
const ALLOWED = readAllowedPaths(mockServices.rootConfig());
const OF_DEFINITIONS = CASES.filter(([, , { edit }]) =>
  /^(?:flux|argo|karmada|ocm)-/.test(edit),
);

(corpus ? describe : describe.skip)('objects that are edited', () => {
  const check = corpus
    ? definitionsIn(corpus, ['flux', 'argocd', 'karmada', 'ocm', 'fleet'])
    : () => undefined;

  const textsOf = (text: string) => {
    const documents = parseDocuments(text);
    if ('because' in documents) throw new Error(documents.because);
    return documents.map(each => each.text.replace(/^---\n/, ''));
  };

  it.each(OF_DEFINITIONS)(
    'are as their definitions have it, with %s',
    (_, text, wanted) => {
      const edited = editManifest(wanted, text, ALLOWED).text;
      const found = [...textsOf(text), ...textsOf(edited)].map(check);
      expect(found.length).toBeGreaterThan(1);
      expect(found).toEqual(found.map(() => []));
    },
  );

  it.each(CASES.filter(([, , { edit }]) => edit === 'rancher-fleet'))(
    'are as a Bundle of Rancher Fleet is, with %s',
    (_, text, wanted) => {
      const { targetCustomizations: targets, ...spec } = parse(
        editManifest(wanted, text, ALLOWED).text,
      );
      const bundle = {
        apiVersion: 'fleet.cattle.io/v1alpha1',
        kind: 'Bundle',
        metadata: { name: 'shop' },
        spec: { ...spec, targets },
      };
      expect(check(stringify(bundle))).toEqual([]);
    },
  );

  it('would tell what is not so', () => {
    const [, text, wanted] = OF_DEFINITIONS[0];
    const edited = editManifest(wanted, text, ALLOWED).text;
    expect(check(edited.replace('version:', 'versoin:'))).not.toEqual([]);
  });
});

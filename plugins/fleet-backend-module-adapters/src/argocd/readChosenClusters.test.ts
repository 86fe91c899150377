import { readChosenClusters } from './readChosenClusters';
import { applicationSetSchema } from './schema';

function chosen(generators: unknown[], destination: unknown) {
  return readChosenClusters(
    applicationSetSchema.parse({
      metadata: {},
      spec: { generators, template: { spec: { destination } } },
    }),
  );
}

const list = (...elements: unknown[]) => ({ list: { elements } });

describe('readChosenClusters', () => {
  it.each([
    ['{{cluster}}', 'prod-eu-1'],
    ['{{ .cluster }}', 'prod-eu-1'],
    ['{{- .cluster -}}', 'prod-eu-1'],
  ])('puts a parameter into %s', (name, expected) => {
    expect(chosen([list({ cluster: 'prod-eu-1' })], { name })).toEqual([
      { name: expected },
    ]);
  });

  it.each([
    ['a function', '{{ .cluster | lower }}', [list({ cluster: 'a' })]],
    ['a text around it', 'x-{{ .cluster }}', [list({ cluster: 'a' })]],
    ['a nested parameter', '{{ .a.b }}', [list({ a: { b: 'c' } })]],
    ['an absent parameter', '{{ .cluster }}', [list({ other: 'a' })]],
    [
      'an element of several without it',
      '{{ .cluster }}',
      [list({ cluster: 'a' }, { other: 'b' })],
    ],
    ['a name of every object', '{{ .constructor }}', [list({})]],
    ['another generator', '{{ .name }}', [{ clusters: {} }]],
    [
      'another generator beside a list',
      '{{ .name }}',
      [list({ name: 'a' }), { clusters: {} }],
    ],
    [
      'a selector',
      '{{ .name }}',
      [{ ...list({ name: 'a' }), selector: { matchLabels: { a: 'b' } } }],
    ],
    [
      'elements that are YAML',
      '{{ .name }}',
      [{ list: { elements: [{ name: 'a' }], elementsYaml: '- name: b' } }],
    ],
    ['a list that is none', '{{ .name }}', [{ list: { elements: 'a' } }]],
    ['nothing', undefined, [list({ name: 'a' })]],
  ])('does not guess at %s', (_, name, generators) => {
    expect(chosen(generators, { name })).toBeUndefined();
  });

  it('takes no address with a scheme that leads to no cluster', () => {
    expect(
      chosen([list({ url: 'file:///etc/hosts' })], { server: '{{url}}' }),
    ).toBeUndefined();
  });
});

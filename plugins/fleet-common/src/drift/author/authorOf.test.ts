import fc from 'fast-check';
import { authorOf } from './authorOf';

const WEB = 'spec.template.spec.containers[name=web]';

function entry(manager: string, time: string | undefined, fieldsV1: object) {
  return {
    manager,
    operation: 'Update',
    apiVersion: 'apps/v1',
    fieldsType: 'FieldsV1',
    ...(time && { time: `2026-01-01T00:00:${time}Z` }),
    fieldsV1,
  };
}

function container(fields: object) {
  return {
    'f:spec': {
      'f:template': {
        'f:spec': { 'f:containers': { 'k:{"name":"web"}': fields } },
      },
    },
  };
}

function managers(entries: unknown, path: string) {
  const found = authorOf(entries, path);
  return found.confidence === 'none'
    ? 'none'
    : [
        found.confidence,
        found.author.manager,
        ...(found.ambiguousWith ?? []).map(({ manager }) => manager),
      ].join(' ');
}

const ENGINE = entry(
  'argocd-controller',
  '10',
  container({
    '.': {},
    'f:name': {},
    'f:image': {},
    'f:ports': {
      '.': {},
      'k:{"containerPort":80,"protocol":"TCP"}': {
        '.': {},
        'f:containerPort': {},
      },
    },
    'f:resources': { 'f:limits': { 'f:cpu': {} } },
    'f:args': {},
  }),
);

const EDIT = entry('kubectl-edit', '20', container({ 'f:image': {} }));

describe('authorOf', () => {
  it('tells all that the API server noted', () => {
    expect(
      authorOf(
        [{ ...EDIT, subresource: 'scale', operation: 'Apply' }],
        `${WEB}.image`,
      ),
    ).toEqual({
      confidence: 'owner',
      author: {
        manager: 'kubectl-edit',
        operation: 'Apply',
        subresource: 'scale',
        apiVersion: 'apps/v1',
        time: Date.UTC(2026, 0, 1, 0, 0, 20),
      },
    });
  });

  it.each([
    [`${WEB}.image`, 'owner kubectl-edit'],
    [`${WEB}.name`, 'owner argocd-controller'],
    // An item that somebody made.
    [WEB, 'owner argocd-controller'],
    // A list that is written as a whole, and what is in it.
    [`${WEB}.args`, 'owner argocd-controller'],
    [`${WEB}.args[=x]`, 'owner argocd-controller'],
    [
      `${WEB}.ports[containerPort=80,protocol=TCP].containerPort`,
      'owner argocd-controller',
    ],
    [`${WEB}.ports[containerPort=81,protocol=TCP]`, 'parent argocd-controller'],
    [
      `${WEB}.ports[containerPort="80",protocol=TCP]`,
      'parent argocd-controller',
    ],
    [`${WEB}.resources`, 'part argocd-controller'],
    [`${WEB}.env[name=A].value`, 'parent argocd-controller'],
    ['spec.replicas', 'none'],
    ['metadata.labels["f:x"]', 'none'],
    ['spec.template.spec.containers[name=other].image', 'none'],
    ['not a path', 'none'],
  ])('of %s is %s', (path, expected) => {
    expect(managers([EDIT, ENGINE], path)).toBe(expected);
    expect(managers([ENGINE, EDIT], path)).toBe(expected);
  });

  it('names all of whom it may be', () => {
    const other = { ...EDIT, manager: 'k9s' };
    expect(managers([EDIT, other, ENGINE], `${WEB}.image`)).toBe(
      'owner kubectl-edit k9s',
    );
    const undated = entry('a', undefined, container({ 'f:image': {} }));
    expect(
      managers([undated, { ...undated, manager: 'b' }], `${WEB}.image`),
    ).toBe('owner a b');
    expect(managers([undated, EDIT], `${WEB}.image`)).toBe(
      'owner kubectl-edit',
    );
    const part = entry(
      'vpa',
      '30',
      container({ 'f:resources': { 'f:limits': { 'f:memory': {} } } }),
    );
    expect(managers([ENGINE, part], `${WEB}.resources`)).toBe(
      'part vpa argocd-controller',
    );
  });

  it('takes the nearest of those who own what is around', () => {
    const outer = entry('outer', '59', { 'f:spec': { '.': {} } });
    expect(managers([outer, ENGINE], `${WEB}.env`)).toBe(
      'parent argocd-controller',
    );
  });

  it('knows values of sets, and keys in any order', () => {
    const fields = {
      'f:metadata': { 'f:finalizers': { '.': {}, 'v:"a"': {} } },
      'f:spec': {
        'f:ports': { 'k:{"protocol": "TCP", "port": 80}': { '.': {} } },
      },
    };
    const entries = [entry('a', '10', fields)];
    expect(managers(entries, 'metadata.finalizers[=a]')).toBe('owner a');
    expect(managers(entries, 'metadata.finalizers[=b]')).toBe('parent a');
    expect(managers(entries, 'spec.ports[port=80,protocol=TCP]')).toBe(
      'owner a',
    );
  });

  it.each([
    undefined,
    null,
    'x',
    {},
    [null, 1, 'x', [], {}],
    [{ manager: 1, fieldsV1: { 'f:a': {} } }],
    [{ manager: '', fieldsV1: { 'f:a': {} } }],
    [{ manager: 'x', fieldsV1: 'f:a' }],
    [{ manager: 'x', fieldsV1: { 'f:a': 1 } }],
    [{ manager: 'x', fieldsV1: JSON.parse('{"__proto__":{"f:a":{}}}') }],
  ])('is nobody in what says nothing, case %#', entries => {
    expect(authorOf(entries, 'a')).toEqual({ confidence: 'none' });
  });

  it('takes neither wrong times nor hidden characters over', () => {
    expect(
      authorOf(
        [
          {
            manager: `k9s\u202e${'x'.repeat(2000)}`,
            operation: 'Other',
            time: 'soon',
            fieldsV1: { 'f:a': {} },
          },
        ],
        'a',
      ),
    ).toEqual({
      confidence: 'owner',
      author: { manager: expect.stringMatching(/^k9sx{508}…$/) },
    });
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.anything(), fc.string(), (entries, path) => {
        for (const each of [
          entries,
          [entries],
          [{ manager: 'x', fieldsV1: entries }],
        ]) {
          expect(authorOf(each, path)).toHaveProperty('confidence');
        }
      }),
    );
  });
});

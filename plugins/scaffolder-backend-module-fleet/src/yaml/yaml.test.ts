import {
  addExcludedNamespaces,
  removeExcludedNamespaces,
} from './excludedNamespaces';
import { editFile } from './editFile';
import { parseDocuments } from './documents';
import { findObjects } from './findObjects';

const LIST = `# What all constraints have.
apiVersion: constraints.gatekeeper.sh/v1beta1
kind: K8sRequiredLabels
metadata:
  name: need-owner # as on the wiki
spec:
  match:
    excludedNamespaces:
    # The system's own.
    - kube-system
    - "legacy"   # until they move
  parameters:
    message:   "a text that is longer than eighty characters, and that stays on the one line that it is on"
---
# Another one; nobody touches it.
kind:   ConfigMap
data: {a:   1}
`;

const add = (text: string, namespaces: string[], id: string) => {
  let before: string[] = [];
  const edited = editFile('file.yaml', text, (document, index) => {
    if (index > 0) return 'keep';
    const done = addExcludedNamespaces(document, namespaces, id);
    before = done.before;
    return done.changed ? 'changed' : 'keep';
  });
  return { edited: edited as string, before };
};
const remove = (text: string, id: string) => {
  let found = {};
  const edited = editFile('file.yaml', text, (document, index) => {
    if (index > 0) return 'keep';
    const { changed, ...rest } = removeExcludedNamespaces(document, id);
    found = rest;
    return changed ? 'changed' : 'keep';
  });
  return { edited, found };
};

describe('namespaces that a constraint leaves out', () => {
  it('are added with what they are there for, and all else stays', () => {
    const { edited, before } = add(LIST, ['payments', 'legacy'], 'e-1');
    expect(before).toEqual(['legacy']);
    const lines = edited.split('\n');
    expect(lines).toContain(
      '    - payments # fleet.backstage.io/exception: e-1',
    );
    for (const line of [
      '# What all constraints have.',
      '  name: need-owner # as on the wiki',
      "    # The system's own.",
      '# Another one; nobody touches it.',
      'kind:   ConfigMap',
      'data: {a:   1}',
    ]) {
      expect(lines).toContain(line);
    }
    // One line more, and none of another length where it was long.
    expect(lines).toHaveLength(LIST.split('\n').length + 1);
  });

  it('are taken out again, and only then, when no exception needs them', () => {
    const both = add(
      add(LIST, ['payments'], 'e-1').edited,
      ['payments'],
      'e-2',
    );
    expect(both.edited).toContain(
      '- payments # fleet.backstage.io/exception: e-1, e-2',
    );
    const first = remove(both.edited, 'e-1');
    expect(first.found).toEqual({ removed: [], kept: ['payments'] });
    expect(first.edited).toContain(
      '- payments # fleet.backstage.io/exception: e-2',
    );
    const second = remove(first.edited as string, 'e-2');
    expect(second.found).toEqual({ removed: ['payments'], kept: [] });
    // What others wrote is not the exception's to take.
    expect(second.edited).toContain('- kube-system');
    expect(second.edited).toContain('"legacy"');
    expect(second.edited).not.toContain('payments');
    expect(remove(LIST, 'e-1')).toEqual({
      edited: LIST,
      found: { removed: [], kept: [] },
    });
  });

  it('get a list of their own where there is none, which goes with them', () => {
    const bare = 'kind: K\nmetadata:\n  name: n\n';
    const { edited } = add(bare, ['a', 'b'], 'e-1');
    expect(edited).toBe(`kind: K
metadata:
  name: n
spec:
  match:
    excludedNamespaces:
      - a # fleet.backstage.io/exception: e-1
      - b # fleet.backstage.io/exception: e-1
`);
    expect(add(edited, ['a', 'b'], 'e-1').edited).toBe(edited);
    expect(remove(edited, 'e-1').edited).toBe(
      'kind: K\nmetadata:\n  name: n\nspec: {}\n',
    );
  });

  it('have room for what they say also where the list was on one line', () => {
    const { edited } = add(
      'kind: K\nspec:\n  match: {excludedNamespaces: [kube-system]}\n',
      ['a'],
      'e-1',
    );
    expect(remove(edited, 'e-1').edited).toContain('kube-system');
    expect(edited).toMatch(/a # fleet\.backstage\.io\/exception: e-1/);
  });

  it.each([
    ['an alias', 'x: &n [a]\nspec:\n  match:\n    excludedNamespaces: *n\n'],
    ['an alias above', 'x: &m {kinds: []}\nspec:\n  match: *m\n'],
    [
      'a merge key',
      'x: &m {excludedNamespaces: [a]}\nspec:\n  match:\n    <<: *m\n',
    ],
    [
      'an anchor',
      'spec:\n  match:\n    excludedNamespaces: &n [a]\nother: *n\n',
    ],
    [
      'an alias as an item',
      'x: &n b\nspec:\n  match:\n    excludedNamespaces:\n    - *n\n',
    ],
  ])('are not written where there is %s', (_, rest) => {
    expect(() => add(`kind: K\n${rest}`, ['b'], 'e-1')).toThrow(
      "'spec.match.excludedNamespaces' of the constraint uses anchors; edit it by hand.",
    );
  });

  it('are not taken out of what others refer to, which is said', () => {
    const text = `kind: K
spec:
  match:
    excludedNamespaces:
    - &a payments # fleet.backstage.io/exception: e-1
other: *a
`;
    expect(() => remove(text, 'e-1')).toThrow(/uses anchors; edit it by hand/);
    // It is of no concern where nothing of it is the exception's.
    expect(remove(text, 'e-2').edited).toBe(text);
  });

  it('are not written into what is no list', () => {
    expect(() =>
      add(
        'kind: K\nspec:\n  match:\n    excludedNamespaces: all\n',
        ['a'],
        'e',
      ),
    ).toThrow(/is no list/);
  });
});

describe('editFile', () => {
  it('takes documents out, and leaves the others as they are', () => {
    const text = '# head\na:   1\n---\nb: 2 # two\n---\nc:   3\n';
    const without = (...dropped: number[]) =>
      editFile('f.yaml', text, (_, index) =>
        dropped.includes(index) ? 'drop' : 'keep',
      );
    expect(without()).toBe(text);
    expect(without(1)).toBe('# head\na:   1\n---\nc:   3\n');
    expect(without(0)).toBe('---\nb: 2 # two\n---\nc:   3\n');
    expect(without(0, 1, 2)).toBeUndefined();
  });

  it('keeps the ends of lines', () => {
    const { edited } = add('kind: K\r\nspec: {}\r\n', ['a'], 'e-1');
    expect(edited.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  it('changes nothing in what is no YAML', () => {
    for (const text of ['{{ .Values.a }}: [', 'a: 1\na: 2\n', 'a: [b']) {
      expect(() => editFile('f.yaml', text, () => 'drop')).toThrow(
        /'f\.yaml' cannot be read as YAML/,
      );
    }
  });

  it('knows documents apart by their texts', () => {
    expect(parseDocuments('# only words\n')).toEqual([]);
    for (const text of [
      '',
      'a: 1\n',
      '---\na: 1\n',
      '%YAML 1.2\n---\na: 1\n...\n# after\n---\nb: 2\n',
      'a: |\n  ---\n  b\n---\nc: 1',
    ]) {
      const documents = parseDocuments(text);
      if ('because' in documents) throw new Error(documents.because);
      expect(documents.map(each => each.text).join('')).toBe(text);
    }
  });
});

describe('findObjects', () => {
  const OBJECT = 'apiVersion: v1\nkind: K\nmetadata:\n  name: wanted\n';
  const find = (files: Record<string, string>) =>
    findObjects(
      { files: new Map(Object.entries(files)), unread: new Map() },
      'wanted',
      ({ name }) => name === 'wanted',
    );

  it('parses no file in which the name is not', async () => {
    const { found, unread } = await find({
      'a.yaml': 'other: [\n',
      'b.yaml': 'wanted: [\n',
      'c.yaml': '{{ .Values.name }}: [\n',
      'd.yaml': OBJECT,
    });
    expect(found.map(({ file }) => file)).toEqual(['d.yaml']);
    // Of a template nobody knows which names it makes.
    expect([...unread.keys()]).toEqual(['b.yaml', 'c.yaml']);
  });

  it('finds what has a key twice, which is refused when it is edited', async () => {
    const text = `${OBJECT}data: {a: 1, b: {c: 2, c: 3}}\n`;
    expect((await find({ 'a.yaml': text })).found).toHaveLength(1);
    expect(() => editFile('a.yaml', text, () => 'keep')).toThrow(
      "'a.yaml' cannot be read as YAML: its key 'c' is there twice. Nothing was changed.",
    );
  });

  it('lets others have their turn between files', async () => {
    let turns = 0;
    let isOver = false;
    const count = () => {
      turns += 1;
      if (!isOver) setImmediate(count);
    };
    setImmediate(count);
    await find(
      Object.fromEntries(
        Array.from({ length: 20 }, (_, index) => [`${index}.yaml`, OBJECT]),
      ),
    );
    isOver = true;
    expect(turns).toBeGreaterThanOrEqual(20);
  });
});

import { InputError } from '@backstage/errors';
import fc from 'fast-check';
import { isMap, parseAllDocuments, parseDocument } from 'yaml';
import { commentsOf, setInText, type YamlPath } from './setInText';
import type { Json } from './valueText';

const set = (text: string, path: YamlPath, value: Json, index = 0) =>
  setInText('file.yaml', text, index, path, value);

const FILE = `# Who owns it: payments

apiVersion:   apps/v1
kind: "Deployment"


metadata: {name: checkout,   labels: {a: "1"}}
spec:
    replicas:   3   # as in May

    template:
        spec:
            containers:
            # The one that matters.
            - name: app
              image: 'app:1.0'   # pinned

              args: [ --a,  "--b" ]
              command:
              - run
              - "now" # not later
            - name: proxy
              image: proxy:1 

---
# Another one.
kind:   ConfigMap
data:
  key: |
    one
      two

    three


  last:   x`;
const IMAGE = ['spec', 'template', 'spec', 'containers', 0, 'image'];

describe('setInText', () => {
  jest.setTimeout(60_000);

  it.each<[string, YamlPath, Json, number, string, string]>([
    [
      'a number',
      ['spec', 'replicas'],
      5,
      0,
      'replicas:   3 ',
      'replicas:   5 ',
    ],
    ['a text in quotes', IMAGE, 'app:2.0', 0, "'app:1.0'", "'app:2.0'"],
    [
      'a text in one line',
      ['metadata', 'labels', 'a'],
      'b, c}',
      0,
      '"1"',
      '"b, c}"',
    ],
    [
      'a text in brackets',
      ['metadata', 'name'],
      'b, c}',
      0,
      'checkout',
      '"b, c}"',
    ],
    [
      'what YAML 1.1 takes for a boolean',
      ['metadata', 'name'],
      'yes',
      0,
      'checkout',
      '"yes"',
    ],
    [
      'a line of a block',
      ['data', 'key'],
      'one\n  2\n\nthree\n',
      1,
      '      two\n',
      '      2\n',
    ],
    [
      'the last line',
      ['data', 'last'],
      '# no comment',
      1,
      'last:   x',
      'last:   "# no comment"',
    ],
    [
      'an item of a list',
      ['spec', 'template', 'spec', 'containers', 0, 'command'],
      ['run', 'later'],
      0,
      '"now" #',
      '"later" #',
    ],
    [
      'one item more on a line',
      ['spec', 'template', 'spec', 'containers', 0, 'args'],
      ['--a', '--b', 'c d'],
      0,
      '"--b" ]',
      '"--b", c d ]',
    ],
    [
      'a field more',
      ['metadata', 'labels', 'b'],
      '${{ x }}',
      0,
      '{a: "1"}',
      '{a: "1", b: "${{ x }}"}',
    ],
    [
      'a field more at the end',
      ['data', 'new'],
      'a: b',
      1,
      'last:   x',
      'last:   x\n  new: "a: b"',
    ],
    [
      'an item more',
      ['spec', 'template', 'spec', 'containers', 0, 'command'],
      ['run', 'then', 'now'],
      0,
      '- run\n',
      '- run\n              - then\n',
    ],
    [
      'an item less',
      ['spec', 'template', 'spec', 'containers', 0, 'command'],
      ['now'],
      0,
      '              - run\n',
      '',
    ],
    [
      'fields that are not there yet',
      ['spec', 'template', 'metadata', 'labels', 'a'],
      'b',
      0,
      'image: proxy:1 \n',
      'image: proxy:1 \n        metadata:\n            labels:\n                a: b\n',
    ],
  ])('changes %s, and no other byte', (_, path, value, index, old, now) => {
    expect(FILE.split(old)).toHaveLength(2);
    const edited = set(FILE, path, value, index);
    expect(edited).toBe(FILE.replace(old, () => now));
    // Again there is nothing to do.
    expect(set(edited, path, value, index)).toBe(edited);
    const crlf = (text: string) => text.replaceAll('\n', '\r\n');
    expect(set(crlf(FILE), path, value, index)).toBe(crlf(edited));
  });

  it.each<[string, string, YamlPath, Json, RegExp]>([
    ['an alias', 'x: &a 1\ny: *a\n', ['y'], 2, /uses anchors/],
    ['an anchor', 'x: &a 1\ny: *a\n', ['x'], 2, /uses anchors/],
    [
      'a merge key',
      'x: &a {b: 1}\ny:\n  <<: *a\n',
      ['y', 'c'],
      2,
      /uses anchors/,
    ],
    ['a tag', 'x: !!str 1\n', ['x'], '2', /has a tag/],
    ['another kind of value', 'x: 1\n', ['x'], { a: 1 }, /another kind/],
    [
      'a comment in what goes',
      'x:\n  - a # why\n  - b\n',
      ['x'],
      ['b'],
      /comment would be lost/,
    ],
    ['a folded text', 'x: >\n  a\n', ['x'], 'b\n', /how it is written/],
    ['text over lines', 'x: "a\n  b"\n', ['x'], 'c', /how it is written/],
    ['nothing written', 'x:\ny: 1\n', ['x'], 1, /nothing is written/],
    [
      'what is no YAML',
      '{{ .Values }}: [\n',
      ['x'],
      1,
      /cannot be read as YAML/,
    ],
    ['a key twice', 'x: 1\nx: 2\n', ['x'], 1, /is there twice/],
    ['what is never there', 'x: 1\n', ['x', 'y'], 1, /holds nothing/],
  ])('refuses %s', (_, text, path, value, because) => {
    expect(() => set(text, path, value)).toThrow(because);
  });

  const JSON_TEXT = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 40 }),
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.constantFrom(
      '../../etc/passwd',
      'a\nkind: Secret\n',
      '{{ .Values.a }}',
      '${{ secrets.token }}',
      '!!js/function x',
      '&anchor x',
      '*anchor',
      '@everyone',
      '<<',
      '---',
      '...',
      'a: b',
      ' # x',
      '- x',
      'null',
      '~',
      '0x1F',
      '1_000',
      '12:30:45',
      'on',
      '"',
      "'",
      '\u2028',
      '\ufeff',
      'x'.repeat(5000),
    ),
  );
  const COMMENT = fc
    .string({ unit: fc.constantFrom(...'ab #:-{}[]\'"|>&*!'), maxLength: 12 })
    .map(words => `#${words}`);
  const GAP = fc.array(fc.oneof(fc.constant(''), COMMENT), { maxLength: 3 });

  it('has any text end as data, with all comments and blank lines', () => {
    fc.assert(
      fc.property(
        JSON_TEXT,
        fc.constantFrom('old', '"old"', "'old'"),
        fc.array(GAP, { minLength: 4, maxLength: 4 }),
        fc.option(COMMENT),
        fc.constantFrom(1, 2, 4, 7),
        fc.boolean(),
        (value, old, gaps, after, indent, isLast) => {
          const by = ' '.repeat(indent);
          const rest = after === null ? '' : `  ${after}`;
          const [head, above, below, end] = gaps.map(gap =>
            gap.map(line => `${line}\n`).join(''),
          );
          const before = `${head}kind:  K\n${above}spec:\n${gaps[1]
            .map(line => (line === '' ? '\n' : `${by}${line}\n`))
            .join('')}${by}first:   1\n${by}wanted:  `;
          const tail = `${rest}\n${below}${
            isLast ? '' : `${by}other: [a,   b]\n`
          }${end}`;
          const edited = set(
            `${before}${old}${tail}`,
            ['spec', 'wanted'],
            value,
          );
          expect(edited.startsWith(before)).toBe(true);
          expect(edited.endsWith(tail)).toBe(true);
          // On the one line that the old one was on.
          expect(edited.split(/\r\n|\n/)).toHaveLength(
            `${before}${old}${tail}`.split('\n').length,
          );
          expect(parseDocument(edited).toJS().spec.wanted).toBe(value);
          expect(
            parseDocument(edited, { version: '1.1' }).getIn(['spec', 'wanted']),
          ).toBe(value);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('has any name of a field end as one, and refuses little', () => {
    let refused = 0;
    fc.assert(
      fc.property(JSON_TEXT, JSON_TEXT, fc.boolean(), (name, value, inFlow) => {
        fc.pre(name !== 'a');
        const text = inFlow
          ? '# x\ndata: {a: 1} # y\n'
          : '# x\ndata:\n  a: 1 # y\n\n  # z\n---\n# last\nb:   2\n';
        let edited: string;
        try {
          edited = set(text, ['data', name], value);
        } catch {
          refused += 1;
          return;
        }
        const documents = parseAllDocuments(edited);
        expect(documents).toHaveLength(inFlow ? 1 : 2);
        const [document] = documents as ReturnType<typeof parseDocument>[];
        expect(document.errors).toEqual([]);
        const data = document.get('data', true);
        const own = document.toJS().data;
        expect(isMap(data) && data.items).toHaveLength(2);
        expect(Object.getOwnPropertyDescriptor(own, name)?.value).toBe(value);
        expect(commentsOf(edited)).toEqual(commentsOf(text));
      }),
      { numRuns: 500 },
    );
    expect(refused).toBeLessThan(100);
  });

  it('changes blocks of lines by their lines', () => {
    let refused = 0;
    const LINES = fc.array(
      fc.string({ unit: fc.constantFrom(...'ab #:-\t'), maxLength: 8 }),
      { minLength: 1, maxLength: 6 },
    );
    fc.assert(
      fc.property(LINES, LINES, fc.boolean(), (old, now, isStripped) => {
        const end = isStripped ? '' : '\n';
        const first = `x${old[0]}`;
        const text = `a: 1 # one\nblock: |${isStripped ? '-' : ''}\n${[
          first,
          ...old.slice(1),
          'end',
        ]
          .map(line => `  ${line}\n`)
          .join('')}\n# two\nb:   2\n`;
        const value = `${[`x${now[0]}`, ...now.slice(1), 'end'].join(
          '\n',
        )}${end}`;
        let edited: string;
        try {
          edited = set(text, ['block'], value);
        } catch (error) {
          // Where lines of blanks alone are changed it may be refused, and nothing is lost.
          if (!(error instanceof InputError)) throw error;
          refused += 1;
          return;
        }
        expect(parseDocument(edited).get('block')).toBe(value);
        expect(edited.startsWith('a: 1 # one\nblock: |')).toBe(true);
        expect(edited.endsWith('  end\n\n# two\nb:   2\n')).toBe(true);
      }),
    );
    expect(refused).toBeLessThan(10);
  });
});

import { mockServices } from '@backstage/backend-test-utils';
import { InputError } from '@backstage/errors';
import fc from 'fast-check';
import { parseAllDocuments, parseDocument } from 'yaml';
import { readAllowedPaths } from '../allowed';
import { commentsOf } from '../yaml/setInText';
import { CASES, VALUES } from './__testUtils__/files';
import { editManifest, type Edit } from '.';

const ALLOWED = readAllowedPaths(mockServices.rootConfig());

const HOSTILE = fc.constantFrom(
  '../../etc/passwd',
  'a\nkind: Secret\n',
  'a\r\nb',
  '{{ .Values.a }}',
  '${{ secrets.token }}',
  '${TAG}',
  '!!js/function x',
  '!!binary x',
  '&anchor x',
  '*anchor',
  '@everyone',
  '<<',
  '---',
  '...',
  'a: b',
  ' # x',
  '# x',
  '- x',
  'null',
  '~',
  '0x1F',
  '1_000',
  '1e3',
  '1.10',
  '12:30:45',
  'on',
  '"',
  "'",
  '\u2028',
  '\ufeff',
  '\u202e',
  '__proto__',
  'constructor',
  '$(reboot)',
  '-rf',
  '',
);
const TEXT = fc.oneof(
  HOSTILE,
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
);
const COMMENT = fc
  .string({ unit: fc.constantFrom(...'ab #:-{}[]\'"|>&*!'), maxLength: 12 })
  .map(words => `# ${words}`);

/** What an edit makes of a text; nothing where it is refused, which takes words of ours. */
function tryEdit(wanted: unknown, text: string): string | undefined {
  try {
    return editManifest(wanted as Edit, text, ALLOWED).text;
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    expect((error as Error).message).toMatch(/\S.{10,}/);
    return undefined;
  }
}

const documentsOf = (text: string) =>
  parseAllDocuments(text).map(document => {
    expect(document.errors).toEqual([]);
    return document.toJS();
  });

describe('edits of any values', () => {
  jest.setTimeout(120_000);

  it.each([
    ['kustomize-images', 'newTag', /^\w[\w.-]{0,127}$/],
    ['kustomize-images', 'newName', /^[\w.:/-]+$/],
    ['kustomize-images', 'digest', /^sha256:[0-9a-f]{64}$/],
  ] as const)('%s has any %s end as one, or refused', (edit, key, form) => {
    fc.assert(
      fc.property(
        fc.oneof(TEXT, fc.stringMatching(/^[a-z0-9][a-z0-9.]{0,12}$/)),
        fc.array(COMMENT, { minLength: 3, maxLength: 3 }),
        fc.boolean(),
        (value, [first, second, third], isThere) => {
          const text = `${first}\nimages:\n  ${second}\n  - name: ${
            isThere ? 'app' : 'b'
          }   ${third}\n    newName:  x  ${third}\n\nresources: [ a.yaml,  b.yaml ]\n`;
          const edited = tryEdit(
            {
              edit,
              file: 'a/kustomization.yaml',
              images: [{ name: 'app', [key]: value }],
            },
            text,
          );
          if (edited === undefined) return;
          expect(value).toMatch(form);
          expect(commentsOf(edited)).toEqual(commentsOf(text));
          const [before] = documentsOf(text);
          const [after] = documentsOf(edited);
          expect(after.resources).toEqual(before.resources);
          expect(after.images).toEqual(
            isThere
              ? [{ name: 'app', newName: 'x', [key]: value }]
              : [...before.images, { name: 'app', [key]: value }],
          );
          // As readers of YAML 1.1 have it, too.
          expect(
            parseDocument(edited, { version: '1.1' }).toJS().images,
          ).toEqual(after.images);
          expect(edited).toContain('resources: [ a.yaml,  b.yaml ]\n');
        },
      ),
      { numRuns: 300 },
    );
  });

  it('helm-values has any text end as data, on any path, and nothing else', () => {
    let done = 0;
    fc.assert(
      fc.property(
        fc.constantFrom('image.tag', 'hosts[name=a].path', 'image.repository'),
        TEXT,
        (path, value) => {
          const wanted = {
            edit: 'helm-values',
            file: 'a/values.yaml',
            values: [{ path, value }],
          };
          const edited = tryEdit(wanted, VALUES);
          if (edited === undefined) return;
          done += 1;
          expect(commentsOf(edited)).toEqual(commentsOf(VALUES));
          const [after] = documentsOf(edited);
          const [expected] = documentsOf(VALUES);
          if (path.startsWith('hosts')) expected.hosts[0].path = value;
          else expected.image[path.slice('image.'.length)] = value;
          expect(after).toEqual(expected);
          // One line of it differs, at most.
          const [old, now] = [VALUES, edited].map(each => each.split('\n'));
          expect(now).toHaveLength(old.length);
          expect(
            now.filter((line, index) => line !== old[index]).length,
          ).toBeLessThan(2);
          expect(tryEdit(wanted, edited)).toBe(edited);
        },
      ),
      { numRuns: 500 },
    );
    expect(done).toBeGreaterThan(100);
  });

  it('helm-values has any name of a field end as one', () => {
    fc.assert(
      fc.property(TEXT, TEXT, (name, value) => {
        const wanted = {
          edit: 'helm-values',
          file: 'a/values.yaml',
          values: [
            { path: `image[${JSON.stringify(name)}]`, value, add: true },
          ],
        };
        const edited = tryEdit(wanted, VALUES);
        if (edited === undefined) return;
        const [after] = documentsOf(edited);
        expect(Object.getOwnPropertyDescriptor(after.image, name)?.value).toBe(
          value,
        );
        expect(Object.getPrototypeOf(after.image)).toBe(Object.prototype);
        expect(commentsOf(edited)).toEqual(commentsOf(VALUES));
      }),
      { numRuns: 300 },
    );
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  it('no text anywhere in an edit does more than the edit', () => {
    // Each text of each edit that is known to work is replaced by any other.
    fc.assert(
      fc.property(
        fc.constantFrom(...CASES),
        fc.nat(),
        TEXT,
        ([, text, wanted], which, value) => {
          const places: [Record<string, unknown>, string][] = [];
          const copy = JSON.parse(JSON.stringify(wanted));
          const walk = (node: Record<string, unknown>) => {
            for (const [key, own] of Object.entries(node)) {
              if (typeof own === 'string') places.push([node, key]);
              else if (typeof own === 'object' && own !== null) {
                walk(own as Record<string, unknown>);
              }
            }
          };
          walk(copy);
          const [node, key] = places[which % places.length];
          if (node === copy && key === 'edit') return;
          node[key] = value;
          const edited = tryEdit(copy, text);
          if (edited === undefined) return;
          expect(commentsOf(edited)).toEqual(commentsOf(text));
          const [before, after] = [text, edited].map(documentsOf);
          expect(after).toHaveLength(before.length);
          // No other object, and none of another kind.
          expect(after.map(({ kind, metadata }) => [kind, metadata])).toEqual(
            before.map(({ kind, metadata }) => [kind, metadata]),
          );
          expect(
            after.filter((each, index) => {
              return JSON.stringify(each) !== JSON.stringify(before[index]);
            }).length,
          ).toBeLessThan(2);
          expect(tryEdit(copy, edited)).toBe(edited);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('keeps comments and blank lines that stand anywhere', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...CASES.filter(([, text]) => !text.includes(': |'))),
        fc.array(
          fc.tuple(
            fc.nat(),
            fc.oneof(
              fc.constant(''),
              COMMENT.map(words => `            ${words}`),
            ),
          ),
          { maxLength: 5 },
        ),
        ([, text, wanted], extra) => {
          const lines = text.split('\n');
          for (const [at, line] of extra) {
            lines.splice(at % lines.length, 0, line);
          }
          const own = lines.join('\n');
          const edited = tryEdit(wanted, own);
          if (edited === undefined) return;
          expect(commentsOf(edited)).toEqual(commentsOf(own));
          const blank = (each: string) =>
            each.split('\n').filter(line => line.trim() === '').length;
          expect(blank(edited)).toBe(blank(own));
          expect(documentsOf(edited)).toEqual(
            documentsOf(editManifest(wanted, text, ALLOWED).text),
          );
        },
      ),
      { numRuns: 500 },
    );
  });
});

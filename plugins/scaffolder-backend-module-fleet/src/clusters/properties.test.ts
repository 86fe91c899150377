import { InputError } from '@backstage/errors';
import fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { REGISTRATIONS, SERVER } from './__testUtils__/registrations';
import {
  checkFolder,
  checkRegistration,
  printManifests,
  registrationFiles,
  type RegistrationInput,
} from '.';

const HOSTILE = fc.constantFrom(
  '../../etc/passwd',
  '..',
  'a\nkind: Secret\n',
  'a\r\nb',
  '{{ .credential }}',
  '${{ secrets.token }}',
  '${TAG}',
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
  'on',
  '1_000',
  '0x1F',
  '12:30:45',
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
  fc.stringMatching(/^[a-z0-9.-]{1,20}$/),
);
const ENTRIES = fc.constantFrom(...Object.keys(REGISTRATIONS));

/** The files; nothing where it is refused, which takes words of ours. */
function tryFiles(input: RegistrationInput, folder = '') {
  try {
    return registrationFiles(checkRegistration(input), checkFolder(folder));
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    expect((error as Error).message).toMatch(/^'\w+(?:\.\w+)?.*' \S.{10,}/s);
    return undefined;
  }
}

const textsOf = (value: unknown): string[] => {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsOf);
};

/** Always true, or it fails: what is written is data, at a place of ours. */
function holds(input: RegistrationInput, folder?: string): boolean {
  const files = tryFiles(input, folder);
  for (const { path, documents } of files ?? []) {
    expect(path).toMatch(/^(?:[\w.-]+\/)*[\w-]+\.yaml$/);
    expect(path.split('/').filter(part => part.startsWith('.'))).toEqual([]);
    const text = printManifests(documents);
    expect(parseAllDocuments(text).map(each => each.toJS())).toEqual(documents);
    // What External Secrets and others take for a template is ours alone.
    const own = documents.filter(({ kind }) => kind !== 'Resource');
    for (const each of textsOf(own)) {
      expect(
        each.replace(/\{\{ \.credential(?: \| \w+)* \}\}/, ''),
      ).not.toMatch(/\{\{|\$\{/);
    }
  }
  return true;
}

describe('any words', () => {
  jest.setTimeout(120_000);

  it.each([
    'name',
    'title',
    'server',
    'owner',
    'system',
    'clusterId',
    'authProvider',
    'namespace',
    'overlay',
    'clusterSet',
    'certificateAuthority',
  ] as const)('as %s are data, or refused', input => {
    fc.assert(
      fc.property(ENTRIES, TEXT, (entry, text) =>
        expect(
          holds({
            ...REGISTRATIONS[entry],
            [input]: text,
          } as RegistrationInput),
        ).toBe(true),
      ),
      { numRuns: 100 },
    );
  });

  it('as part of an address are data, or refused', () => {
    fc.assert(
      fc.property(TEXT, text =>
        expect(
          holds({ ...REGISTRATIONS.argocd, server: `${SERVER}/${text}` }),
        ).toBe(true),
      ),
      { numRuns: 200 },
    );
  });

  it('as attributes and labels are data, or refused', () => {
    fc.assert(
      fc.property(ENTRIES, TEXT, TEXT, TEXT, (entry, key, value, region) => {
        const input = REGISTRATIONS[entry];
        expect(holds({ ...input, attributes: { region } })).toBe(true);
        expect(holds({ ...input, labels: { [key]: value } })).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it('as references to credentials are data, or refused', () => {
    fc.assert(
      fc.property(TEXT, TEXT, TEXT, (store, key, property) =>
        expect(
          holds({
            ...REGISTRATIONS.argocd,
            credentials: { store, key, property },
          }),
        ).toBe(true),
      ),
      { numRuns: 200 },
    );
  });

  it('as folders lead nowhere else', () => {
    fc.assert(
      fc.property(fc.array(TEXT, { maxLength: 3 }), parts =>
        expect(holds(REGISTRATIONS.flux, parts.join('/'))).toBe(true),
      ),
      { numRuns: 300 },
    );
  });
});

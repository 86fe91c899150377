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

function hold(input: RegistrationInput, folder?: string): void {
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
        hold({ ...REGISTRATIONS[entry], [input]: text } as RegistrationInput),
      ),
      { numRuns: 150 },
    );
  });

  it('as part of an address are data, or refused', () => {
    fc.assert(
      fc.property(TEXT, text =>
        hold({ ...REGISTRATIONS.argocd, server: `${SERVER}/${text}` }),
      ),
      { numRuns: 200 },
    );
  });

  it('as attributes and labels are data, or refused', () => {
    fc.assert(
      fc.property(ENTRIES, TEXT, TEXT, TEXT, (entry, key, value, region) => {
        hold({ ...REGISTRATIONS[entry], attributes: { region } });
        hold({ ...REGISTRATIONS[entry], labels: { [key]: value } });
      }),
      { numRuns: 200 },
    );
  });

  it('as references to credentials are data, or refused', () => {
    fc.assert(
      fc.property(TEXT, TEXT, TEXT, (store, key, property) =>
        hold({
          ...REGISTRATIONS.argocd,
          credentials: { store, key, property },
        }),
      ),
      { numRuns: 200 },
    );
  });

  it('as folders lead nowhere else', () => {
    fc.assert(
      fc.property(fc.array(TEXT, { maxLength: 3 }), parts =>
        hold(REGISTRATIONS.flux, parts.join('/')),
      ),
      { numRuns: 300 },
    );
  });
});

import { mockServices } from '@backstage/backend-test-utils';
import fc from 'fast-check';
import { matcherOf } from '../mapping/namespaceOwners';
import { patternsMeet } from './namespaceOwnerSchema';
import { readFleetConfig } from './readFleetConfig';

function read(namespaceOwners: unknown) {
  return readFleetConfig(
    mockServices.rootConfig({
      data: { fleet: { namespaceOwners: namespaceOwners as never } },
    }),
  );
}

describe('fleet.namespaceOwners', () => {
  it('is read with the key of each entry', () => {
    const { config, problems } = read([
      { namespaces: ['pay', 'pay-*'], owner: 'group:default/payments' },
      { namespaces: ['*'], clusters: ['lab-*'], owner: 'lab' },
    ]);
    expect(problems).toEqual([]);
    expect(config.namespaceOwners).toEqual([
      {
        namespaces: ['pay', 'pay-*'],
        owner: 'group:default/payments',
        key: 'fleet.namespaceOwners[0]',
      },
      {
        namespaces: ['*'],
        clusters: ['lab-*'],
        owner: 'lab',
        key: 'fleet.namespaceOwners[1]',
      },
    ]);
  });

  it.each([
    [{ namespaces: [], owner: 'a' }, 'namespaces', 'Too small'],
    [{ namespaces: ['Pay'], owner: 'a' }, 'namespaces[0]', 'small letters'],
    [{ namespaces: ['p/a'], owner: 'a' }, 'namespaces[0]', 'small letters'],
    [{ namespaces: ['pay'] }, 'owner', 'is missing'],
    [{ namespaces: ['pay'], owner: 'a/b/c' }, 'owner', 'no reference'],
    [{ namespaces: ['pay'], owner: 'a', who: 1 }, 'who', 'not a known key'],
  ])('tells what is wrong with %j', (entry, key, message) => {
    const { config, problems } = read([entry]);
    expect(config.namespaceOwners).toEqual([]);
    expect(problems).toEqual([
      expect.objectContaining({
        key: `fleet.namespaceOwners[0].${key}`,
        message: expect.stringContaining(message),
      }),
    ]);
  });

  it.each([
    ['the same name', ['pay'], ['pay'], true],
    ['a name and a pattern', ['pay'], ['pay*'], false],
    ['patterns of different length', ['pay-*'], ['pay-eu-*'], false],
    ['patterns that meet, one longer', ['pay-*'], ['*-eu'], false],
    ['patterns that fix as much and meet', ['pay*'], ['*-eu'], true],
    ['patterns that nothing matches both of', ['pa*'], ['eu*'], false],
  ])('knows whether two are equal: %s', (_, first, second, equal) => {
    const { problems } = read([
      { namespaces: first, owner: 'a' },
      { namespaces: second, owner: 'b' },
    ]);
    expect(problems.map(({ key }) => key)).toEqual(
      equal ? ['fleet.namespaceOwners[1]'] : [],
    );
  });

  it('lets one owner say the same twice, and two of different clusters', () => {
    expect(
      read([
        { namespaces: ['pay'], owner: 'a' },
        { namespaces: ['pay'], owner: 'group:default/A' },
        { namespaces: ['pay'], clusters: ['eu-*'], owner: 'b' },
        { namespaces: ['pay'], clusters: ['us-*'], owner: 'c' },
      ]).problems,
    ).toEqual([]);
  });

  it('finds that patterns meet wherever some text matches both', () => {
    const letter = fc.constantFrom('a', 'b', '*');
    const pattern = fc
      .array(letter, { minLength: 1, maxLength: 5 })
      .map(letters => letters.join(''));
    const texts = ['', 'a', 'b'];
    for (let length = 2; length <= 8; length++) {
      for (let bits = 0; bits < 2 ** length; bits++) {
        texts.push(
          [...bits.toString(2).padStart(length, '0')]
            .map(bit => (bit === '0' ? 'a' : 'b'))
            .join(''),
        );
      }
    }
    fc.assert(
      fc.property(pattern, pattern, (a, b) => {
        const both = texts.some(
          text => matcherOf(a)(text) && matcherOf(b)(text),
        );
        expect(patternsMeet(a, b)).toBe(both);
      }),
      { seed: 20261128, numRuns: 300 },
    );
  });
});

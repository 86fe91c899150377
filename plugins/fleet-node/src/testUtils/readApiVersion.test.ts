import { readApiVersion } from './readApiVersion';

describe('readApiVersion', () => {
  it.each([
    ['v1', { group: '', version: 'v1' }],
    ['apps/v1', { group: 'apps', version: 'v1' }],
    ['', undefined],
    ['/v1', undefined],
    ['a/b/c', undefined],
    [1, undefined],
    [undefined, undefined],
  ])('reads %p', (value, expected) => {
    expect(readApiVersion(value)).toEqual(expected);
  });
});

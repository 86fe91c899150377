import { revisionOf } from './revisions';

describe('revisionOf', () => {
  it.each([
    ['6bed858de32a0e876ec49dad1a2e3c5840d3fb07', 'commit'],
    [`${'ab'.repeat(32)}`, 'commit'],
    [`sha256:${'ab'.repeat(32)}`, 'digest'],
    ['v1.2.3', 'tag'],
    ['1.2.3-rc.1+build', 'tag'],
    ['HEAD', 'other'],
    ['main', 'other'],
    ['6bed858', 'other'],
  ])('reads %s as a %s', (value, type) => {
    expect(revisionOf(value)).toEqual({ type, value });
  });

  it('bounds what it does not know', () => {
    expect(revisionOf('x'.repeat(5000)).value).toHaveLength(512);
  });
});

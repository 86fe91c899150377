import {
  readArtifactRevision,
  readChartRevision,
  readGitRevision,
  readSourceRevision,
} from './readRevision';

const hash = '3f1c0a9d5e7b42c68d10f4a7b9e2c35d6a8f0b17';
const digest = `sha256:${'9c'.repeat(32)}`;

describe('readGitRevision', () => {
  it.each([
    [`main@sha1:${hash}`, { type: 'commit', value: hash, reference: 'main' }],
    [
      `feature/a@b@sha1:${hash}`,
      { type: 'commit', value: hash, reference: 'feature/a@b' },
    ],
    [`sha1:${hash}`, { type: 'commit', value: hash }],
    [`main/${hash}`, { type: 'commit', value: hash, reference: 'main' }],
    [
      `refs/heads/main@sha1:${hash}`,
      { type: 'commit', value: hash, reference: 'refs/heads/main' },
    ],
    [hash, { type: 'commit', value: hash }],
    ['v1.2.3', { type: 'tag', value: 'v1.2.3' }],
    ['latest', { type: 'other', value: 'latest' }],
    [undefined, undefined],
    ['', undefined],
  ])('reads %s', (text, expected) => {
    expect(readGitRevision(text)).toEqual(expected);
  });

  it('bounds what it cannot read', () => {
    expect(readGitRevision('a'.repeat(100_000))?.value).toHaveLength(512);
  });
});

describe('readArtifactRevision', () => {
  it.each([
    [
      `2.14.0@${digest}`,
      { type: 'digest', value: digest, reference: '2.14.0' },
    ],
    [digest, { type: 'digest', value: digest }],
    ['2.14.0', { type: 'tag', value: '2.14.0' }],
  ])('reads %s', (text, expected) => {
    expect(readArtifactRevision(text)).toEqual(expected);
  });
});

it('reads a revision by the kind of its source', () => {
  expect(readSourceRevision(`main@sha1:${hash}`, 'GitRepository')?.type).toBe(
    'commit',
  );
  expect(readSourceRevision(`1.0@${digest}`, 'OCIRepository')?.type).toBe(
    'digest',
  );
  expect(readChartRevision('4.7.2')).toEqual({ type: 'chart', value: '4.7.2' });
  expect(readChartRevision(undefined)).toBeUndefined();
});

import { shortVersion, versionOfInstance, versionOfWorkload } from './version';

describe('versionOfInstance', () => {
  it('is one version where it is completely there', () => {
    expect(
      versionOfInstance({
        version: { desired: '1.42.0', actual: '1.42.0', settled: true },
      }),
    ).toEqual({ kind: 'settled', version: '1.42.0' });
  });

  it('is a change with its progress while it is not', () => {
    expect(
      versionOfInstance({
        version: {
          desired: '1.42.0',
          actual: '1.41.2',
          settled: false,
          updated: 2,
          replicas: 6,
        },
      }),
    ).toEqual({
      kind: 'changing',
      from: '1.41.2',
      to: '1.42.0',
      updated: 2,
      replicas: 6,
    });
  });

  it('is not settled while only some of the same version are there', () => {
    expect(
      versionOfInstance({
        version: { desired: '1.42.0', actual: '1.42.0', settled: false },
      }),
    ).toMatchObject({ kind: 'changing', from: undefined, to: '1.42.0' });
  });

  it('is not settled where engine and cluster disagree', () => {
    expect(
      versionOfInstance({
        version: { desired: '2', actual: '1', settled: true },
      }).kind,
    ).toBe('changing');
  });

  it('is unknown where nobody says', () => {
    expect(versionOfInstance({ version: { settled: false } })).toEqual({
      kind: 'unknown',
    });
  });
});

describe('versionOfWorkload', () => {
  it('takes the template’s version only once it has settled', () => {
    expect(
      versionOfWorkload({
        version: '1.42.0',
        settledVersion: '1.41.2',
        settled: false,
        replicas: { desired: 6, updated: 4 },
      }),
    ).toEqual({
      kind: 'changing',
      from: '1.41.2',
      to: '1.42.0',
      updated: 4,
      replicas: 6,
    });
  });
});

describe('shortVersion', () => {
  const digest =
    'a1b2c3d4e5f60718293a4b5c6d7e8f90112233445566778899aabbccddeeff00';
  it.each([
    ['1.42.0', '1.42.0'],
    ['a1b2c3d4e5f60718293a4b5c6d7e8f9001122334', 'a1b2c3d'],
    [`sha256:${digest}`, 'sha256:a1b2c3d4e5f6'],
    [`app@sha256:${digest}`, 'sha256:a1b2c3d4e5f6'],
    ['main', 'main'],
  ])('%s becomes %s', (version, expected) => {
    expect(shortVersion(version)).toBe(expected);
  });
});

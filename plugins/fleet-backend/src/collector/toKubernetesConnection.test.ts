import fs from 'node:fs/promises';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { toKubernetesConnection } from './toKubernetesConnection';

const directory = createMockDirectory();

async function tokenOf(token: unknown): Promise<string> {
  if (typeof token !== 'function') throw new Error('no function');
  return token();
}

describe('toKubernetesConnection', () => {
  it('passes on what it does not change', () => {
    const connection = { server: 'https://a', caData: 'CA', token: 't' };
    expect(toKubernetesConnection(connection)).toEqual(connection);
    expect(toKubernetesConnection({ server: 'https://a' })).toEqual({
      server: 'https://a',
    });
  });

  it('reads a token from its file, and again after a minute', async () => {
    directory.setContent({ token: ' one\n' });
    const now = jest.spyOn(performance, 'now').mockReturnValue(1_000);
    const { token, onTokenRefused, ...rest } = toKubernetesConnection({
      server: 'https://a',
      tokenFile: directory.resolve('token'),
    });
    expect(rest).toEqual({ server: 'https://a' });
    expect(await tokenOf(token)).toBe('one');
    await fs.writeFile(directory.resolve('token'), 'two');
    now.mockReturnValue(61_000);
    expect(await tokenOf(token)).toBe('one');
    now.mockReturnValue(61_001);
    expect(await tokenOf(token)).toBe('two');
    await fs.writeFile(directory.resolve('token'), 'three');
    onTokenRefused?.('two');
    expect(await tokenOf(token)).toBe('three');
    now.mockRestore();
  });

  it('fails while the file is not there, and takes it once it is', async () => {
    directory.setContent({});
    const { token } = toKubernetesConnection({
      server: 'https://a',
      tokenFile: directory.resolve('token'),
    });
    await expect(tokenOf(token)).rejects.toThrow('ENOENT');
    await fs.writeFile(directory.resolve('token'), 'late');
    expect(await tokenOf(token)).toBe('late');
  });
});

import { apiServerKey, normaliseServer } from './apiServer';

describe('normaliseServer', () => {
  it.each([
    ['https://api.example.com', 'https://api.example.com'],
    ['https://API.Example.COM/', 'https://api.example.com'],
    ['HTTPS://api.example.com:443', 'https://api.example.com'],
    ['http://api.example.com:80//', 'http://api.example.com'],
    ['https://api.example.com:6443', 'https://api.example.com:6443'],
    ['http://api.example.com:443', 'http://api.example.com:443'],
    ['https://rancher/k8s/clusters/c-1/', 'https://rancher/k8s/clusters/c-1'],
    ['https://rancher/K8s', 'https://rancher/K8s'],
    ['https://api.example.com?x=1#y', 'https://api.example.com'],
    ['https://user:secret@api.example.com', 'https://api.example.com'],
    ['https://[::1]:6443', 'https://[::1]:6443'],
    ['ftp://api.example.com', undefined],
    ['api.example.com', undefined],
    ['file:///etc/passwd', undefined],
    ['', undefined],
  ])('%s', (server, expected) => {
    expect(normaliseServer(server)).toBe(expected);
  });
});

describe('apiServerKey', () => {
  const key = apiServerKey({ server: 'https://a', caData: 'CA' });

  it('is the same for two spellings', () => {
    expect(apiServerKey({ server: 'HTTPS://A:443/', caData: 'CA\n' })).toBe(
      key,
    );
  });

  it.each([
    ['another server', { server: 'https://b', caData: 'CA' }],
    ['another authority', { server: 'https://a', caData: 'CB' }],
    ['no authority', { server: 'https://a' }],
    ['another path', { server: 'https://a/x', caData: 'CA' }],
  ])('is another for %s', (_, connection) => {
    expect(apiServerKey(connection)).not.toBe(key);
  });
});

import { readDestination } from './readDestination';

const absent = { server: undefined, name: undefined, namespace: undefined };

describe('readDestination', () => {
  it.each([
    'https://kubernetes.default.svc',
    'https://kubernetes.default.svc/',
    'https://kubernetes.default.svc:443',
    'https://kubernetes.default.svc.cluster.local',
    'https://kubernetes.default.svc.cluster.local.:443/',
    'https://kubernetes.default',
    'HTTPS://Kubernetes.Default.Svc',
  ])('knows %s as its own cluster', server => {
    expect(readDestination({ ...absent, server })).toEqual({
      type: 'observer',
    });
  });

  it.each([
    'https://kubernetes.default.svc.example.com',
    'https://kubernetes.default.svc:6443',
    'http://kubernetes.default.svc',
    'https://evil.example.com/?https://kubernetes.default.svc',
  ])('does not take %s for its own cluster', server => {
    expect(readDestination({ ...absent, server })).toEqual({
      type: 'reference',
      server,
    });
  });

  it('knows its own cluster by name, unless a server says otherwise', () => {
    expect(readDestination({ ...absent, name: 'in-cluster' })).toEqual({
      type: 'observer',
    });
    expect(
      readDestination({
        ...absent,
        name: 'in-cluster',
        server: 'https://10.0.0.1',
      }),
    ).toEqual({
      type: 'reference',
      name: 'in-cluster',
      server: 'https://10.0.0.1',
    });
  });

  it('speaks of no cluster where none is named', () => {
    expect(readDestination(undefined)).toEqual({ type: 'none' });
    expect(readDestination({ ...absent, namespace: 'shop' })).toEqual({
      type: 'none',
    });
  });

  it('passes no credentials on', () => {
    expect(
      readDestination({ ...absent, server: 'https://admin:pw@10.0.0.1:6443' }),
    ).toEqual({ type: 'reference', server: 'https://10.0.0.1:6443' });
  });
});

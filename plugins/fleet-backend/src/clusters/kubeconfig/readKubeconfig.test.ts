import { createMockDirectory } from '@backstage/backend-test-utils';
import { stringify } from 'yaml';
import { readKubeconfig, readKubeconfigText } from './readKubeconfig';

const directory = createMockDirectory();

const SERVER = { server: 'https://api.example.com:6443' };
const base64 = (text: string) => Buffer.from(text).toString('base64');

function read(
  content: unknown,
  files: Record<string, string> = {},
  allowed: Partial<Parameters<typeof readKubeconfig>[0]> = {},
) {
  directory.setContent({
    config: typeof content === 'string' ? content : stringify(content),
    ...files,
  });
  return readKubeconfig({
    file: directory.resolve('config'),
    key: 'fleet.kubeconfigs[0]',
    ...allowed,
  });
}

function one(user: unknown, cluster: unknown = SERVER) {
  return {
    clusters: [{ name: 'c', cluster }],
    users: [{ name: 'u', user }],
    contexts: [{ name: 'prod', context: { cluster: 'c', user: 'u' } }],
  };
}

describe('readKubeconfig', () => {
  it('makes one record per context', async () => {
    const { records, problems } = await read({
      apiVersion: 'v1',
      kind: 'Config',
      'current-context': 'b',
      clusters: [
        { name: 'c1', cluster: SERVER },
        { name: 'c2', cluster: { server: 'http://127.0.0.1:8001' } },
      ],
      users: [{ name: 'u', user: { token: 't' } }],
      contexts: [
        { name: 'a', context: { cluster: 'c1', user: 'u' } },
        { name: 'b', context: { cluster: 'c1', user: 'u', namespace: 'x' } },
        { name: 'c', context: { cluster: 'c2' } },
      ],
    });
    expect(problems).toEqual([]);
    expect(records).toEqual([
      {
        name: 'a',
        origin: 'operator',
        access: { type: 'direct', connection: { ...SERVER, token: 't' } },
      },
      {
        name: 'b',
        origin: 'operator',
        access: { type: 'direct', connection: { ...SERVER, token: 't' } },
      },
      {
        name: 'c',
        origin: 'operator',
        access: {
          type: 'direct',
          connection: { server: 'http://127.0.0.1:8001' },
        },
      },
    ]);
  });

  it.each([
    {
      name: 'a token',
      user: { token: 't' },
      connection: { token: 't' },
    },
    {
      name: 'a token file, relative to the kubeconfig',
      user: { tokenFile: 'secrets/token' },
      connection: () => ({ tokenFile: directory.resolve('secrets/token') }),
    },
    {
      name: 'a client certificate as data',
      user: {
        'client-certificate-data': base64('CERT'),
        'client-key-data': base64('KEY'),
      },
      connection: { clientCertificate: 'CERT', clientKey: 'KEY' },
    },
    {
      name: 'a client certificate in files',
      user: { 'client-certificate': 'cert.pem', 'client-key': './key.pem' },
      connection: { clientCertificate: 'CERT-FILE', clientKey: 'KEY-FILE' },
    },
    {
      name: 'an authority as data, which wins over its file',
      user: {},
      cluster: {
        ...SERVER,
        'certificate-authority-data': base64('CA'),
        'certificate-authority': 'ca.pem',
      },
      connection: { caData: 'CA' },
    },
    {
      name: 'an authority in a file',
      user: {},
      cluster: { ...SERVER, 'certificate-authority': 'ca.pem' },
      connection: { caData: 'CA-FILE' },
    },
    {
      name: 'another name in the certificate',
      user: null,
      cluster: {
        ...SERVER,
        'tls-server-name': 'other',
        'insecure-skip-tls-verify': false,
      },
      connection: { tlsServerName: 'other', skipTlsVerify: false },
    },
    {
      name: 'nothing for what is there but empty',
      user: { token: '', tokenFile: '' },
      cluster: { ...SERVER, 'certificate-authority-data': '' },
      connection: {},
    },
  ])('reads $name', async ({ user, cluster, connection }) => {
    const { records, problems } = await read(one(user, cluster), {
      'cert.pem': 'CERT-FILE',
      'key.pem': 'KEY-FILE',
      'ca.pem': 'CA-FILE',
    });
    expect(problems).toEqual([]);
    expect(records[0].access).toEqual({
      type: 'direct',
      connection: {
        ...SERVER,
        ...(typeof connection === 'function' ? connection() : connection),
      },
    });
  });

  it.each([
    [
      'a program that cannot be understood',
      { exec: { command: 'rm' } },
      /'exec'/,
    ],
    [
      'a program that is not allowed',
      {
        exec: {
          apiVersion: 'client.authentication.k8s.io/v1',
          command: 'rm',
          args: ['-rf'],
        },
      },
      /add it to fleet\.exec as \{ command: 'rm' \}/,
    ],
    [
      'an auth provider',
      { 'auth-provider': { name: 'gcp' } },
      /'auth-provider'/,
    ],
    ['a password', { username: 'admin', password: 'x' }, /password/],
  ])('does not ask a cluster whose user has %s', async (_, user, reason) => {
    const { records, problems } = await read(one(user));
    expect(problems).toEqual([]);
    expect(records).toEqual([
      {
        name: 'prod',
        origin: 'operator',
        access: {
          type: 'not-asked',
          server: SERVER.server,
          reason: expect.stringMatching(reason),
        },
      },
    ]);
  });

  it('leaves a certificate unchecked on the word of app-config alone', async () => {
    const content = one(
      { token: 't' },
      { ...SERVER, 'insecure-skip-tls-verify': true },
    );
    const { records } = await read(content);
    expect(records[0].access).toMatchObject({
      type: 'not-asked',
      reason: expect.stringContaining(
        'set fleet.kubeconfigs[0].allowSkipTlsVerify to true',
      ),
    });
    const allowed = await read(content, {}, { allowSkipTlsVerify: true });
    expect(allowed.records[0].access).toMatchObject({
      connection: { skipTlsVerify: true },
    });
  });

  it('has a token made by a program that the operator allows', async () => {
    const exec = {
      apiVersion: 'client.authentication.k8s.io/v1',
      command: './bin/token',
    };
    const { records } = await read(
      one({ exec }),
      {},
      { exec: [{ command: './bin/token', env: [] }] },
    );
    expect(records[0].access).toMatchObject({
      type: 'direct',
      connection: { tokenProvider: { key: expect.stringMatching(/^exec:/) } },
    });
  });

  it.each([
    ['tokenFile', { tokenFile: '/etc/passwd' }, SERVER],
    ['client-key', { 'client-key': 'key.pem' }, SERVER],
    [
      'certificate-authority',
      { token: 't' },
      { ...SERVER, 'certificate-authority': '/etc/passwd' },
    ],
  ])(
    'reads no file for a kubeconfig that is none itself (%s)',
    async (field, user, cluster) => {
      const { records } = await readKubeconfigText({
        text: stringify(one(user, cluster)),
        key: 'fleet.hubs[0]',
        value: 'hub',
        trust: { exec: [] },
      });
      expect(records[0]).not.toHaveProperty('origin');
      expect(records[0].access).toMatchObject({
        type: 'not-asked',
        reason: expect.stringContaining(`'${field}'`),
      });
    },
  );

  it('does not ask a cluster behind a proxy', async () => {
    const { records } = await read(
      one({ token: 't' }, { ...SERVER, 'proxy-url': 'http://proxy' }),
    );
    expect(records[0].access).toMatchObject({
      type: 'not-asked',
      reason: expect.stringContaining('proxy-url'),
    });
  });

  it.each([
    {
      name: 'a context without a cluster',
      content: { ...one({}), contexts: [{ name: 'prod', context: {} }] },
      message: /names no cluster/,
    },
    {
      name: 'a cluster that is not there',
      content: {
        ...one({}),
        contexts: [{ name: 'prod', context: { cluster: 'x' } }],
      },
      message: /no cluster 'x'/,
    },
    {
      name: 'a user that is not there',
      content: {
        ...one({}),
        contexts: [{ name: 'prod', context: { cluster: 'c', user: 'x' } }],
      },
      message: /no user 'x'/,
    },
    {
      name: 'a cluster without a server',
      content: one({}, { insecure: true }),
      message: /'c' has no usable server/,
    },
    {
      name: 'a server that is no URL',
      content: one({}, { server: 'api.example.com' }),
      message: /'api.example.com' is no URL/,
    },
    {
      name: 'a server of another kind',
      content: one({}, { server: 'ftp://api.example.com' }),
      message: /begin with https/,
    },
    {
      name: 'a file that is not there',
      content: one({ 'client-key': 'missing.pem' }),
      message: /ENOENT.*missing\.pem/,
    },
    {
      name: 'a user that cannot be read',
      content: one({ token: 12345 }),
      message: /user 'u'.*token/,
    },
  ])('tells $name, with the context', async ({ content, message }) => {
    const { records, problems } = await read(content);
    expect(records).toEqual([]);
    expect(problems).toEqual([
      {
        key: "fleet.kubeconfigs[0]: context 'prod'",
        value: directory.resolve('config'),
        message: expect.stringMatching(message),
      },
    ]);
  });

  it('regression: shows no credentials that stand in a URL', async () => {
    const { records, problems } = await read(
      one({}, { server: 'https://admin:hunter2@api.example.com' }),
    );
    expect(records).toEqual([]);
    expect(problems[0].message).toMatch(/must not hold credentials/);
    expect(JSON.stringify(problems)).not.toContain('hunter2');
  });

  it('lets the other contexts count, and the first of two with one name', async () => {
    const { records, problems } = await read({
      ...one({ token: 't' }),
      contexts: [
        { name: 'prod', context: { cluster: 'c', user: 'u' } },
        { name: 'broken', context: { cluster: 'x' } },
        { name: 'prod', context: { cluster: 'c' } },
      ],
    });
    expect(records.map(({ name }) => name)).toEqual(['prod']);
    expect(records[0].access).toMatchObject({ connection: { token: 't' } });
    expect(problems.map(({ message }) => message)).toEqual([
      expect.stringContaining("no cluster 'x'"),
      expect.stringContaining('twice'),
    ]);
  });

  it.each([
    ['no YAML', 'clusters: [', /./],
    ['a list', '- a', /is no kubeconfig: the document/],
    ['nothing', '', /is no kubeconfig/],
    ['another document', 'kind: Pod', /is no kubeconfig: clusters/],
    [
      'aliases without end',
      `a: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [${'*a,'.repeat(
        10,
      )}]\nclusters: [${'*b,'.repeat(20)}]`,
      /alias/i,
    ],
  ])('throws for a file that is %s', async (_, content, message) => {
    await expect(read(content)).rejects.toThrow(message);
  });
});

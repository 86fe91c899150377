import { createMockDirectory } from '@backstage/backend-test-utils';
import { execTokenProvider } from './execTokenProvider';
import { runExecPlugin } from './runExecPlugin';

const directory = createMockDirectory();

const API = 'client.authentication.k8s.io/v1';

function program(lines: string) {
  directory.setContent({ 'plugin.cjs': lines });
  return {
    apiVersion: API as 'client.authentication.k8s.io/v1',
    command: process.execPath,
    args: [directory.resolve('plugin.cjs'), 'an', 'argument; rm -rf /'],
  };
}

const run = (
  lines: string,
  options: {
    env?: { name: string; value: string }[];
    allow?: string[];
    own?: NodeJS.ProcessEnv;
    timeoutMs?: number;
  } = {},
) =>
  runExecPlugin({
    entry: { ...program(lines), env: options.env },
    allowed: { command: process.execPath, env: options.allow ?? [] },
    folder: directory.path,
    environment: options.own,
    timeoutMs: options.timeoutMs,
  });

const says = (status: unknown, apiVersion = API) =>
  `console.log(JSON.stringify({ kind: 'ExecCredential', apiVersion: '${apiVersion}', status: ${JSON.stringify(
    status,
  )} }));`;

describe('runExecPlugin', () => {
  it('takes the token and when it expires', async () => {
    expect(
      await run(
        says({ token: 't', expirationTimestamp: '2026-11-27T12:00:00Z' }),
      ),
    ).toEqual({ token: 't', expiresAt: Date.UTC(2026, 10, 27, 12) });
    expect(await run(says({ token: 't' }))).toEqual({ token: 't' });
  });

  it('hands on arguments as they are, no shell, and only what is listed of the environment', async () => {
    const { token } = await run(
      `const { PATH, ...rest } = process.env;
       console.log(JSON.stringify({ kind: 'ExecCredential', apiVersion: '${API}', status: {
         token: JSON.stringify([process.argv.slice(2), rest]).replace(/ /g, '_'),
       } }));`,
      {
        env: [
          { name: 'AWS_PROFILE', value: 'fleet' },
          { name: 'NODE_OPTIONS', value: '--require=/evil' },
          { name: 'LD_PRELOAD', value: '/evil.so' },
        ],
        allow: ['AWS_PROFILE', 'AWS_REGION'],
        own: { PATH: '/bin', AWS_REGION: 'eu', DATABASE_PASSWORD: 'hunter2' },
      },
    );
    expect(JSON.parse(token)).toEqual([
      ['an', 'argument;_rm_-rf_/'],
      {
        AWS_PROFILE: 'fleet',
        AWS_REGION: 'eu',
        KUBERNETES_EXEC_INFO: expect.stringContaining('"interactive":false'),
      },
    ]);
  });

  it.each([
    [
      'fails',
      'console.error("hunter2"); process.exit(3)',
      /ended with code 3$/,
    ],
    ['prints no JSON', 'console.log("hunter2")', /printed no JSON$/],
    ['prints something else', 'console.log("{}")', /no ExecCredential: kind/],
    ['gives no token', says({}), /gave no token$/],
    [
      'gives a certificate',
      says({ clientCertificateData: 'hunter2' }),
      /gave a client certificate/,
    ],
    [
      'answers in another version',
      says({ token: 'hunter2' }, 'client.authentication.k8s.io/v1beta1'),
      /another version/,
    ],
    [
      'prints without end',
      'const block = "hunter2".repeat(10000); for (;;) require("fs").writeSync(1, block);',
      /printed more than 65536 bytes/,
    ],
  ])(
    'says so when the program %s, and nothing it printed',
    async (_, lines, message) => {
      const error = await run(lines).then(
        () => undefined,
        (thrown: Error) => thrown,
      );
      expect(error?.message).toMatch(message);
      expect(error?.message).not.toContain('hunter2');
    },
  );

  it('does not wait for a program that hangs', async () => {
    await expect(
      run('setInterval(() => {}, 1000)', { timeoutMs: 300 }),
    ).rejects.toThrow('gave no token within 300 ms');
  });

  it('says when the program is not there', async () => {
    await expect(
      runExecPlugin({
        entry: { apiVersion: API, command: '/no/such/program' },
        allowed: { command: '/no/such/program', env: [] },
        folder: directory.path,
      }),
    ).rejects.toThrow("'/no/such/program' is not there");
  });
});

describe('execTokenProvider', () => {
  const provide = (exec: unknown, command = 'aws') =>
    execTokenProvider({
      exec,
      allowed: [{ command, env: [] }],
      folder: '/etc',
    });

  it('allows exactly the command that is listed', () => {
    expect(provide({ apiVersion: API, command: 'aws' })).toHaveProperty('key');
    for (const command of ['/tmp/aws', 'aws ', 'AWS', './aws', 'aws;id']) {
      expect(provide({ apiVersion: API, command })).toEqual({
        reason: expect.stringContaining('fleet.exec'),
      });
    }
  });

  it('is another provider with other arguments, and the same with the same', () => {
    const keyOf = (args: string[]) =>
      provide({ apiVersion: API, command: 'aws', args });
    expect(keyOf(['a'])).toMatchObject({
      key: (keyOf(['a']) as { key: string }).key,
    });
    expect((keyOf(['a']) as { key: string }).key).not.toBe(
      (keyOf(['b']) as { key: string }).key,
    );
  });

  it.each([
    [{ command: 'aws' }, /apiVersion/],
    [
      { apiVersion: 'client.authentication.k8s.io/v1alpha1', command: 'aws' },
      /apiVersion/,
    ],
    [{ apiVersion: API }, /command/],
    ['aws', /exec/],
    [{ apiVersion: API, command: 'aws', interactiveMode: 'Always' }, /person/],
  ])('does not take %j', (exec, reason) => {
    expect(provide(exec)).toEqual({ reason: expect.stringMatching(reason) });
  });
});

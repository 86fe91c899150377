import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type {
  ClusterConnection,
  ClusterOrigin,
  ClusterRecord,
  FleetCredentialRequest,
} from '@fleetview/backstage-plugin-fleet-node';
import type { MemberRecord } from '../registry/members';
import { ClusterCredentials } from './ClusterCredentials';

const SERVER = 'https://api.example:6443';
const CANARY = 'canary-of-a-token';

function member(
  access: Partial<ClusterConnection> | ClusterRecord['access'],
  over: Partial<MemberRecord> & { origin?: ClusterOrigin } = {},
): MemberRecord {
  const { origin = 'operator', ...rest } = over;
  return {
    source: 'kubeconfig:/etc/fleet.yaml',
    name: 'a',
    clusterId: 'c-1',
    homeId: 'c-1',
    present: true,
    record: {
      name: 'a',
      origin,
      access:
        'type' in access
          ? access
          : {
              type: 'direct',
              connection: {
                server: SERVER,
                networkPolicy: {
                  allowPrivate: origin === 'operator',
                  allow: [],
                },
                ...access,
              },
            },
    },
    ...rest,
  };
}

function ask(
  records: MemberRecord[],
  request: Partial<FleetCredentialRequest> = {},
  lookup: (host: string) => Promise<string[]> = async () => ['8.8.8.8'],
) {
  return ClusterCredentials.create({
    records: () => records,
    lookup,
  }).credentialsOf({ clusterId: 'c-1', server: SERVER, ...request });
}

describe('ClusterCredentials', () => {
  it('gives a token, a client certificate, or says that none is needed', async () => {
    expect(await ask([member({ token: `${CANARY}\n` })])).toEqual({
      outcome: 'given',
      credential: { type: 'token', token: CANARY },
    });
    expect(
      await ask([member({ clientCertificate: 'CERT', clientKey: 'KEY' })]),
    ).toEqual({
      outcome: 'given',
      credential: {
        type: 'client-certificate',
        certificate: 'CERT',
        key: 'KEY',
      },
    });
    expect(await ask([member({})])).toEqual({
      outcome: 'given',
      credential: { type: 'none' },
    });
  });

  it('reads a token file each time, and says which one is missing', async () => {
    const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'fleet-token-'));
    const tokenFile = path.join(folder, 'token');
    const records = [member({ tokenFile })];
    expect(await ask(records)).toMatchObject({
      reason: 'unavailable',
      message: expect.stringContaining(tokenFile),
    });
    for (const token of ['first', 'second']) {
      await fs.writeFile(tokenFile, `${token}\n`);
      expect(await ask(records)).toMatchObject({ credential: { token } });
    }
    await fs.writeFile(tokenFile, 'x'.repeat(65_537));
    expect(await ask(records)).toMatchObject({
      message: expect.stringContaining('the file is no token'),
    });
    await fs.rm(folder, { recursive: true });
  });

  it('asks a provider once while its token lives, and again when it does not', async () => {
    let asked = 0;
    let lifeMs = 3_600_000;
    const provider = () => ({
      key: 'p',
      getToken: async () => {
        asked += 1;
        return { token: `token-${asked}`, expiresAt: Date.now() + lifeMs };
      },
    });
    let records = [member({ tokenProvider: provider() })];
    const credentials = ClusterCredentials.create({
      records: () => records,
      lookup: async () => ['8.8.8.8'],
    });
    const get = () =>
      credentials.credentialsOf({ clusterId: 'c-1', server: SERVER });
    expect(await get()).toMatchObject({
      credential: { token: 'token-1', expiresAt: expect.any(Number) },
    });
    await get();
    expect(asked).toBe(1);
    // A source that tells another provider has another token.
    lifeMs = 0;
    records = [member({ tokenProvider: provider() })];
    await get();
    expect(await get()).toMatchObject({ credential: { token: 'token-3' } });
  });

  it('sends it to no other API server than the one it was registered for', async () => {
    const records = [member({ token: CANARY })];
    for (const server of [
      'https://evil.example:6443',
      'https://api.example',
      'http://api.example:6443',
      'https://api.example:6443/k8s/clusters/other',
      'https://api.example:6443@evil.example',
      '',
    ]) {
      const answer = await ask(records, { server });
      expect(answer).toMatchObject({ reason: 'other-server' });
      expect(JSON.stringify(answer)).not.toContain(CANARY);
    }
    expect(await ask(records, { server: `${SERVER}/` })).toMatchObject({
      outcome: 'given',
    });
  });

  it("keeps what somebody else than the asked origins wrote, and prefers the operator's", async () => {
    const asked: string[] = [];
    const hub = member(
      {
        tokenProvider: {
          key: 'h',
          getToken: async () => {
            asked.push('hub');
            return { token: 'of-the-hub' };
          },
        },
      },
      { origin: 'hub', source: 'hub:argocd:hub' },
    );
    const request = { origins: ['operator'] as const };
    expect(await ask([hub], request)).toMatchObject({
      reason: 'not-shared',
      message: expect.stringContaining("'hub:argocd:hub'"),
    });
    expect(asked).toEqual([]);
    expect(
      await ask([hub, member({ token: 'of-the-operator' })], request),
    ).toMatchObject({ credential: { token: 'of-the-operator' } });
    expect(await ask([hub])).toMatchObject({
      credential: { token: 'of-the-hub' },
    });
  });

  it('lets nobody connect where the network policy does not', async () => {
    const hub = [member({ token: CANARY }, { origin: 'hub' })];
    const leading = (...addresses: string[]) =>
      ask(hub, {}, async () => addresses);
    // A name that leads to two addresses may be resolved to either.
    for (const address of ['10.0.0.1', '127.0.0.1', '169.254.169.254']) {
      expect(await leading('8.8.8.8', address)).toMatchObject({
        reason: 'address-refused',
        message: expect.stringContaining(address),
      });
    }
    expect(await leading()).toMatchObject({ reason: 'address-refused' });
    expect(
      await ask(hub, {}, async () => {
        throw Object.assign(new Error('no'), { code: 'ENOTFOUND' });
      }),
    ).toMatchObject({
      message: "the name 'api.example' leads nowhere (ENOTFOUND)",
    });
    expect(
      await ask([member({ token: CANARY, networkPolicy: undefined })]),
    ).toMatchObject({ reason: 'address-refused' });
    expect(
      await ask([member({ token: CANARY })], {}, async () => ['10.0.0.1']),
    ).toMatchObject({ outcome: 'given' });
  });

  it('says why there is none', async () => {
    expect(await ask([])).toMatchObject({ reason: 'unknown-cluster' });
    expect(
      await ask([member({ token: CANARY }, { present: false })]),
    ).toMatchObject({ reason: 'unknown-cluster' });
    expect(
      await ask([member({ type: 'not-asked', reason: 'add a token' })]),
    ).toMatchObject({ reason: 'not-asked', message: 'add a token' });
    expect(
      await ask([
        member({
          tokenProvider: {
            key: 'p',
            getToken: async () => {
              throw new Error('the cloud is away\nsecond line');
            },
          },
        }),
      ]),
    ).toEqual({
      outcome: 'refused',
      reason: 'unavailable',
      message:
        "the credential that 'kubeconfig:/etc/fleet.yaml' names cannot be had: the cloud is away",
    });
  });

  it.each(['', '  ', `${CANARY}\r\nX-Evil: 1`, `${CANARY}\u0000`, 'ключ'])(
    'gives no token that a client would tell in its error: %j',
    async token => {
      const answer = await ask([member({ token })]);
      expect(answer).toMatchObject({ reason: 'unavailable' });
      expect(JSON.stringify(answer)).not.toContain(CANARY);
    },
  );

  it('knows a cluster by the id that it had before it became part of another', async () => {
    const records = [
      member({ token: 'of-both' }, { clusterId: 'c-2', homeId: 'c-2' }),
      member(
        { type: 'not-asked', reason: '' },
        { clusterId: 'c-2', homeId: 'c-1', source: 'other' },
      ),
    ];
    expect(await ask(records, { clusterId: 'c-1' })).toMatchObject({
      credential: { token: 'of-both' },
    });
  });
});

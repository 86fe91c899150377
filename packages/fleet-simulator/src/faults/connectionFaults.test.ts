import { FaultedCluster } from '../testing/faultedCluster';
import { namesOf } from '../testing/client';

describe('faults of connections', () => {
  let faulted: FaultedCluster;
  afterEach(() => faulted.stop());

  const untilSockets = async (count: number) => {
    while (faulted.cluster.openSockets !== count) {
      await new Promise(resolve => {
        setImmediate(resolve);
      });
    }
  };

  it('half-open: accepts, never answers, and breaks what it held when it is over', async () => {
    faulted = await FaultedCluster.start();
    const { cluster } = faulted;
    const reader = await faulted.watch();
    await cluster.fault({ fault: 'half-open' });
    expect(cluster.isReachable).toBe(false);
    const outcome = faulted.list().then(
      () => 'answered',
      error => error.code,
    );
    await untilSockets(2);
    faulted.change();
    cluster.sendBookmarks();
    expect(reader.unread).toBe(0);
    await cluster.clearFaults();
    expect(await outcome).toBe('ECONNRESET');
    expect(namesOf((await faulted.list()).json)).toContain('delta');
  });

  it.each([false, true])(
    'slow-socket: everything trickles, headers included (TLS: %p)',
    async tls => {
      faulted = await FaultedCluster.start({ tls });
      const { cluster } = faulted;
      const whole = Buffer.byteLength((await faulted.list()).text);
      await cluster.fault({ fault: 'slow-socket', bytes: 400, intervalMs: 1 });
      const before = performance.now();
      expect(namesOf((await faulted.list()).json)).toHaveLength(3);
      // Of the answer alone; a handshake comes on top.
      expect(performance.now() - before).toBeGreaterThan(whole / 400);
    },
  );

  it('slow-socket: a TLS handshake does not come to its end', async () => {
    faulted = await FaultedCluster.start({ tls: true });
    const { cluster } = faulted;
    await cluster.fault({ fault: 'slow-socket', bytes: 1, intervalMs: 1000 });
    const outcome = faulted.list().then(
      () => 'answered',
      error => error.code,
    );
    await untilSockets(1);
    await cluster.clearFaults();
    expect(await outcome).toBe('ECONNRESET');
  });

  it.each([
    ['expired' as const, /^CERT_HAS_EXPIRED$/],
    ['other-name' as const, /^ERR_TLS_CERT_ALTNAME_INVALID$/],
    ['other-authority' as const, /SIGNATURE|UNABLE_TO_VERIFY|SELF_SIGNED/],
  ])('certificate: %s', async (form, code) => {
    faulted = await FaultedCluster.start({ tls: true });
    const { cluster } = faulted;
    await cluster.fault({ fault: 'certificate', form });
    await expect(faulted.list()).rejects.toMatchObject({
      code: expect.stringMatching(code),
    });
    await cluster.clearFaults();
    expect((await faulted.list()).status).toBe(200);
  });

  it('certificate: is nothing that a cluster without TLS has', async () => {
    faulted = await FaultedCluster.start();
    await expect(
      faulted.cluster.fault({ fault: 'certificate', form: 'expired' }),
    ).rejects.toThrow("the cluster 'one' has no certificate");
  });

  it('can rotate its authority: who trusts the new one gets in', async () => {
    faulted = await FaultedCluster.start({ tls: true });
    const { cluster } = faulted;
    const before = cluster.caData;
    const after = await cluster.rotateAuthority();
    expect(after).not.toBe(before);
    expect(cluster.caData).toBe(after);
    expect((await faulted.list()).status).toBe(200);
  });

  it('can rotate its token: open watches live on, the old token is refused', async () => {
    faulted = await FaultedCluster.start();
    const { cluster } = faulted;
    const reader = await faulted.watch();
    const before = cluster.token;
    expect(cluster.rotateToken()).toBe(cluster.token);
    expect(cluster.token).not.toBe(before);
    faulted.change();
    expect((await reader.next()).type).toBe('ADDED');
    expect((await faulted.list()).status).toBe(200);
    cluster.revoke(cluster.token);
    expect((await faulted.list()).status).toBe(401);
  });

  it('clock: the cluster is an hour ahead, in headers and in what it writes', async () => {
    faulted = await FaultedCluster.start();
    const { cluster } = faulted;
    await cluster.fault({ fault: 'clock', offsetMs: 3_600_000 });
    const { headers } = await faulted.list();
    const ahead = Date.parse(headers.date ?? '') - Date.now();
    expect(ahead).toBeGreaterThan(3_590_000);
    const namespaces = ['late', 'later'].map(name =>
      cluster.store.apply({
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name },
      }),
    );
    await cluster.clearFaults();
    const now = cluster.store.apply({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'now' },
    });
    const created = ({ metadata }: typeof now) =>
      Date.parse(metadata.creationTimestamp ?? '');
    expect(namespaces.map(each => created(each) - created(now))).toEqual([
      3_600_000, 3_600_000,
    ]);
  });
});

import { RecordingAudit } from '../../__testUtils__/RecordingAudit';
import { HubCredentials } from './HubCredentials';

const secrets = (...names: string[]) =>
  names.map(name => ({ metadata: { name } }));

describe('HubCredentials', () => {
  let audit: RecordingAudit;
  let credentials: HubCredentials;
  const clock = { now: 0 };

  beforeEach(() => {
    audit = new RecordingAudit();
    clock.now = 0;
    credentials = new HubCredentials({
      audit,
      hub: { id: 'hub:argocd:mgmt', name: 'mgmt' },
      now: () => clock.now,
    });
  });
  afterEach(() => credentials.stop());

  it('records the first time, and then a set that is another, but no poll', async () => {
    await credentials.read('all', async () => {
      // It is there before anything is read.
      expect(audit.entries).toMatchObject([{ result: 'initiated' }]);
      return secrets('b', 'a');
    });
    for (let poll = 0; poll < 5; poll += 1) {
      clock.now += 60_000;
      await credentials.read('all', async () => secrets('a', 'b'));
    }
    expect(audit.entries).toMatchObject([
      { result: 'succeeded', after: { secrets: 2, names: ['a', 'b'] } },
    ]);
    clock.now += 60_000;
    await credentials.read('all', async () => secrets('b', 'c'));
    expect(audit.entries).toHaveLength(2);
    expect(audit.entries[1]).toMatchObject({
      before: { names: ['a', 'b'] },
      after: { secrets: 2, added: ['c'], removed: ['a'] },
      reason: 'the set of its Secrets is another',
    });
  });

  it('gathers Secrets that are got one by one', async () => {
    for (let index = 0; index < 40; index += 1) {
      await credentials.read(`place-${index}`, async () =>
        secrets(`token-${index}`),
      );
    }
    expect(audit.entries).toHaveLength(1);
    clock.now += 60_000;
    await credentials.read('place-0', async () => secrets('token-0'));
    expect(audit.entries).toHaveLength(2);
    expect(audit.entries[1].after).toMatchObject({ secrets: 40 });
  });

  it('records a first time that fails, once', async () => {
    const failure = new Error('forbidden');
    const fail = () =>
      credentials.read('all', async () => {
        throw failure;
      });
    await expect(fail()).rejects.toBe(failure);
    await expect(fail()).rejects.toBe(failure);
    expect(audit.entries).toMatchObject([{ result: 'failed', error: failure }]);
    clock.now += 60_000;
    await credentials.read('all', async () => secrets('a'));
    expect(audit.entries[1]).toMatchObject({
      result: 'succeeded',
      after: { secrets: 1, added: ['a'] },
    });
  });

  it('reads nothing where it cannot be recorded', async () => {
    audit.failure = new Error('no database');
    const read = jest.fn();
    await expect(credentials.read('all', read)).rejects.toBe(audit.failure);
    expect(read).not.toHaveBeenCalled();
    audit.failure = undefined;
    await credentials.read('all', async () => secrets('a'));
    expect(audit.entries).toMatchObject([{ result: 'succeeded' }]);
  });
});

import { mockServices } from '@backstage/backend-test-utils';
import { Access } from '../permissions/Access';
import { EVERYTHING, NOTHING } from '../permissions/Expression';
import type { FleetSnapshot, FleetView } from '../read/fleet';
import { LiveReaders } from './LiveReaders';

const LIMITED = new Access(EVERYTHING, NOTHING);

describe('LiveReaders', () => {
  const publish = jest.fn();
  let clock = 0;
  let ofWhole = 1;
  let ofLimited = 1;
  let readers: LiveReaders;

  const told = () =>
    publish.mock.calls.map(([{ recipients, message }]) => [
      recipients.entityRef,
      message.revision,
    ]);
  /** Until others than those who may see all are told. */
  const settled = () => readers.stop();

  beforeEach(() => {
    publish.mockReset().mockResolvedValue(undefined);
    [clock, ofWhole, ofLimited] = [0, 1, 1];
    readers = new LiveReaders({
      signals: { publish },
      snapshots: {
        latest: async () => ({ revision: ofWhole } as FleetSnapshot),
      },
      views: {
        of: async () =>
          ({ fleet: { revision: ofLimited } } as unknown as FleetView),
      },
      logger: mockServices.logger.mock(),
      monotonic: () => clock,
    });
  });

  it('tell nobody while nobody looks', async () => {
    await readers.publish({ revision: 1 });
    await settled();
    expect(publish).not.toHaveBeenCalled();
  });

  it('tell who may see all, by name and on one channel', async () => {
    readers.asked('user:default/ann', Access.whole);
    readers.asked('user:default/bob', Access.whole);
    await readers.publish({ revision: 7 });
    expect(publish.mock.calls).toEqual([
      [
        {
          recipients: {
            type: 'user',
            entityRef: ['user:default/ann', 'user:default/bob'],
          },
          channel: 'fleet',
          message: { revision: 7 },
        },
      ],
    ]);
  });

  it('tell no more who has not been allowed for a minute', async () => {
    readers.asked('user:default/ann', Access.whole);
    clock = 30_000;
    readers.asked('user:default/bob', Access.whole);
    clock = 60_001;
    await readers.publish({ revision: 7 });
    expect(told()).toEqual([[['user:default/bob'], 7]]);
  });

  it('tell who may see some his own revision, and only when it is another', async () => {
    readers.asked('user:default/ann', Access.whole);
    readers.asked('user:default/bob', LIMITED);
    ofLimited = 900;
    await readers.publish({ revision: 1 });
    await settled();
    expect(told()).toEqual([
      [['user:default/ann'], 1],
      [['user:default/bob'], 900],
    ]);
  });

  it('do not tell who may see some of what he may not see', async () => {
    readers.asked('user:default/bob', LIMITED);
    await readers.publish({ revision: 1 });
    await new Promise(setImmediate);
    expect(told()).toEqual([[['user:default/bob'], 1]]);
    // Something changed, and it is not for him.
    ofWhole = 2;
    await readers.publish({ revision: 2 });
    await settled();
    expect(publish).toHaveBeenCalledTimes(1);
  });

  it('go by what somebody was allowed last', async () => {
    readers.asked('user:default/ann', Access.whole);
    readers.asked('user:default/ann', LIMITED);
    await readers.publish({ revision: 1 });
    await settled();
    expect(told()).toEqual([[['user:default/ann'], ofLimited]]);
  });
});

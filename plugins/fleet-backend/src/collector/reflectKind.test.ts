import type { KubernetesClient } from '@fleetview/kube-watch';
import { reflectKind } from './reflectKind';

const settle = () => new Promise(resolve => setImmediate(resolve));

function reflected(after: Promise<void>, signal?: AbortSignal) {
  const done: string[] = [];
  const reflector = reflectKind({
    client: {
      list: async () => {
        done.push('list');
        return new Promise(() => {});
      },
    } as unknown as KubernetesClient,
    resource: {
      group: 'apps',
      version: 'v1',
      plural: 'deployments',
      kind: 'Deployment',
    },
    collector: {
      prime: async () => {
        done.push('prime');
      },
      handlers: () => ({
        onListItems: () => {},
        onListComplete: () => {},
        onEvents: () => {},
      }),
      confirmed: async () => {},
      doubt: undefined,
      reflectorOptions: () => ({}),
      stop: () => {},
    },
    handlers: {},
    reflectorOptions: signal ? { signal } : {},
    after,
  });
  return { done, reflector };
}

describe('reflectKind', () => {
  it('learns what is stored only when the reader before it has ended', async () => {
    let end = () => {};
    const stopping = new AbortController();
    const { done } = reflected(
      new Promise(resolve => {
        end = resolve;
      }),
      stopping.signal,
    );
    await settle();
    expect(done).toEqual([]);
    end();
    await settle();
    expect(done).toEqual(['prime', 'list']);
    stopping.abort();
  });

  it('does nothing once it was stopped while it waited', async () => {
    let end = () => {};
    const { done, reflector } = reflected(
      new Promise(resolve => {
        end = resolve;
      }),
    );
    await reflector.stop();
    end();
    await reflector.done;
    expect(done).toEqual([]);
  });
});

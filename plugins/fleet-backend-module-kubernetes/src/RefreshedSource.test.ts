import type { ClusterRecord } from '@fleetview/backstage-plugin-fleet-node';
import { RefreshedSource } from './RefreshedSource';

const record = (name: string): ClusterRecord => ({
  name,
  access: { type: 'not-asked', reason: 'test' },
});

describe('RefreshedSource', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  function sourceOf(locate: () => Promise<ClusterRecord[]>) {
    const abort = new AbortController();
    const heard: string[] = [];
    const source = RefreshedSource.create({
      id: 'x',
      title: 'X',
      key: 'k',
      refreshMs: 60_000,
      signal: abort.signal,
      locate: async () => ({ records: await locate(), problems: [] }),
    });
    const connected = source.connect({
      replaceClusters: async records => {
        heard.push(records.map(({ name }) => name).join(',') || 'none');
      },
      replaceProblems: problems => {
        heard.push(...problems.map(({ message }) => message));
      },
    });
    return { abort, heard, connected };
  }

  it('asks again, sooner after a failure, and tells no set that it did not get', async () => {
    let answers: (ClusterRecord[] | Error)[] = [
      [record('a')],
      new Error('down'),
      [record('a'), record('b')],
      [],
    ];
    const { abort, heard, connected } = sourceOf(async () => {
      const [next, ...rest] = answers;
      answers = rest;
      if (next instanceof Error) throw next;
      return next;
    });
    await connected;
    expect(heard).toEqual(['a']);
    await jest.advanceTimersByTimeAsync(66_000);
    expect(heard.slice(1)).toEqual([
      'could not be read: down. Its clusters stay as they were',
    ]);
    await jest.advanceTimersByTimeAsync(22_000);
    expect(heard.slice(2)).toEqual(['a,b']);
    await jest.advanceTimersByTimeAsync(66_000);
    expect(heard.slice(3)).toEqual(['none']);
    abort.abort();
    await jest.advanceTimersByTimeAsync(600_000);
    expect(heard).toHaveLength(4);
  });

  it('does not hold up the portal when nobody answers', async () => {
    const { heard, connected } = sourceOf(() => new Promise(() => {}));
    await jest.advanceTimersByTimeAsync(5_000);
    await connected;
    expect(heard).toEqual([]);
    await jest.advanceTimersByTimeAsync(55_000);
    expect(heard).toEqual([
      'could not be read: nobody answered within a minute. Its clusters stay as they were',
    ]);
  });
});

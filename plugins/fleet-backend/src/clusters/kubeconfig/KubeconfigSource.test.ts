import fs from 'node:fs/promises';
import { createMockDirectory } from '@backstage/backend-test-utils';
import type {
  ClusterRecord,
  ConfigurationProblem,
} from '@fleetview/backstage-plugin-fleet-node';
import { stringify } from 'yaml';
import { KubeconfigSource } from './KubeconfigSource';

const directory = createMockDirectory();

function kubeconfig(...names: string[]): string {
  return stringify({
    clusters: [{ name: 'c', cluster: { server: 'https://api' } }],
    contexts: names.map(name => ({ name, context: { cluster: 'c' } })),
  });
}

/** A source whose file is looked at again when a test says so. */
function start() {
  jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate'] });
  const abort = new AbortController();
  const told: string[][] = [];
  const problems: ConfigurationProblem[][] = [];
  let fail = false;
  let onSaid = () => {};
  const source = KubeconfigSource.create({
    file: directory.resolve('config'),
    key: 'fleet.kubeconfigs[0]',
    signal: abort.signal,
  });
  const connected = source.connect({
    replaceClusters: async (records: ClusterRecord[]) => {
      if (fail) throw new Error('the database is away');
      told.push(records.map(({ name }) => name));
      onSaid();
    },
    replaceProblems: each => {
      problems.push(each);
      if (each.length > 0) onSaid();
    },
  });
  return {
    connected,
    told,
    problems,
    abort,
    failing: (on: boolean) => {
      fail = on;
    },
    /** Lets it look again; answers when it has said something. */
    lookAgain: async () => {
      await new Promise<void>(resolve => {
        onSaid = resolve;
        jest.advanceTimersByTime(10_000);
      });
      // Let it note what it has just seen.
      await new Promise(resolve => {
        setImmediate(resolve);
      });
    },
    /** Lets it look again where it should say nothing; answers how often it looked. */
    lookInVain: async () => {
      const stat = jest.spyOn(fs, 'stat');
      jest.advanceTimersByTime(10_000);
      const looks = stat.mock.results.map(({ value }) => value);
      stat.mockRestore();
      await Promise.all(looks);
      await new Promise(resolve => {
        setImmediate(resolve);
      });
      return looks.length;
    },
  };
}

describe('KubeconfigSource', () => {
  afterEach(() => {
    jest.useRealTimers();
  });

  it('tells the contexts of its file', async () => {
    directory.setContent({ config: kubeconfig('a', 'b') });
    const { connected, told, problems, abort } = start();
    await connected;
    expect(told).toEqual([['a', 'b']]);
    expect(problems).toEqual([[]]);
    abort.abort();
  });

  it('tells a change of the file, and nothing while it stays', async () => {
    directory.setContent({ config: kubeconfig('a') });
    const { connected, told, lookAgain, lookInVain, abort } = start();
    await connected;
    expect(await lookInVain()).toBe(1);
    expect(told).toEqual([['a']]);
    directory.setContent({ config: kubeconfig('a', 'added') });
    await lookAgain();
    expect(told).toEqual([['a'], ['a', 'added']]);
    abort.abort();
  });

  it('notices a certificate that is rotated without the kubeconfig', async () => {
    directory.setContent({
      config: stringify({
        clusters: [
          {
            name: 'c',
            cluster: { server: 'https://api', 'certificate-authority': 'ca' },
          },
        ],
        contexts: [{ name: 'a', context: { cluster: 'c' } }],
      }),
      ca: 'OLD',
    });
    const { connected, told, lookAgain, lookInVain, abort } = start();
    await connected;
    await lookAgain();
    await lookInVain();
    expect(told).toHaveLength(2);
    await fs.writeFile(directory.resolve('ca'), 'ROTATED');
    await lookAgain();
    expect(told).toHaveLength(3);
    abort.abort();
  });

  it('stops looking when it is told to', async () => {
    directory.setContent({ config: kubeconfig('a') });
    const { connected, told, lookInVain, abort } = start();
    await connected;
    abort.abort();
    directory.setContent({ config: kubeconfig('a', 'added') });
    expect(await lookInVain()).toBe(0);
    expect(told).toEqual([['a']]);
  });

  it.each([
    ['is not there', {}, /^there is no such file$/],
    ['is a folder', { config: {} }, /^is a folder, not a file$/],
    ['is no kubeconfig', { config: '- a' }, /is no kubeconfig/],
    ['is no YAML', { config: 'a: [' }, /^[^\n]+$/],
  ])(
    'tells a file that %s, and says nothing of clusters',
    async (_, content, message) => {
      directory.setContent(content);
      const { connected, told, problems, abort } = start();
      await connected;
      expect(told).toEqual([]);
      expect(problems).toEqual([
        [
          {
            key: 'fleet.kubeconfigs[0].file',
            value: directory.resolve('config'),
            message: expect.stringMatching(message),
          },
        ],
      ]);
      abort.abort();
    },
  );

  it('keeps what it told when the file goes, and takes it up again', async () => {
    directory.setContent({ config: kubeconfig('a') });
    const { connected, told, problems, lookAgain, abort } = start();
    await connected;
    directory.setContent({});
    await lookAgain();
    expect(told).toEqual([['a']]);
    expect(problems.at(-1)).toMatchObject([
      { message: 'there is no such file' },
    ]);
    directory.setContent({ config: kubeconfig('b') });
    await lookAgain();
    expect(told).toEqual([['a'], ['b']]);
    expect(problems.at(-1)).toEqual([]);
    abort.abort();
  });

  it('regression: takes back a problem when the same file is there again', async () => {
    directory.setContent({ config: kubeconfig('a') });
    const { connected, problems, lookAgain, abort } = start();
    await connected;
    await fs.rename(directory.resolve('config'), directory.resolve('away'));
    await lookAgain();
    expect(problems.at(-1)).toHaveLength(1);
    await fs.rename(directory.resolve('away'), directory.resolve('config'));
    await lookAgain();
    expect(problems.at(-1)).toEqual([]);
    abort.abort();
  });

  it('regression: tells again what could not be taken', async () => {
    directory.setContent({ config: kubeconfig('a') });
    const { connected, told, problems, failing, lookAgain, abort } = start();
    failing(true);
    await connected;
    expect(told).toEqual([]);
    failing(false);
    await lookAgain();
    expect(told).toEqual([['a']]);
    expect(problems.at(-1)).toEqual([]);
    abort.abort();
  });
});

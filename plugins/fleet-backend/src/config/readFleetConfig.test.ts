import { mockServices } from '@backstage/backend-test-utils';
import type { JsonValue } from '@backstage/types';
import { readFleetConfig } from './readFleetConfig';

const read = (fleet?: JsonValue) =>
  readFleetConfig(
    mockServices.rootConfig({ data: fleet === undefined ? {} : { fleet } }),
  );

describe('readFleetConfig', () => {
  it('needs nothing', () => {
    expect(read()).toEqual({
      config: {
        kubeconfigs: [],
        attributes: [],
        references: [],
        collector: { threads: 1 },
        catalog: { refreshMinutes: 10 },
      },
      problems: [],
    });
  });

  it('reads everything, each entry with its key', () => {
    expect(
      read({
        kubeconfigs: [{ file: 'a.yaml' }, { file: 'b.yaml' }],
        attributes: [{ cluster: 'config/a', region: 'eu', tier: 'gold' }],
        references: [{ hub: 'hub', name: 'x', cluster: 'a' }],
        collector: { threads: 2 },
        catalog: { refreshMinutes: 0.5 },
      }),
    ).toEqual({
      config: {
        kubeconfigs: [
          { file: 'a.yaml', key: 'fleet.kubeconfigs[0]' },
          { file: 'b.yaml', key: 'fleet.kubeconfigs[1]' },
        ],
        attributes: [
          {
            cluster: 'config/a',
            values: { region: 'eu', tier: 'gold' },
            key: 'fleet.attributes[0]',
          },
        ],
        references: [
          { hub: 'hub', name: 'x', cluster: 'a', key: 'fleet.references[0]' },
        ],
        collector: { threads: 2 },
        catalog: { refreshMinutes: 0.5 },
      },
      problems: [],
    });
  });

  it.each<{
    name: string;
    fleet: JsonValue;
    problem: { key: string; value?: string };
    message: RegExp;
  }>([
    {
      name: 'an unknown key',
      fleet: { kubeconfig: [] },
      problem: { key: 'fleet.kubeconfig' },
      message: /not known.*kubeconfigs/,
    },
    {
      name: 'no object at all',
      fleet: 'everything',
      problem: { key: 'fleet', value: '"everything"' },
      message: /has to be an object/,
    },
    {
      name: 'a list in its place',
      fleet: [{ file: 'a' }],
      problem: { key: 'fleet', value: '[{"file":"a"}]' },
      message: /has to be an object/,
    },
    {
      name: 'no list where one is meant',
      fleet: { kubeconfigs: { file: 'a.yaml' } },
      problem: { key: 'fleet.kubeconfigs', value: '{"file":"a.yaml"}' },
      message: /has to be a list/,
    },
    {
      name: 'a missing key of an entry',
      fleet: { kubeconfigs: [{}] },
      problem: { key: 'fleet.kubeconfigs[0].file' },
      message: /is missing/,
    },
    {
      name: 'an unknown key of an entry',
      fleet: { kubeconfigs: [{ file: 'a', context: 'b' }] },
      problem: { key: 'fleet.kubeconfigs[0].context' },
      message: /not a known key/,
    },
    {
      name: 'a wrong type within an entry',
      fleet: { attributes: [{ cluster: 'a', region: 7 }] },
      problem: { key: 'fleet.attributes[0].region', value: '7' },
      message: /expected string/,
    },
    {
      name: 'an entry that is no object',
      fleet: { references: ['x'] },
      problem: { key: 'fleet.references[0]', value: '"x"' },
      message: /expected object/,
    },
    {
      name: 'too many threads',
      fleet: { collector: { threads: 17 } },
      problem: { key: 'fleet.collector.threads', value: '17' },
      message: /16/,
    },
    {
      name: 'half a thread',
      fleet: { collector: { threads: 1.5 } },
      problem: { key: 'fleet.collector.threads', value: '1.5' },
      message: /int/,
    },
    {
      name: 'a number as text',
      fleet: { catalog: { refreshMinutes: 'often' } },
      problem: { key: 'fleet.catalog.refreshMinutes', value: '"often"' },
      message: /expected number/,
    },
  ])('tells $name, and goes on without it', ({ fleet, problem, message }) => {
    const { config, problems } = read(fleet);
    expect(problems).toEqual([
      { ...problem, message: expect.stringMatching(message) },
    ]);
    expect(config).toEqual(read().config);
  });

  it('lets the rest count', () => {
    const { config, problems } = read({
      kubeconfigs: [{ file: 'good.yaml' }, { path: 'bad.yaml' }],
      attributes: 'none',
      collector: { threads: 3 },
    });
    expect(config.kubeconfigs).toEqual([
      { file: 'good.yaml', key: 'fleet.kubeconfigs[0]' },
    ]);
    expect(config.collector.threads).toBe(3);
    expect(problems.map(({ key }) => key).sort()).toEqual([
      'fleet.attributes',
      'fleet.kubeconfigs[1].file',
      'fleet.kubeconfigs[1].path',
    ]);
  });

  it('shows no endless value', () => {
    const [problem] = read({ kubeconfigs: 'x'.repeat(5_000) }).problems;
    expect(problem.value?.length).toBeLessThanOrEqual(200);
  });
});

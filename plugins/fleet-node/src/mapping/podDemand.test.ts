import { MAX_OTHER_RESOURCES } from '@fleetview/backstage-plugin-fleet-common';
import { type DemandingPod, readPodDemand } from './podDemand';

const GI = 1024 ** 3;

/** A container that requests some CPU and memory, with both as its limits. */
function container(cpu: unknown, memory: unknown = '1Gi') {
  const amounts = { cpu, memory };
  return { resources: { requests: amounts, limits: amounts } };
}

function requestsOf(pod: DemandingPod) {
  return readPodDemand(pod)?.requests;
}

describe('readPodDemand', () => {
  it('adds up containers', () => {
    expect(
      readPodDemand({ containers: [container('100m'), container('0.25')] }),
    ).toEqual({
      requests: { cpuMillicores: 350, memoryBytes: 2 * GI },
      limits: { cpuMillicores: 350, memoryBytes: 2 * GI },
      unstated: [],
    });
  });

  it.each([
    ['less than the others together', '300m', 400],
    ['more than the others together', '700m', 700],
  ])(
    'counts what runs before the others where it is %s',
    (_, cpu, expected) => {
      expect(
        requestsOf({
          containers: [container('200m'), container('200m')],
          initContainers: [container('100m'), container(cpu)],
        }),
      ).toMatchObject({ cpuMillicores: expected });
    },
  );

  it('counts sidecars beside the others, and beside what begins after them', () => {
    const sidecar = { ...container('100m'), restartPolicy: 'Always' };
    expect(
      requestsOf({
        containers: [container('200m')],
        initContainers: [sidecar, container('50m')],
      }),
    ).toMatchObject({ cpuMillicores: 300 });
    expect(
      requestsOf({
        containers: [container('200m')],
        initContainers: [container('500m'), sidecar],
      }),
    ).toMatchObject({ cpuMillicores: 500 });
    expect(
      requestsOf({
        containers: [container('200m')],
        initContainers: [sidecar, container('500m')],
      }),
    ).toMatchObject({ cpuMillicores: 600 });
  });

  it('adds the overhead, to limits only where there are some', () => {
    expect(
      readPodDemand({
        containers: [
          {
            resources: {
              requests: { cpu: '1', memory: '1Gi' },
              limits: { memory: '2Gi' },
            },
          },
        ],
        overhead: { cpu: '250m', memory: '1Gi' },
      }),
    ).toEqual({
      requests: { cpuMillicores: 1_250, memoryBytes: 2 * GI },
      limits: { memoryBytes: 3 * GI },
      unstated: ['limits.cpu'],
    });
  });

  it('goes by what is said of the pod as a whole', () => {
    expect(
      readPodDemand({
        containers: [container('100m'), {}],
        resources: { requests: { cpu: '2' }, limits: { memory: '4Gi' } },
      }),
    ).toEqual({
      requests: { cpuMillicores: 2_000, memoryBytes: GI },
      limits: { cpuMillicores: 100, memoryBytes: 4 * GI },
      unstated: ['limits.cpu'],
    });
    expect(
      requestsOf({
        containers: [{}],
        resources: { limits: { memory: '4Gi' } },
      }),
    ).toEqual({ memoryBytes: 4 * GI });
  });

  it('takes a limit for what is requested where nothing is', () => {
    expect(
      readPodDemand({
        containers: [{ resources: { limits: { memory: '1Gi' } } }],
      }),
    ).toEqual({
      requests: { memoryBytes: GI },
      limits: { memoryBytes: GI },
      unstated: ['requests.cpu', 'limits.cpu'],
    });
  });

  it('tells what a container does not say', () => {
    expect(
      readPodDemand({ containers: [container('1'), { resources: {} }] }),
    ).toEqual({
      requests: { cpuMillicores: 1_000, memoryBytes: GI },
      limits: { cpuMillicores: 1_000, memoryBytes: GI },
      unstated: [
        'requests.cpu',
        'requests.memory',
        'limits.cpu',
        'limits.memory',
      ],
    });
  });

  it('has other resources in order, and none of which there is nothing', () => {
    expect(
      requestsOf({
        containers: [
          {
            resources: {
              requests: {
                'nvidia.com/gpu': '2',
                'ephemeral-storage': '1Gi',
                'hugepages-2Mi': '0',
              },
            },
          },
        ],
      }),
    ).toEqual({
      others: [
        { resource: 'ephemeral-storage', amount: GI },
        { resource: 'nvidia.com/gpu', amount: 2 },
      ],
    });
  });

  it.each([
    ['100m', 100],
    ['1.5', 1_500],
    ['1n', 1],
    [2, 2_000],
    ['0', 0],
    ['12E', 1.2e22],
  ])('reads %p of CPU as %p', (cpu, expected) => {
    expect(requestsOf({ containers: [container(cpu)] })).toMatchObject({
      cpuMillicores: expected,
    });
  });

  it.each([
    ['1Gi', GI],
    ['1.5Ti', 1.5 * 1024 ** 4],
    ['12E', 12e18],
    ['100m', 1],
  ])('reads %p of memory as %p', (memory, expected) => {
    expect(requestsOf({ containers: [container('1', memory)] })).toMatchObject({
      memoryBytes: expected,
    });
  });

  it.each([
    '-1',
    -1,
    '1e400',
    'NaN',
    NaN,
    Infinity,
    '',
    '9'.repeat(1_000_000),
    `${'9'.repeat(40)}Gi`,
    null,
    true,
    [],
    { toString: 'x', valueOf: 'x' },
  ])('does not count a pod of which it cannot read %p', amount => {
    for (const pod of [
      { containers: [container('1'), container(amount)] },
      { containers: [container('1', amount)] },
      { containers: [container('1')], initContainers: [container(amount)] },
      { containers: [container('1')], overhead: { cpu: amount } },
      {
        containers: [container('1')],
        resources: { limits: { memory: amount } },
      },
    ]) {
      expect(readPodDemand(pod)).toBeUndefined();
    }
  });

  it.each([
    ['no containers', { containers: [] }],
    ['containers before it that are no list', { initContainers: {} }],
    ['a container before it that is none', { initContainers: ['x'] }],
    ['resources that are none', { resources: 'x' }],
    ['an overhead that is none', { overhead: [] }],
    [
      'a hostile name',
      { overhead: JSON.parse('{"__proto__": "1", "cpu": "1"}') },
    ],
    ['a name that hides something', { overhead: { 'g\u202epu': '1' } }],
    [
      'more resources than it lists',
      {
        overhead: Object.fromEntries(
          Array.from({ length: MAX_OTHER_RESOURCES + 1 }, (_, index) => [
            `example.com/r${index}`,
            '1',
          ]),
        ),
      },
    ],
  ])('does not count a pod with %s', (_, over: object) => {
    expect(
      readPodDemand({ containers: [container('1')], ...over }),
    ).toBeUndefined();
  });
});

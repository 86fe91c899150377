import { gpuCostOf, readGpuPrices } from './readGpuPrices';
import type { Sample } from './readSamples';
import type { Price } from './schema';

const sample = (labels: Record<string, string>, value: number): Sample => ({
  labels,
  value,
});
const gpus = (node: string, value: number, resource = 'nvidia_com_gpu') =>
  sample({ node, resource }, value);
const NOTHING = {
  gpuRequested: [],
  nodeGpus: [],
  gpuPrice: [],
  nodeLabels: [],
  nodeInfo: [],
};
const price = (over: Partial<Price> = {}): Price => ({
  cpuHour: 0.04,
  gibHour: 0.005,
  ...over,
});

describe('readGpuPrices', () => {
  it('costs nothing, and lacks nothing, where there are none', () => {
    const none = readGpuPrices(NOTHING, []);
    expect(none).toMatchObject({ nodes: 0, estimated: false, lacks: [] });
    expect(gpuCostOf([], none)).toBe(0);
    // A device plugin that is gone leaves the resource with nothing of it.
    expect(
      readGpuPrices({ ...NOTHING, nodeGpus: [gpus('a', 0)] }, []).lacks,
    ).toEqual([]);
  });

  it('has the price of each node, and the mean of all where it is not known of one', () => {
    const prices = readGpuPrices(
      {
        ...NOTHING,
        nodeGpus: [gpus('a', 72), gpus('b', 24), gpus('c', 24)],
        gpuPrice: [sample({ node: 'a' }, 1), sample({ node: 'b' }, 3)],
      },
      [],
    );
    expect(prices.nodes).toBe(72 + 72);
    expect(prices.lacks).toEqual(['no price is known of the GPUs of 1 nodes']);
    const cost = (node?: string) => gpuCostOf([{ node, hours: 2 }], prices);
    expect([cost('a'), cost('b'), cost('c'), cost()]).toEqual([2, 6, 3, 3]);
  });

  it('takes 0 for a price where somebody wrote it, and not where an exporter knows none', () => {
    const told = {
      ...NOTHING,
      nodeGpus: [gpus('a', 24)],
      gpuPrice: [sample({ node: 'a' }, 0)],
    };
    expect(readGpuPrices(told, []).lacks).toHaveLength(1);
    expect(readGpuPrices(told, [])).not.toHaveProperty('nodes');
    expect(readGpuPrices(told, [price({ gpuHour: 0 })])).toMatchObject({
      nodes: 0,
      estimated: true,
      lacks: [],
    });
  });

  it('goes by the first price that fits and has one of GPUs', () => {
    const told = {
      ...NOTHING,
      nodeGpus: [gpus('a', 1)],
      nodeInfo: [sample({ node: 'a', provider_id: 'aws:///a' }, 1)],
    };
    const prices = readGpuPrices(told, [
      price(),
      price({ provider: 'gcp', gpuHour: 9 }),
      price({ provider: 'aws', gpuHour: 2 }),
      price({ gpuHour: 1 }),
    ]);
    expect(prices.nodes).toBe(2);
  });

  it('says of parts of GPUs that they have no price, and of no other resource anything', () => {
    const { lacks, nodes } = readGpuPrices(
      {
        ...NOTHING,
        nodeGpus: [
          gpus('a', 24, `nvidia_com_mig_${'9'.repeat(10_000)}`),
          gpus('a', 24),
        ],
        gpuPrice: [sample({ node: 'a' }, 1)],
      },
      [],
    );
    expect(nodes).toBe(24);
    expect(lacks).toEqual([
      expect.stringMatching(
        /^parts of GPUs have no price \(nvidia_com_mig_9+\)$/,
      ),
    ]);
    expect(lacks[0].length).toBeLessThan(120);
  });

  it('says so where GPUs are asked for, and what has them is not known', () => {
    const told = {
      ...NOTHING,
      gpuRequested: [sample({ namespace: 'lab', node: 'a' }, 2)],
    };
    const lacking = readGpuPrices(told, []);
    expect(lacking.lacks).toEqual([
      'no price is known of GPUs that are asked for',
    ]);
    expect(gpuCostOf([{ node: 'a', hours: 2 }], lacking)).toBeUndefined();
    const priced = { ...told, gpuPrice: [sample({ node: 'a' }, 3)] };
    expect(readGpuPrices(priced, []).lacks).toEqual([]);
  });
});

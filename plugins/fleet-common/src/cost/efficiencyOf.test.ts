import { efficiencyOf } from './efficiencyOf';

const usage = (
  cpu: [number | undefined, number | undefined],
  ram: [number | undefined, number | undefined],
) => ({
  cpuCoresRequested: cpu[0],
  cpuCoresUsed: cpu[1],
  ramBytesRequested: ram[0],
  ramBytesUsed: ram[1],
});

describe('efficiencyOf', () => {
  it('weighs CPU and memory by what they cost', () => {
    expect(efficiencyOf({ cpu: 3, ram: 1 }, usage([2, 1], [100, 150]))).toEqual(
      { cpu: 0.5, ram: 1.5, total: 0.75 },
    );
  });

  it('has no number for what has no request, however much is used', () => {
    expect(efficiencyOf({ cpu: 3, ram: 1 }, usage([0, 1], [0, 7]))).toEqual({
      cpu: 'no-request',
      ram: 'no-request',
      total: 'no-request',
    });
    expect(efficiencyOf({ cpu: 3, ram: 1 }, usage([0, 1], [10, 5]))).toEqual({
      cpu: 'no-request',
      ram: 0.5,
      total: 0.5,
    });
  });

  it.each([
    ['nothing', usage([undefined, undefined], [undefined, undefined])],
    ['only what is used', usage([undefined, 3], [undefined, 3])],
  ])('says nothing where %s is known', (_, known) => {
    expect(efficiencyOf({ cpu: 3, ram: 1 }, known)).toBeUndefined();
  });

  it('leaves out what is not known, and what costs nothing', () => {
    expect(
      efficiencyOf({ cpu: 3, ram: 1 }, usage([2, undefined], [10, 5])),
    ).toEqual({ ram: 0.5, total: 0.5 });
    expect(efficiencyOf({ cpu: 0, ram: 0 }, usage([2, 1], [10, 5]))).toEqual({
      cpu: 0.5,
      ram: 0.5,
    });
    expect(efficiencyOf({ cpu: -9, ram: 1 }, usage([2, 1], [10, 4]))).toEqual({
      cpu: 0.5,
      ram: 0.4,
      total: 0.4,
    });
    expect(efficiencyOf({}, usage([2, 1], [10, 5]))).not.toHaveProperty(
      'total',
    );
  });
});

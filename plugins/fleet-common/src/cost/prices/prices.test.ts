import { checkPriceRow } from './checkPriceRow';
import type { PriceRow } from './PriceRow';
import { pricesOn } from './pricesOn';

const row = (over: Partial<PriceRow> = {}): PriceRow => ({
  cpuHour: 0.04,
  gibHour: 0.005,
  currency: 'EUR',
  validFrom: '2026-11-01',
  ...over,
});

const cpuOn = (rows: PriceRow[], day: string, currency = 'EUR') =>
  pricesOn(rows, { day, currency }).map(({ cpuHour }) => cpuHour);

describe('pricesOn', () => {
  it('has the price of the day, whatever came after it', () => {
    const rows = [
      row({ cpuHour: 1, validFrom: '2026-11-01' }),
      row({ cpuHour: 3, validFrom: '2026-11-20' }),
      row({ cpuHour: 2, validFrom: '2026-11-10' }),
    ];
    expect(cpuOn(rows, '2026-10-31')).toEqual([]);
    expect(cpuOn(rows, '2026-11-01')).toEqual([1]);
    expect(cpuOn(rows, '2026-11-09')).toEqual([1]);
    expect(cpuOn(rows, '2026-11-10')).toEqual([2]);
    expect(cpuOn(rows, '2026-12-01')).toEqual([3]);
  });

  it('takes of one day what was written last', () => {
    const rows = [row({ cpuHour: 1 }), row({ cpuHour: 2 })];
    expect(cpuOn(rows, '2026-11-01')).toEqual([2]);
  });

  it('ends prices by a row without any', () => {
    const end = row({ validFrom: '2026-11-05' });
    delete end.cpuHour;
    delete end.gibHour;
    const rows = [row({ cpuHour: 1 }), end];
    expect(cpuOn(rows, '2026-11-04')).toEqual([1]);
    expect(cpuOn(rows, '2026-11-05')).toEqual([]);
  });

  it('has a price of GPUs where a row has one', () => {
    const rows = [row(), row({ provider: 'aws', gpuHour: 0 })];
    expect(
      pricesOn(rows, { day: '2026-11-01', currency: 'EUR' }).map(
        ({ gpuHour }) => gpuHour,
      ),
    ).toEqual([0, undefined]);
  });

  it('never mixes currencies', () => {
    const rows = [row({ cpuHour: 1 }), row({ cpuHour: 2, currency: 'USD' })];
    expect(cpuOn(rows, '2026-11-01', 'USD')).toEqual([2]);
    expect(cpuOn(rows, '2026-11-01', 'CHF')).toEqual([]);
  });

  it('puts first what says most of a node', () => {
    const rows = [
      row({ cpuHour: 1 }),
      row({ cpuHour: 2, provider: 'aws' }),
      row({ cpuHour: 3, provider: 'aws', region: 'eu' }),
      row({ cpuHour: 4, region: 'eu' }),
      row({ cpuHour: 5, instanceType: 'm5' }),
      row({ cpuHour: 6, instanceType: 'm5', region: 'eu', provider: 'aws' }),
    ];
    expect(cpuOn(rows, '2026-11-01')).toEqual([6, 5, 3, 4, 2, 1]);
    expect(cpuOn(rows.toReversed(), '2026-11-01')).toEqual([6, 5, 3, 4, 2, 1]);
  });
});

describe('checkPriceRow', () => {
  const problems = (over: Partial<PriceRow & { note: string }> = {}) =>
    checkPriceRow({ ...row(), ...over }, { earliest: '2026-11-01' }).map(
      ({ field, problem }) => `${field}: ${problem}`,
    );

  it.each([
    {},
    { provider: 'aws', region: 'eu-west-1', instanceType: 'm5.large' },
    { cpuHour: 0, gibHour: 1_000_000, volumeGibHour: 0, gpuHour: 0 },
    { cpuHour: undefined, gibHour: undefined },
    { validFrom: '2028-02-29', note: 'as agreed in the contract' },
  ])('has nothing to say of %j', over => {
    expect(problems(over)).toEqual([]);
  });

  it.each([
    [{ provider: '' }, 'provider: text'],
    [{ region: ' eu' }, 'region: text'],
    [{ instanceType: 'a\u202eb' }, 'instanceType: text'],
    [{ provider: 'a'.repeat(254) }, 'provider: text'],
    [{ cpuHour: -1 }, 'cpuHour: price'],
    [{ cpuHour: NaN }, 'cpuHour: price'],
    [{ gibHour: Infinity }, 'gibHour: price'],
    [{ volumeGibHour: 1_000_001 }, 'volumeGibHour: price'],
    [{ gpuHour: Infinity }, 'gpuHour: price'],
    [
      { cpuHour: undefined, gibHour: undefined, gpuHour: 1 },
      'gpuHour: without-price',
    ],
    [{ cpuHour: undefined }, 'cpuHour: needed'],
    [{ gibHour: undefined }, 'gibHour: needed'],
    [
      { cpuHour: undefined, gibHour: undefined, volumeGibHour: 1 },
      'volumeGibHour: without-price',
    ],
    [{ currency: 'eur' }, 'currency: currency'],
    [{ validFrom: '2026-02-30' }, 'validFrom: day'],
    [{ validFrom: '2026-1-1' }, 'validFrom: day'],
    [{ validFrom: '12026-01-01' }, 'validFrom: day'],
    [{ validFrom: '2026-10-31' }, 'validFrom: charged'],
    [{ note: 'n'.repeat(501) }, 'note: text'],
  ])('says of %j: %s', (over, problem) => {
    expect(problems(over)).toEqual([problem]);
  });
});

import { mockServices } from '@backstage/backend-test-utils';
import type { JsonValue } from '@backstage/types';
import { DEFAULT_COMPLIANCE_SETTINGS } from '@fleetview/backstage-plugin-fleet-common';
import { readFleetConfig } from './readFleetConfig';

const read = (compliance: JsonValue) => {
  const { config, problems } = readFleetConfig(
    mockServices.rootConfig({ data: { fleet: { compliance } } }),
  );
  return { ...config.compliance!, problems };
};

describe('fleet.compliance', () => {
  it('is what is configured, and the defaults of what is not', () => {
    const { settings, origin, standards, standardsFrom, problems } = read({
      weights: { critical: 20 },
      coverageForGrade: 0.9,
      repairWithinDays: { critical: 3, low: 'unlimited' },
      expectations: [
        { policies: ['pss-*'], engine: 'kyverno', tiers: ['production'] },
      ],
      standards: [
        {
          policy: 'require-limits',
          standards: [{ standard: 'CIS', controls: ['5.2.2'] }],
        },
      ],
      standardsFrom: ['standards', 'Resource:security/More'],
    });
    expect(problems).toEqual([]);
    expect(origin).toBe('configured');
    expect(settings).toEqual({
      ...DEFAULT_COMPLIANCE_SETTINGS,
      weights: { ...DEFAULT_COMPLIANCE_SETTINGS.weights, critical: 20 },
      coverageForGrade: 0.9,
      repairWithinDays: {
        ...DEFAULT_COMPLIANCE_SETTINGS.repairWithinDays,
        critical: 3,
        low: 'unlimited',
      },
      expectations: [
        { policies: ['pss-*'], engine: 'kyverno', tiers: ['production'] },
      ],
    });
    expect(standards).toHaveLength(1);
    expect(standardsFrom).toEqual([
      'resource:default/standards',
      'resource:security/more',
    ]);
  });

  it.each([
    [
      { weights: { critical: 20, high: 0 } },
      'fleet.compliance.weights.high',
      '0',
    ],
    [{ grades: { B: 0.99 } }, 'fleet.compliance.grades', '{"B":0.99}'],
    [
      { expectations: [{ policies: ['*'] }] },
      'fleet.compliance.expectations[0]',
      '{"policies":["*"]}',
    ],
    [{ weigths: {} }, 'fleet.compliance.weigths', undefined],
    [{ standardsFrom: ['a b'] }, 'fleet.compliance.standardsFrom[0]', '"a b"'],
  ])('of which %j is refused as a whole, and said', (given, key, value) => {
    const { settings, origin, problems } = read({
      warnShare: 0.25,
      ...given,
    } as JsonValue);
    expect(settings).toEqual(DEFAULT_COMPLIANCE_SETTINGS);
    expect(origin).toBe('refused');
    expect(problems).toEqual([
      {
        key,
        ...(value === undefined ? {} : { value }),
        message: expect.stringMatching(
          /; all of fleet\.compliance but keepDays is left out, and the defaults count$/,
        ),
      },
    ]);
  });

  it('loses an entry of standards alone where that is malformed', () => {
    const { settings, origin, standards, problems } = read({
      warnShare: 0.25,
      standards: [
        { policy: 'a', standards: [{ standard: 'CIS' }] },
        { policy: 'b', standards: [{ standard: '—' }] },
      ],
    });
    expect(origin).toBe('configured');
    expect(settings.warnShare).toBe(0.25);
    expect(standards.map(({ policy }) => policy)).toEqual(['a']);
    expect(problems).toEqual([
      {
        key: 'fleet.compliance.standards[1].standards[0].standard',
        message: 'has no letter and no digit; the entry is left out',
      },
    ]);
  });

  it('keeps for as long as it is told to where its formula is refused', () => {
    const { origin, keepDays, problems } = read({
      keepDays: 1000,
      warnShare: 2,
    });
    expect({ origin, keepDays }).toEqual({ origin: 'refused', keepDays: 1000 });
    expect(problems.map(({ key }) => key)).toEqual([
      'fleet.compliance.warnShare',
    ]);
  });

  it('has a formula where nobody can say for how long to keep it', () => {
    const { origin, settings, keepDays, problems } = read({
      keepDays: 0,
      warnShare: 0.25,
    });
    expect({ origin, keepDays }).toEqual({ origin: 'configured' });
    expect(settings.warnShare).toBe(0.25);
    expect(problems).toEqual([
      {
        key: 'fleet.compliance.keepDays',
        value: '0',
        message: expect.stringMatching(/1; the entry is left out$/),
      },
    ]);
  });

  it('computes as usual where only the time to keep is set', () => {
    expect(read({ keepDays: 40 })).toMatchObject({
      origin: 'default',
      keepDays: 40,
      problems: [],
    });
  });
});

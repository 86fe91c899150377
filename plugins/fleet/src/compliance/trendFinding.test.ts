import { companyComplianceTrend } from '@fleetview/backstage-plugin-fleet-react/testing';
import { trendFinding } from './trendFinding';

const trend = (
  ...days: [day: string, percent: number | undefined, evaluated: number][]
) => {
  const company = companyComplianceTrend();
  return {
    ...company,
    days: days.map(([day, percent, evaluated]) => ({
      ...company.days[0],
      day,
      percent,
      evaluation: { evaluated, expected: evaluated > 0 ? 4 : 0 },
    })),
  };
};

describe('trendFinding', () => {
  it('compares the first and the last day with a score, and their coverage', () => {
    expect(
      trendFinding(
        trend(
          ['2026-11-01', undefined, 1],
          ['2026-11-02', 95.4, 4],
          ['2026-11-03', 80, 4],
          ['2026-11-04', 91.4, 3],
          ['2026-11-05', undefined, 1],
        ),
      ),
    ).toEqual({
      since: '2026-11-02',
      until: '2026-11-04',
      score: { kind: 'fell', points: 4 },
      coverage: { kind: 'fell', points: 25 },
    });
  });

  it('says what stayed the same, and nothing of a coverage that is of nothing', () => {
    expect(
      trendFinding(trend(['2026-11-01', 90, 0], ['2026-11-02', 90.04, 2])),
    ).toEqual({
      since: '2026-11-01',
      until: '2026-11-02',
      score: { kind: 'same', points: 0 },
    });
  });

  it('says nothing of fewer than two days with a score', () => {
    expect(trendFinding(trend())).toEqual({});
    expect(
      trendFinding(trend(['2026-11-01', 90, 4], ['2026-11-02', undefined, 4])),
    ).toEqual({});
  });
});

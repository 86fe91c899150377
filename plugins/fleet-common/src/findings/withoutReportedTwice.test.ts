import {
  type ReportableFinding,
  withoutReportedTwice,
} from './withoutReportedTwice';

const direct: ReportableFinding = {
  observer: 'member',
  subject: 'member',
  engine: 'ocm-policy',
  policy: 'policies.namespaces',
  rule: 'must-have',
};
const reported = { ...direct, observer: 'hub' };

describe('withoutReportedTwice', () => {
  it('keeps what the cluster itself says, whichever comes first', () => {
    expect(withoutReportedTwice([reported, direct])).toEqual([direct]);
    expect(withoutReportedTwice([direct, reported])).toEqual([direct]);
  });

  it.each<[string, ReportableFinding]>([
    ['another cluster', { ...reported, subject: 'other' }],
    ['a cluster that is not known', { ...reported, subject: undefined }],
    ['another policy', { ...reported, policy: 'policies.limits' }],
    ['another rule', { ...reported, rule: 'must-not-have' }],
    ['another engine', { ...reported, engine: 'kyverno' }],
    [
      'one resource',
      { ...reported, resource: { kind: 'Pod', namespace: 'a', name: 'b' } },
    ],
  ])('keeps what a hub says of %s', (_, other) => {
    expect(withoutReportedTwice([direct, other])).toEqual([direct, other]);
  });

  it('keeps what only hubs say, of each hub', () => {
    const other = { ...reported, observer: 'other-hub' };
    expect(withoutReportedTwice([reported, other])).toEqual([reported, other]);
  });
});

import { HOSTILE_TEXTS } from '../../testUtils';
import {
  parseStandardsMapping,
  type StandardsMapping,
} from './standardsMapping';
import { StandardsIndex } from './StandardsIndex';
import {
  ANNOTATION_POLICY_STANDARDS,
  knownStandard,
  standardNamed,
  standardsOf,
} from './standardsOf';

describe('knownStandard', () => {
  it.each([
    ['CIS', 'cis'],
    ['cis-1.9', 'cis'],
    ['eks-cis-1.4', 'cis'],
    ['CIS Kubernetes Benchmarks v1.23', 'cis'],
    ['National Security Agency - Kubernetes Hardening Guidance v1.0', 'nsa'],
    ['NSA', 'nsa'],
    ['Pod Security Standards (Restricted)', 'pss'],
    ['Kubernetes Pod Security Standards - Baseline', 'pss'],
    ['k8s-pss-restricted-0.1', 'pss'],
    ['Pod Security', 'pss'],
    ['PCI', 'pci-dss'],
    ['PCI-DSS v4.0', 'pci-dss'],
    ['NIST SP 800-53', 'nist-800-53'],
    ['NIST 800-53 Rev. 5', 'nist-800-53'],
    ['NIST SP 800-190', 'nist-800-190'],
    ['NIST-CSF', 'nist-csf'],
    ['NIST', 'nist'],
    ['SOC 2', 'soc-2'],
    ['SOC2', 'soc-2'],
    ['ISO/IEC 27001:2022', 'iso-27001'],
    ['ISO27001', 'iso-27001'],
    ['HIPAA', 'hipaa'],
    ['FedRAMP Moderate', 'fedramp'],
    ['MITRE', 'mitre-attack'],
    ['DISA STIG V2R2', 'stig'],
  ])('calls %s %s', (name, id) => {
    expect(knownStandard(name)?.id).toBe(id);
  });

  it.each([
    'Best Practices',
    'Sample',
    'decisions',
    'associated',
    'spaces',
    '',
    '—',
  ])('knows no standard of %s', name => {
    expect(knownStandard(name)).toBeUndefined();
  });
});

describe('standardNamed', () => {
  it('takes a standard that nobody knows for their own', () => {
    expect(standardNamed(' ACME Platform rules 2.0 ')).toEqual({
      id: 'own/acme-platform-rules-2-0',
      name: 'ACME Platform rules 2.0',
    });
    expect(standardNamed('Überall Sicher')?.id).toBe('own/überall-sicher');
  });

  it('is nothing without a letter or digit', () => {
    expect(standardNamed(' — ')).toBeUndefined();
  });
});

describe('standardsOf', () => {
  it('has those of the author, of annotations and of categories, each once', () => {
    expect(
      standardsOf({
        standards: ['NIST SP 800-53', 'ACME'],
        categories: [
          'EKS Best Practices',
          'Pod Security Standards (Baseline)',
          'NIST 800-53',
        ],
        annotations: { [ANNOTATION_POLICY_STANDARDS]: 'PCI DSS 4, acme,, CIS' },
      }).map(({ id }) => id),
    ).toEqual(['nist-800-53', 'own/acme', 'pci-dss', 'cis', 'pss']);
  });

  it('has none where nothing says so', () => {
    expect(standardsOf({ standards: [], categories: ['Other'] })).toEqual([]);
    const inherited = Object.create({ [ANNOTATION_POLICY_STANDARDS]: 'CIS' });
    expect(
      standardsOf({ standards: [], categories: [], annotations: inherited }),
    ).toEqual([]);
  });

  it('is bounded, whatever a cluster says', () => {
    const many = Array.from({ length: 1000 }, (_, index) => `s${index}`).join(
      ',',
    );
    expect(
      standardsOf({
        standards: [],
        categories: [],
        annotations: { [ANNOTATION_POLICY_STANDARDS]: many },
      }),
    ).toHaveLength(200);
  });
});

describe('parseStandardsMapping', () => {
  const entry = (other: object = {}) => ({
    policy: 'disallow-*',
    standards: [{ standard: 'CIS', controls: ['5.2.2'] }],
    ...other,
  });

  it('reads entries', () => {
    expect(
      parseStandardsMapping({
        policies: [
          entry({ engine: 'kyverno', rule: 'privileged' }),
          { policy: ' x ', standards: [{ standard: 'ACME' }] },
        ],
      }),
    ).toEqual({
      entries: [
        {
          policy: 'disallow-*',
          engine: 'kyverno',
          rule: 'privileged',
          standards: [{ standard: 'CIS', controls: ['5.2.2'] }],
        },
        { policy: 'x', standards: [{ standard: 'ACME', controls: [] }] },
      ],
      problems: [],
    });
  });

  it.each([
    ['no policy', { policy: undefined }, 'policies.1.policy'],
    ['an empty policy', { policy: ' ' }, 'policies.1.policy'],
    ['no standards', { standards: [] }, 'policies.1.standards'],
    [
      'a standard of no letters',
      { standards: [{ standard: '--' }] },
      'policies.1.standards.0.standard',
    ],
    [
      'a control that is a number',
      { standards: [{ standard: 'CIS', controls: [5.1] }] },
      'policies.1.standards.0.controls.0',
    ],
    ['a field that there is not', { polices: 'x' }, 'policies.1'],
  ])('leaves out, and tells of, an entry with %s', (_, wrong, path) => {
    const { entries, problems } = parseStandardsMapping({
      policies: [entry(), entry(wrong), entry()],
    });
    expect(entries).toHaveLength(2);
    expect(problems.map(problem => problem.path)).toEqual([path]);
    expect(problems[0].message).not.toBe('');
  });

  it.each([
    [null],
    ['CIS'],
    [[]],
    [{}],
    [{ policies: {} }],
    [{ policies: [], more: 1 }],
  ])('reads nothing of %j, and says so', document => {
    const { entries, problems } = parseStandardsMapping(document);
    expect(entries).toEqual([]);
    expect(problems.length).toBeGreaterThan(0);
  });

  it('is bounded, and says so first', () => {
    const { entries, problems } = parseStandardsMapping({
      policies: Array.from({ length: 6000 }, (_, index) =>
        index % 2 ? entry() : index,
      ),
    });
    expect(entries).toHaveLength(2500);
    expect(problems).toHaveLength(100);
    expect(problems[0].message).toContain('more than 5000 entries');
  });

  it('is bounded in what it names, and says so first', () => {
    const controls = Array.from({ length: 200 }, (_, index) => `${index}`);
    const many = {
      policy: 'x',
      standards: Array.from({ length: 50 }, () => ({
        standard: 'CIS',
        controls,
      })),
    };
    const { entries, problems } = parseStandardsMapping({
      policies: [...Array.from({ length: 6 }, () => many), 7],
    });
    // 10,000 each.
    expect(entries).toHaveLength(5);
    expect(problems.map(({ message }) => message)).toEqual([
      expect.stringContaining('more than 50000 controls'),
      expect.any(String),
    ]);
  });

  it('never throws, whatever is in it', () => {
    const documents = HOSTILE_TEXTS.map(({ text }) => ({
      policies: [
        text,
        { policy: text, standards: [{ standard: text }] },
        entry(),
      ],
    }));
    for (const document of documents) {
      const mapping = parseStandardsMapping(document);
      expect(mapping.entries.length).toBeGreaterThanOrEqual(1);
      const own = new StandardsIndex(mapping).of({
        engine: 'x',
        policy: 'disallow-x',
      });
      expect(own.standards.map(({ id }) => id)).toContain('cis');
    }
  });
});

describe('StandardsIndex', () => {
  const mapping: StandardsMapping = parseStandardsMapping({
    policies: [
      {
        policy: 'disallow-*',
        standards: [{ standard: 'CIS 1.9', controls: ['5.2.2', '5.2.3'] }],
      },
      {
        policy: 'disallow-privileged',
        engine: 'kyverno',
        standards: [
          { standard: 'cis', controls: ['5.2.2'] },
          { standard: 'ACME', controls: ['A-1'] },
        ],
      },
      { policy: '*', rule: 'host-*', standards: [{ standard: 'PCI' }] },
    ],
  });
  const index = new StandardsIndex(mapping);
  const of = (
    policy: string,
    other: { engine?: string; rule?: string } = {},
  ) => {
    const { standards, controls } = index.of({
      engine: 'kyverno',
      policy,
      ...other,
    });
    return [standards.map(({ id }) => id), controls];
  };

  it('gives what all entries say that name the policy', () => {
    expect(of('disallow-privileged')).toEqual([
      ['cis', 'own/acme'],
      ['CIS Benchmarks 5.2.2', 'CIS Benchmarks 5.2.3', 'ACME A-1'],
    ]);
    expect(of('disallow-privileged', { engine: 'gatekeeper' })[0]).toEqual([
      'cis',
    ]);
    expect(of('require-limits')).toEqual([[], []]);
  });

  it('gives a rule what is said of it, and a policy nothing that is said of its rules', () => {
    expect(of('any', { rule: 'host-ports' })[0]).toEqual(['pci-dss']);
    expect(of('any')[0]).toEqual([]);
    expect(of('any', { rule: 'ports' })[0]).toEqual([]);
  });

  it('says whether rules of a policy are told apart at all', () => {
    const isByRule = (entries: typeof mapping.entries) =>
      new StandardsIndex({ entries }).isByRule({
        engine: 'kyverno',
        policy: 'disallow-privileged',
      });
    expect(isByRule(mapping.entries)).toBe(true);
    expect(isByRule(mapping.entries.slice(0, 2))).toBe(false);
  });

  it('goes by the order of entries, whether they name a policy in full or by a pattern', () => {
    const { entries } = parseStandardsMapping({
      policies: [
        { policy: 'x', standards: [{ standard: 'one' }] },
        { policy: '*', standards: [{ standard: 'two' }] },
        { policy: 'x', standards: [{ standard: 'three' }] },
      ],
    });
    expect(
      new StandardsIndex({ entries })
        .of({ engine: 'any', policy: 'x' })
        .standards.map(({ name }) => name),
    ).toEqual(['one', 'two', 'three']);
  });
});

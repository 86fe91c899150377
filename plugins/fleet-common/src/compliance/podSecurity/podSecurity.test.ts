import type { ComplianceResult } from '../units/results';
import { controlsOfLevel, POD_SECURITY_CONTROLS } from './controls';
import { podSecuritySubjects } from './evidenceOfPolicy';
import { type PodSecurityFinding, podSecurityOf } from './podSecurityOf';

const finding = (
  policy: string,
  result: ComplianceResult,
  other: Partial<PodSecurityFinding> = {},
): PodSecurityFinding => ({
  engine: 'kyverno',
  policy,
  result,
  controls: [],
  ...other,
});

const BASELINE = [
  'disallow-host-process',
  'disallow-host-namespaces',
  'disallow-privileged-containers',
  'disallow-capabilities',
  'disallow-host-path',
  'disallow-host-ports',
  'restrict-apparmor-profiles',
  'disallow-selinux',
  'disallow-proc-mount',
  'restrict-seccomp',
  'restrict-sysctls',
];
const RESTRICTED = [
  'restrict-volume-types',
  'disallow-privilege-escalation',
  'require-run-as-nonroot',
  'require-run-as-non-root-user',
  'restrict-seccomp-strict',
  'disallow-capabilities-strict',
];
/** Kyverno has no policy for what Kubernetes 1.34 added. */
const probes = finding('host-probes', 'pass', {
  controls: ['Host Probes / Lifecycle Hooks'],
});
const passing = (policies: readonly string[]) => [
  ...policies.map(policy => finding(policy, 'pass')),
  probes,
];
const ids = (controls: readonly { id: string }[] | undefined) =>
  controls?.map(({ id }) => id);

describe('controlsOfLevel', () => {
  it('are those of the documentation of Kubernetes', () => {
    expect(controlsOfLevel('privileged')).toEqual([]);
    expect(controlsOfLevel('baseline')).toHaveLength(12);
    expect(controlsOfLevel('restricted')).toHaveLength(18);
    expect(new Set(ids(POD_SECURITY_CONTROLS)).size).toBe(18);
  });

  it.each([
    ['v1.33', 11],
    ['1.33.4-gke.100', 11],
    ['v1.34', 12],
    ['latest', 12],
    ['nonsense', 12],
    [undefined, 12],
  ])('of %s are %s in baseline', (version, count) => {
    expect(controlsOfLevel('baseline', version)).toHaveLength(count);
  });

  it('imply controls that there are', () => {
    const implied = POD_SECURITY_CONTROLS.flatMap(
      ({ implies }) => implies ?? [],
    );
    expect(implied).toHaveLength(3);
    expect(ids(controlsOfLevel('baseline'))).toEqual(
      expect.arrayContaining(implied),
    );
  });
});

describe('podSecuritySubjects', () => {
  it.each([
    [
      'kyverno',
      'restrict-seccomp-strict',
      [{ control: 'seccompProfile_restricted' }],
    ],
    ['kyverno', 'podsecurity-subrule-restricted', [{ level: 'restricted' }]],
    ['kyverno', 'require-limits', []],
    ['kyverno', 'constructor', []],
    // The name of another engine's policy says nothing.
    ['polaris', 'restrict-seccomp-strict', []],
    ['trivy', 'KSV017', [{ control: 'privileged' }]],
    ['trivy', 'AVD-KSV-0106', [{ control: 'capabilities_restricted' }]],
    [
      'trivy',
      'KSV-0009',
      [{ control: 'hostNamespaces', part: { name: 'network', of: 3 } }],
    ],
    ['trivy', 'KSV014', []],
    ['trivy', 'CVE-2024-1', []],
  ])(
    'of the policy of %s that is called %s are %j',
    (engine, policy, expected) => {
      expect(podSecuritySubjects({ engine, policy, controls: [] })).toEqual(
        expected,
      );
    },
  );

  it.each([
    [
      'capabilities_restricted',
      undefined,
      [{ control: 'capabilities_restricted' }],
    ],
    ['Host Ports', undefined, [{ control: 'hostPorts' }]],
    [
      'Pod Security Standards host ports',
      undefined,
      [{ control: 'hostPorts' }],
    ],
    ['PSS: /proc Mount Type', undefined, [{ control: 'procMount' }]],
    ['Running as Non-root', undefined, [{ control: 'runAsNonRoot' }]],
    ['Running as Non-root user', undefined, [{ control: 'runAsUser' }]],
    ['Pod Security Standards restricted', undefined, [{ level: 'restricted' }]],
    ['baseline', undefined, [{ level: 'baseline' }]],
    // It is one of two, and nothing tells which.
    ['Seccomp', undefined, []],
    ['Seccomp', 'Pod Security Standards (Baseline), (Restricted)', []],
    [
      'Seccomp',
      'Pod Security Standards (Restricted)',
      [{ control: 'seccompProfile_restricted' }],
    ],
    [
      'Capabilities',
      'Pod Security Standards (Baseline)',
      [{ control: 'capabilities_baseline' }],
    ],
    ['5.2.2', undefined, []],
  ])(
    'of the control %s in the category %s are %j',
    (control, category, expected) => {
      expect(
        podSecuritySubjects({
          engine: 'own',
          policy: 'p',
          controls: [control],
          ...(category !== undefined && { category }),
        }),
      ).toEqual(expected);
    },
  );
});

describe('podSecurityOf', () => {
  it('knows nothing of a namespace that nobody looked at', () => {
    const { next, ...level } = podSecurityOf({}, []);
    expect(level).toEqual({
      asked: {},
      atLeast: 'privileged',
      atMost: 'restricted',
      breaksEnforced: false,
    });
    expect(next).toMatchObject({ level: 'baseline', failing: [], exempt: [] });
    expect(next?.notEvaluated).toHaveLength(12);
  });

  it('takes what labels ask for as no proof', () => {
    const enforce = { level: 'restricted' as const, version: 'latest' };
    expect(podSecurityOf({ podSecurity: { enforce } }, [])).toMatchObject({
      asked: { enforce },
      atLeast: 'privileged',
    });
  });

  it('keeps restricted where all controls are kept', () => {
    const { next, ...level } = podSecurityOf(
      {},
      passing([...BASELINE, ...RESTRICTED]),
    );
    expect(next).toBeUndefined();
    expect(level).toMatchObject({
      atLeast: 'restricted',
      atMost: 'restricted',
      level: 'restricted',
    });
  });

  it('keeps baseline, and says what of restricted is broken and what nobody looked at', () => {
    const kept = podSecurityOf({}, [
      ...passing(BASELINE),
      finding('require-run-as-nonroot', 'pass'),
      finding('require-run-as-nonroot', 'fail'),
      finding('restrict-volume-types', 'pass'),
      finding('disallow-privilege-escalation', 'exempt'),
      finding('restrict-seccomp-strict', 'warn'),
      finding('disallow-capabilities-strict', 'error'),
    ]);
    expect(kept).toMatchObject({
      atLeast: 'baseline',
      atMost: 'baseline',
      level: 'baseline',
    });
    expect(ids(kept.next?.failing)).toEqual([
      'runAsNonRoot',
      'seccompProfile_restricted',
    ]);
    expect(ids(kept.next?.exempt)).toEqual(['allowPrivilegeEscalation']);
    expect(ids(kept.next?.notEvaluated)).toEqual([
      'runAsUser',
      'capabilities_restricted',
    ]);
  });

  it('is somewhere between where nothing of the next level is broken, and not all is known', () => {
    const kept = podSecurityOf({}, passing(BASELINE));
    expect(kept).toMatchObject({ atLeast: 'baseline', atMost: 'restricted' });
    expect(kept).not.toHaveProperty('level');
  });

  it.each([
    ['fail', 'privileged', 'privileged'],
    ['warn', 'privileged', 'privileged'],
    ['exempt', 'privileged', 'restricted'],
    ['error', 'privileged', 'restricted'],
    ['not-evaluated', 'privileged', 'restricted'],
    // It does not apply to one of them: the others were looked at.
    ['skip', 'restricted', 'restricted'],
    ['pass', 'restricted', 'restricted'],
  ] as const)(
    'with one %s among what passes is between %2$s and %3$s',
    (result, atLeast, atMost) => {
      expect(
        podSecurityOf({}, [
          ...passing([...BASELINE, ...RESTRICTED]),
          finding('disallow-host-ports', result),
        ]),
      ).toMatchObject({ atLeast, atMost });
    },
  );

  it('takes nothing that was only skipped for proven', () => {
    const { next } = podSecurityOf({}, [
      ...passing(BASELINE.filter(policy => policy !== 'disallow-host-ports')),
      finding('disallow-host-ports', 'skip'),
    ]);
    expect(next).toMatchObject({ level: 'baseline' });
    expect(ids(next?.notEvaluated)).toEqual(['hostPorts']);
  });

  it('believes the engine that looked at all where another did not', () => {
    const trivy = finding('KSV017', 'not-evaluated', { engine: 'trivy' });
    expect(podSecurityOf({}, [...passing(BASELINE), trivy]).atLeast).toBe(
      'baseline',
    );
    const broken = { ...trivy, result: 'fail' as const };
    expect(podSecurityOf({}, [...passing(BASELINE), broken]).atMost).toBe(
      'privileged',
    );
  });

  it('asks for all parts of what an engine looks at in parts', () => {
    const part = (policy: string, result: ComplianceResult = 'pass') =>
      finding(policy, result, { engine: 'trivy' });
    const rest = passing(
      BASELINE.filter(policy => policy !== 'disallow-host-namespaces'),
    );
    const two = [...rest, part('KSV008'), part('KSV009')];
    expect(ids(podSecurityOf({}, two).next?.notEvaluated)).toEqual([
      'hostNamespaces',
    ]);
    expect(podSecurityOf({}, [...two, part('KSV010')]).atLeast).toBe(
      'baseline',
    );
    expect(podSecurityOf({}, [...two, part('KSV010', 'fail')]).atMost).toBe(
      'privileged',
    );
  });

  it('knows of a weaker control by a stricter one, and the other way round', () => {
    const without = BASELINE.filter(
      policy =>
        ![
          'disallow-capabilities',
          'restrict-seccomp',
          'disallow-host-path',
        ].includes(policy),
    );
    expect(podSecurityOf({}, passing([...without, ...RESTRICTED])).level).toBe(
      'restricted',
    );
    const broken = podSecurityOf({}, [
      ...passing([...without, ...RESTRICTED]),
      finding('disallow-capabilities', 'fail'),
    ]);
    expect(broken.atMost).toBe('privileged');
    expect(ids(broken.next?.failing)).toEqual(['capabilities_baseline']);
    // Not to drop all capabilities is not to add some.
    const strict = podSecurityOf({}, [
      ...passing(BASELINE),
      finding('disallow-capabilities-strict', 'fail'),
    ]);
    expect(strict.level).toBe('baseline');
    expect(ids(strict.next?.failing)).toEqual(['capabilities_restricted']);
  });

  describe('by a policy for all of a level', () => {
    const whole = (
      level: string,
      result: ComplianceResult,
      controls: string[] = [],
    ) => finding(`podsecurity-subrule-${level}`, result, { controls });

    it.each(['baseline', 'restricted'] as const)(
      'keeps %s where that passes',
      level => {
        expect(podSecurityOf({}, [whole(level, 'pass')]).atLeast).toBe(level);
      },
    );

    it('breaks what it names', () => {
      const { atMost, next } = podSecurityOf({}, [
        whole('baseline', 'pass'),
        whole('restricted', 'fail', [
          'runAsNonRoot',
          'capabilities_restricted',
        ]),
      ]);
      expect(atMost).toBe('baseline');
      expect(ids(next?.failing)).toEqual([
        'runAsNonRoot',
        'capabilities_restricted',
      ]);
      expect(next?.failsAsAWhole).toBe(false);
    });

    it('breaks the level, where it names nothing', () => {
      expect(
        podSecurityOf({}, [
          whole('baseline', 'pass'),
          whole('restricted', 'fail'),
        ]),
      ).toMatchObject({
        level: 'baseline',
        next: { level: 'restricted', failing: [], failsAsAWhole: true },
      });
      expect(podSecurityOf({}, [whole('baseline', 'fail')])).toMatchObject({
        level: 'privileged',
        next: { level: 'baseline', failsAsAWhole: true },
      });
    });

    it('proves nothing where it was not evaluated', () => {
      expect(
        podSecurityOf({}, [whole('restricted', 'not-evaluated')]),
      ).toMatchObject({
        atLeast: 'privileged',
        atMost: 'restricted',
      });
    });
  });

  it('asks for the controls of the version that the label names', () => {
    const enforce = { level: 'baseline' as const, version: 'v1.33' };
    const policies = BASELINE.map(policy => finding(policy, 'pass'));
    expect(podSecurityOf({ podSecurity: { enforce } }, policies).atLeast).toBe(
      'baseline',
    );
    expect(ids(podSecurityOf({}, policies).next?.notEvaluated)).toEqual([
      'hostProbesAndHostLifecycle',
    ]);
    expect(podSecurityOf({}, policies, 'v1.30').atLeast).toBe('baseline');
  });

  it.each([
    ['restricted', 'disallow-capabilities-strict', true],
    ['baseline', 'disallow-capabilities-strict', false],
    ['baseline', 'disallow-host-ports', true],
    ['privileged', 'disallow-host-ports', false],
    // Admission takes a word that it does not know for the strictest level.
    ['unknown', 'disallow-capabilities-strict', true],
  ] as const)(
    'that enforces %s and fails %s breaks what it enforces: %s',
    (level, policy, breaks) => {
      expect(
        podSecurityOf({ podSecurity: { enforce: { level } } }, [
          finding(policy, 'fail'),
        ]).breaksEnforced,
      ).toBe(breaks);
    },
  );
});

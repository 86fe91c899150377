import type { Author, Authorship } from '../author/authorOf';
import {
  classOfDifference,
  type DifferenceEvidence,
  type EngineEvidence,
} from './classOfDifference';
import { DRIFT_CLASSES, HEADLINE_DRIFT_CLASSES } from './driftClass';
import { roleOfManager } from './managers';

const AT = Date.UTC(2026, 0, 1, 12, 0, 5);

function by(
  manager: string,
  more: Partial<Author> = {},
  others: string[] = [],
): Authorship {
  return {
    confidence: 'owner',
    author: { manager, time: AT, ...more },
    ...(others.length > 0 && {
      ambiguousWith: others.map(other => ({ manager: other, time: AT })),
    }),
  };
}

const NOBODY: Authorship = { confidence: 'none' };

function verdict(
  kind: 'changed' | 'missing' | 'extra',
  authorship: Authorship,
  engine?: EngineEvidence,
  more: Partial<DifferenceEvidence> = {},
) {
  const found = classOfDifference({
    difference: { path: 'spec.replicas', kind },
    authorship,
    ...(engine && { engine }),
    ...more,
  });
  return `${found.class} ${found.because}`;
}

describe('classOfDifference', () => {
  it.each([
    'kubectl',
    'kubectl-edit',
    'kubectl-client-side-apply',
    'kubectl-patch',
    'kubectl-rollout',
    'Lens',
    'OpenLens',
    'k9s',
    'Mozilla',
    'Mozilla/5.0 (X11)',
  ])('of what %s changed is human', manager => {
    expect(verdict('changed', by(manager))).toBe('human known-tool');
    expect(verdict('extra', by(manager))).toBe('human known-tool');
  });

  it.each([
    'kube-controller-manager',
    'cluster-autoscaler',
    'vpa-updater',
    'vpa-admission',
    'vpa-admission-controller',
    'horizontal-pod-autoscaler',
  ])('of what %s changed is controller', manager => {
    expect(verdict('changed', by(manager))).toBe('controller known-controller');
    expect(verdict('extra', by(manager))).toBe('controller known-controller');
  });

  it('tells that it was scaled, and by whom', () => {
    const scale = { subresource: 'scale' };
    expect(verdict('changed', by('kube-controller-manager', scale))).toBe(
      'controller scaled',
    );
    expect(verdict('changed', by('kubectl', scale))).toBe('human known-tool');
    expect(verdict('changed', by('somebody', scale))).toBe(
      'unattributed unknown-manager',
    );
  });

  it.each(['sidecar-injector', 'linkerd-proxy-injector'])(
    'of what %s changed is admission',
    manager => {
      expect(verdict('changed', by(manager))).toBe('admission known-webhook');
    },
  );

  it.each([
    'before-first-apply',
    'node-fetch',
    'unknown',
    'Kubectl',
    'kubectl-edits',
    'my-kubectl-edit',
    '__proto__',
    'constructor',
    '',
  ])('never guesses who %j is', manager => {
    expect(verdict('changed', by(manager))).toBe(
      'unattributed unknown-manager',
    );
    expect(verdict('extra', by(manager))).toBe('extra not-asked-for');
  });

  describe('of what an engine wrote', () => {
    const ENGINES = [
      'argocd-controller',
      'argocd-application-controller',
      'kustomize-controller',
      'helm-controller',
      'work-agent',
    ];

    it.each(ENGINES)('is behind where %s has not brought it yet', manager => {
      const engine = { desiredRevision: 'b', appliedRevision: 'a' };
      expect(verdict('changed', by(manager), engine)).toBe(
        'behind engine-behind',
      );
    });

    it.each(ENGINES)('is failed where %s says so', manager => {
      const engine = {
        hasFailed: true,
        desiredRevision: 'b',
        appliedRevision: 'a',
      };
      expect(verdict('changed', by(manager), engine)).toBe(
        'failed-apply engine-failed',
      );
    });

    it.each<[string, EngineEvidence, string]>([
      ['changed', { appliedAt: AT }, 'admission changed-on-write'],
      ['changed', { appliedAt: AT + 999 }, 'admission changed-on-write'],
      ['changed', { appliedAt: AT + 1000 }, 'unattributed engine-wrote-it'],
      ['changed', {}, 'unattributed engine-wrote-it'],
      [
        'changed',
        { desiredRevision: 'a', appliedRevision: 'a' },
        'unattributed engine-wrote-it',
      ],
      ['changed', { desiredRevision: 'a' }, 'unattributed engine-wrote-it'],
      ['extra', { appliedAt: AT }, 'defaulting filled-in-on-write'],
      ['extra', {}, 'extra not-asked-for'],
    ])('%s is by when it wrote, case %#', (kind, engine, expected) => {
      const author = by('argocd-controller');
      expect(verdict(kind as 'changed', author, engine)).toBe(expected);
    });

    it('is no default where those are known', () => {
      expect(
        verdict(
          'extra',
          by('argocd-controller'),
          { appliedAt: AT },
          {
            hasKnownDefaults: true,
          },
        ),
      ).toBe('admission added-on-write');
    });

    it('is by the name that this engine writes under', () => {
      const engine = {
        managers: ['shop-deployer'],
        desiredRevision: 'b',
        appliedRevision: 'a',
      };
      expect(verdict('changed', by('shop-deployer'), engine)).toBe(
        'behind engine-behind',
      );
      expect(verdict('changed', by('helm-controller'), engine)).toBe(
        'unattributed other-engine',
      );
      // A pipeline that delivers by it is no person.
      expect(
        verdict('changed', by('kubectl-client-side-apply'), {
          ...engine,
          managers: ['kubectl-client-side-apply'],
        }),
      ).toBe('behind engine-behind');
    });
  });

  describe('of what is not there', () => {
    it.each<[EngineEvidence, string]>([
      [{}, 'missing not-there'],
      [{ hasFailed: true }, 'failed-apply engine-failed'],
      [{ desiredRevision: 'b', appliedRevision: 'a' }, 'behind engine-behind'],
      [{ desiredRevision: 'a', appliedRevision: 'a' }, 'missing not-there'],
    ])('is by what the engine says: %j', (engine, expected) => {
      expect(verdict('missing', NOBODY, engine)).toBe(expected);
      // Who made what is around it did not take it away.
      expect(verdict('missing', by('kubectl-edit'), engine)).toBe(expected);
    });
  });

  it('calls an object that nobody asks for extra, whoever made it', () => {
    for (const author of [NOBODY, by('kubectl'), by('helm-controller')]) {
      expect(
        verdict(
          'extra',
          author,
          {},
          { difference: { path: '', kind: 'extra' } },
        ),
      ).toBe('extra not-asked-for');
    }
  });

  describe('without an author', () => {
    it.each<[EngineEvidence, string]>([
      [{}, 'unattributed no-author'],
      [{ hasFailed: true }, 'failed-apply engine-failed'],
      [{ desiredRevision: 'b', appliedRevision: 'a' }, 'behind engine-behind'],
    ])('is by what the engine says: %j', (engine, expected) => {
      expect(verdict('changed', NOBODY, engine)).toBe(expected);
    });

    it('is not of him who made what is around', () => {
      expect(
        verdict('changed', {
          confidence: 'parent',
          author: { manager: 'kubectl-edit' },
        }),
      ).toBe('unattributed author-of-surroundings');
    });
  });

  it('is that of several only where they are of one kind', () => {
    expect(verdict('changed', by('k9s', {}, ['kubectl-edit']))).toBe(
      'human known-tool',
    );
    expect(verdict('changed', by('k9s', {}, ['vpa-updater']))).toBe(
      'unattributed authors-disagree',
    );
    expect(verdict('changed', by('k9s', {}, ['somebody']))).toBe(
      'unattributed authors-disagree',
    );
  });

  it('is told with what it was found by', () => {
    const authorship = by('k9s');
    expect(
      classOfDifference({
        difference: { path: 'spec.replicas', kind: 'changed' },
        authorship,
        engine: { desiredRevision: 'b', appliedRevision: 'a' },
      }),
    ).toEqual({
      class: 'human',
      because: 'known-tool',
      evidence: {
        kind: 'changed',
        authorship,
        desiredRevision: 'b',
        appliedRevision: 'a',
      },
    });
  });
});

it('headlines count what somebody has to look at', () => {
  expect(HEADLINE_DRIFT_CLASSES).toEqual([
    'human',
    'missing',
    'extra',
    'failed-apply',
  ]);
  expect(new Set(DRIFT_CLASSES).size).toBe(9);
});

it('each name is known for one thing', () => {
  expect(roleOfManager('argocd')).toBe('engine');
  expect(roleOfManager('toString')).toBeUndefined();
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  DIAGNOSIS_REASONS,
  factSchema,
  type DiagnosisFact,
} from '@fleetview/backstage-plugin-fleet-common';
import type {
  FollowUpAnswers,
  FollowUpContext,
} from '@fleetview/backstage-plugin-fleet-node';
import { parse } from 'yaml';
import { createDiagnosis } from '.';

const FOLDER = join(__dirname, '__fixtures__');
const diagnosis = createDiagnosis(['Deployment', 'StatefulSet']);

type Fixture = {
  workload: {
    apiVersion: string;
    kind: string;
    metadata: { name: string; namespace: string; uid: string };
  };
  answers: Record<string, unknown[]>;
  expected: Partial<DiagnosisFact>;
};

function load(name: string): Fixture {
  return parse(readFileSync(join(FOLDER, `${name}.yaml`), 'utf8'));
}

function answersOf(lists: Fixture['answers']): FollowUpAnswers {
  return Object.fromEntries(
    Object.entries(lists).map(([id, items]) => [id, { items, more: false }]),
  );
}

function contextOf({ workload }: Fixture): FollowUpContext {
  const [group, version] = workload.apiVersion.split('/');
  const { name, namespace, uid } = workload.metadata;
  return {
    source: { group, version, kind: workload.kind, namespace, name, uid },
    readAt: '2026-03-06T09:00:00Z',
  };
}

function map(
  fixture: Fixture,
  answers: FollowUpAnswers = answersOf(fixture.answers),
): DiagnosisFact {
  const mapped = diagnosis.map(fixture.workload, answers, contextOf(fixture));
  if ('skipped' in mapped)
    throw new Error(`${mapped.skipped} ${mapped.detail}`);
  const [fact] = mapped.facts;
  return fact as DiagnosisFact;
}

const names = readdirSync(FOLDER).map(file => file.replace('.yaml', ''));

describe('what a diagnosis finds', () => {
  it.each(names)('%s', name => {
    const fixture = load(name);
    const fact = map(fixture);
    expect(factSchema.parse(fact)).toEqual(fact);
    expect(fact).toMatchObject(fixture.expected);
    expect(fact.findings).toHaveLength(fixture.expected.findings?.length ?? 0);
    expect(fact).toMatchObject({
      part: 'diagnosis',
      readAt: '2026-03-06T09:00:00Z',
      unread: [],
    });
  });

  it('is shown for every reason that there is', () => {
    const found = names.flatMap(name =>
      (load(name).expected.findings ?? []).map(({ reason }) => reason),
    );
    expect([...new Set(found)].sort()).toEqual([...DIAGNOSIS_REASONS].sort());
  });

  it('keeps what was refused, once for each kind', () => {
    const fixture = load('quota');
    const fact = map(fixture, {
      ...answersOf({ replicasets: fixture.answers.replicasets }),
      pods: { plural: 'pods', refused: 'forbidden: pods' },
      'events/workload': { plural: 'events', refused: 'forbidden: events' },
      'events/pod-0': { plural: 'events', refused: 'forbidden: events' },
    });
    expect(fact.pods).toBeUndefined();
    expect(fact.unread).toEqual([
      { what: 'pods', reason: 'forbidden: pods' },
      { what: 'events', reason: 'forbidden: events' },
    ]);
    expect(fact.findings).toMatchObject([{ reason: 'quota' }]);
  });

  it('says that there are more pods than were read', () => {
    const fixture = load('image-pull');
    const answers = {
      ...answersOf(fixture.answers),
      pods: { items: fixture.answers.pods, more: true },
    };
    expect(map(fixture, answers).pods).toEqual({
      read: 3,
      ready: 1,
      more: true,
    });
  });

  it('keeps nothing of what a pod is given', () => {
    const fixture = load('crash-loop');
    const pods = (fixture.answers.pods as any[]).map(pod => ({
      ...pod,
      metadata: {
        ...pod.metadata,
        annotations: { note: 'canary-annotation' },
        managedFields: [{ manager: 'canary-manager' }],
      },
      spec: {
        ...pod.spec,
        containers: [
          {
            name: 'main',
            args: ['--password=canary-argument'],
            env: [{ name: 'PASSWORD', value: 'canary-environment' }],
          },
        ],
      },
    }));
    const fact = map(fixture, answersOf({ ...fixture.answers, pods }));
    expect(fact.findings).toHaveLength(1);
    expect(JSON.stringify(fact)).not.toContain('canary');
  });

  it('bounds what a hostile cluster says, and how much of it', () => {
    const fixture = load('crash-loop');
    const [first] = fixture.answers.pods as any[];
    const pods = Array.from({ length: 50 }, (_, index) => ({
      ...first,
      metadata: { ...first.metadata, uid: `pod-${index}` },
      status: {
        ...first.status,
        containerStatuses: [
          {
            ...first.status.containerStatuses[0],
            name: `${index}${'\u202e'.repeat(10)}${'x'.repeat(5_000)}`,
            lastState: {
              terminated: {
                exitCode: index + 1,
                message: `https://me:secret@example.com/ ${'\u0007y\n'.repeat(
                  50_000,
                )}`,
              },
            },
          },
        ],
      },
    }));
    const fact = map(fixture, answersOf({ ...fixture.answers, pods }));
    expect(fact.findings).toHaveLength(20);
    expect(fact.findingsTotal).toBe(50);
    const text = JSON.stringify(fact);
    expect(text.length).toBeLessThan(40_000);
    expect(text).not.toContain('secret');
    expect(text).not.toMatch(/\u202e|\\u0007/);
  });

  it.each([undefined, null, 7, 'x', {}, [], { kind: 'Deployment' }])(
    'takes %p for a workload, a list or an item',
    hostile => {
      const context = contextOf(load('quota'));
      expect(diagnosis.plan(hostile, {})).toEqual([]);
      expect(diagnosis.map(hostile, {}, context)).toMatchObject({
        skipped: 'malformed',
      });
      const fixture = load('quota');
      const fact = map(
        fixture,
        answersOf({ pods: [hostile], 'events/workload': [hostile] }),
      );
      expect(fact.findings).toEqual([]);
    },
  );
});

describe('what a diagnosis asks for', () => {
  const { workload, answers } = load('image-pull');

  it('begins with the pods, the ReplicaSets and the Warnings of the workload', () => {
    expect(diagnosis.plan(workload, {})).toEqual([
      {
        id: 'pods',
        plural: 'pods',
        labelSelector: 'app.kubernetes.io/name=cart',
        limit: 50,
      },
      {
        id: 'replicasets',
        plural: 'replicasets',
        labelSelector: 'app.kubernetes.io/name=cart',
        limit: 20,
      },
      {
        id: 'events/workload',
        plural: 'events',
        fieldSelector:
          'involvedObject.uid=5f0c2b9e-0000-4000-8000-000000000001,type=Warning',
        limit: 20,
      },
    ]);
  });

  it('goes on with the Warnings of the newest ReplicaSet and of the pods that are not well, and ends', () => {
    const first = {
      ...answersOf({ ...answers, 'events/workload': [] }),
    };
    const { 'events/pod-0': _, ...read } = first;
    const next = diagnosis.plan(workload, read);
    expect(next.map(({ id }) => id)).toEqual([
      'events/replica-set',
      'events/pod-0',
      'events/pod-1',
    ]);
    const all = {
      ...read,
      ...answersOf(Object.fromEntries(next.map(({ id }) => [id, []]))),
    };
    expect(diagnosis.plan(workload, all)).toEqual([]);
  });

  it('asks for the Warnings of three pods, and none again that were refused', () => {
    const [, pod] = answers.pods as any[];
    const pods = Array.from({ length: 40 }, (_, index) => ({
      ...pod,
      metadata: { ...pod.metadata, uid: `pod-${index}` },
    }));
    const read = answersOf({ ...answers, pods, 'events/workload': [] });
    const { 'events/pod-0': _, ...rest } = read;
    expect(
      diagnosis.plan(workload, rest).filter(({ id }) => id.includes('pod')),
    ).toHaveLength(3);
    expect(
      diagnosis.plan(workload, {
        ...rest,
        'events/workload': { plural: 'events', refused: 'forbidden' },
      }),
    ).toEqual([]);
  });

  it('asks for nothing of others where a selector or a uid would', () => {
    const asked = (spec: object, uid = 'a-1') =>
      diagnosis.plan({ ...workload, metadata: { name: 'x', uid }, spec }, {});
    const ids = (lists: { id: string }[]) => lists.map(({ id }) => id);
    for (const selector of [
      undefined,
      {},
      { matchLabels: {} },
      { matchLabels: { app: 'a,b' } },
      { matchLabels: { 'a=b': 'c' } },
      { matchLabels: { app: 7 } },
      {
        matchLabels: { app: 'a' },
        matchExpressions: [{ key: 'x', operator: 'Near' }],
      },
      { matchExpressions: [{ key: 'x', operator: 'In', values: [] }] },
    ]) {
      expect(ids(asked({ selector }))).toEqual(['events/workload']);
    }
    expect(ids(asked({ selector: {} }, 'a,involvedObject.uid!=a'))).toEqual([]);
    expect(
      asked({
        selector: {
          matchLabels: { app: 'a' },
          matchExpressions: [
            { key: 'tier', operator: 'NotIn', values: ['x', 'y'] },
            { key: 'track', operator: 'DoesNotExist' },
            { key: 'zone', operator: 'Exists' },
          ],
        },
      })[0].labelSelector,
    ).toBe('app=a,tier notin (x,y),!track,zone');
  });
});

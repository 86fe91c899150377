import { auditEvent } from '../__testUtils__/auditEvents';
import { isEventList, readEventList } from './readEventList';
import { toClusterWrite } from './toClusterWrite';

const NOW = Date.parse('2026-11-30T12:00:00Z');
const limits = { oldest: NOW - 24 * 60 * 60_000, now: NOW };

const of = (over: Record<string, unknown> = {}) =>
  toClusterWrite(auditEvent(over), limits);
const by = (username: string, verb: string) =>
  of({ user: { username }, verb, responseStatus: { code: 200 } });

describe('what is kept of an event of an audit log', () => {
  it('is who wrote what, how and when', () => {
    expect(of()).toEqual({
      group: 'apps',
      resource: 'deployments',
      subresource: '',
      namespace: 'shop',
      name: 'cart',
      verb: 'patch',
      created: false,
      username: 'alice@example.com',
      userAgent: 'kubectl/v1.36.2 (linux/amd64)',
      manager: 'kubectl-edit',
      receivedAt: Date.parse('2026-11-30T11:59:10.250Z'),
      completedAt: Date.parse('2026-11-30T11:59:10.300Z'),
    });
  });

  it('is never what was written, nor from where', () => {
    const kept = of({
      requestObject: { data: { password: 'hunter2' } },
      responseObject: { data: { password: 'hunter2' } },
      sourceIPs: ['10.1.2.3'],
      annotations: { 'authorization.k8s.io/reason': 'RBAC of alice' },
      user: { username: 'alice', groups: ['admins'], extra: { id: ['7'] } },
    });
    expect(Object.values(kept).join(' ')).not.toMatch(
      /hunter2|10\.1\.2\.3|RBAC|admins/,
    );
  });

  it('names whoever wrote it as managed fields do', () => {
    const managerOf = (over: Record<string, unknown>) =>
      (of(over) as { manager: string }).manager;
    const requestURI = '/apis/apps/v1/namespaces/shop/deployments/cart';
    expect(managerOf({ requestURI })).toBe('kubectl');
    expect(managerOf({ requestURI, userAgent: '' })).toBe('');
    expect(managerOf({ requestURI, userAgent: 'a\u0007b\u200bc/1' })).toBe(
      'abc',
    );
    expect(managerOf({ requestURI, userAgent: 'ä'.repeat(200) })).toBe(
      'ä'.repeat(64),
    );
    expect(
      managerOf({
        requestURI: `${requestURI}?force=true&fieldManager=my%2Ftool`,
      }),
    ).toBe('my/tool');
  });

  it('says whom somebody impersonated', () => {
    expect(of({ impersonatedUser: { username: 'bob' } })).toMatchObject({
      username: 'alice@example.com',
      actingAs: 'bob',
    });
  });

  it('knows what was created, also by being applied', () => {
    expect(of({ responseStatus: { code: 201 } })).toMatchObject({
      verb: 'patch',
      created: true,
    });
    expect(of({ verb: 'create' })).toMatchObject({ created: true });
  });

  it('has a namespace stand beside namespaces, as its object does', () => {
    expect(
      of({
        objectRef: { resource: 'namespaces', namespace: 'shop', name: 'shop' },
      }),
    ).toMatchObject({ group: '', namespace: '', name: 'shop' });
  });

  it.each([
    ['what did not succeed', { responseStatus: { code: 403 } }],
    ['what has no answer', { responseStatus: undefined }],
    ['what is on its way', { stage: 'RequestReceived' }],
    ['what panicked', { stage: 'Panic' }],
    ['reading', { verb: 'get' }],
    [
      'what was only tried',
      {
        requestURI: '/apis/apps/v1/namespaces/shop/deployments/cart?dryRun=All',
      },
    ],
    [
      'what it says of its state',
      {
        objectRef: {
          resource: 'deployments',
          name: 'a',
          subresource: 'status',
        },
      },
    ],
    ['pods', { objectRef: { resource: 'pods', namespace: 'a', name: 'b' } }],
    [
      'questions',
      {
        objectRef: {
          apiGroup: 'authorization.k8s.io',
          resource: 'subjectaccessreviews',
          name: 'b',
        },
      },
    ],
    [
      'what has no name',
      { objectRef: { resource: 'configmaps', namespace: 'a' } },
    ],
    ['what is no object', { objectRef: undefined }],
    [
      'what is too old',
      {
        requestReceivedTimestamp: '2026-11-28T00:00:00.000000Z',
        stageTimestamp: '2026-11-28T00:00:00.000000Z',
      },
    ],
  ])('leaves out %s', (_, over) => {
    expect(of(over)).toBe('left-out');
  });

  it('leaves out what controllers of the cluster write, and what engines bring', () => {
    const kubeSystem = 'system:serviceaccount:kube-system';
    const argocd = 'system:serviceaccount:argocd:argocd-application-controller';
    expect(by('system:node:a', 'create')).toBe('left-out');
    expect(by('system:kube-controller-manager', 'delete')).toBe('left-out');
    expect(by(`${kubeSystem}:deployment-controller`, 'update')).toBe(
      'left-out',
    );
    expect(by(`${kubeSystem}:namespace-controller`, 'update')).toBe('left-out');
    expect(by(`${kubeSystem}:namespace-controller`, 'delete')).toBeInstanceOf(
      Object,
    );
    expect(by(argocd, 'patch')).toBe('left-out');
    expect(by(argocd, 'delete')).toBeInstanceOf(Object);
    // A name that is only like theirs.
    for (const username of [
      'system:serviceaccount:shop:argocd-application-controller',
      `${kubeSystem}:backup`,
      'system:nodes',
      'system:admin',
    ]) {
      expect(by(username, 'patch')).toBeInstanceOf(Object);
    }
    expect(
      of({ user: { username: argocd }, impersonatedUser: { username: 'bob' } }),
    ).toMatchObject({ actingAs: 'bob' });
    // Nobody hides by acting as one of them.
    expect(of({ impersonatedUser: { username: argocd } })).toMatchObject({
      username: 'alice@example.com',
    });
  });

  it.each([
    ['no event', 'text'],
    ['nothing', null],
    ['no user', auditEvent({ user: {} })],
    ['a user that is no text', auditEvent({ user: { username: 7 } })],
    [
      'a user that is endless',
      auditEvent({ user: { username: 'x'.repeat(9_999) } }),
    ],
    ['no time', auditEvent({ stageTimestamp: 'soon' })],
    [
      'times in the wrong order',
      auditEvent({ requestReceivedTimestamp: '2026-11-30T11:59:30Z' }),
    ],
    ['a time to come', auditEvent({ stageTimestamp: '2027-11-30T11:59:30Z' })],
    [
      'a name that is endless',
      auditEvent({
        objectRef: { resource: 'configmaps', name: 'x'.repeat(9_999) },
      }),
    ],
  ])('does not understand %s', (_, event) => {
    expect(toClusterWrite(event, limits)).toBe('malformed');
  });

  it('is text that databases and pages take', () => {
    const kept = of({
      user: { username: 'a\0b\u202ec\ud800' },
      objectRef: { resource: 'configmaps', namespace: 'a\0', name: 'b\ud800' },
    });
    expect(kept).toMatchObject({
      username: 'abc',
      namespace: 'a\ufffd',
      name: 'b\ufffd',
    });
  });
});

describe('a list of events', () => {
  it('loses those alone that are malformed', () => {
    const body = {
      kind: 'EventList',
      apiVersion: 'audit.k8s.io/v1',
      metadata: {},
      items: [auditEvent(), 7, auditEvent({ verb: 'get' }), { auditID: 'x' }],
    };
    expect(isEventList(body)).toBe(true);
    expect(readEventList(body, limits)).toMatchObject({
      events: 4,
      malformed: 2,
      writes: [{ auditId: 'audit-1', write: { name: 'cart' } }],
    });
  });

  it.each([
    [[]],
    ['text'],
    [null],
    [{ kind: 'Event', apiVersion: 'audit.k8s.io/v1', items: [] }],
    [{ kind: 'EventList', apiVersion: 'audit.k8s.io/v1beta1', items: [] }],
    [{ kind: 'EventList', apiVersion: 'audit.k8s.io/v1', items: {} }],
  ])('is nothing else: %j', body => {
    expect(isEventList(body)).toBe(false);
  });
});

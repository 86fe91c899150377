import { parse, parseDocument } from 'yaml';
import { checkResources } from './checkResources';
import { resourcesPatch } from './resourcesPatch';
import { setResources } from './setResources';

const APP = { name: 'app', requests: { cpu: '250m', memory: '512Mi' } };

describe('checkResources', () => {
  it('lets through what Kubernetes takes', () => {
    expect(() =>
      checkResources([
        { ...APP, limits: { cpu: '0.25', memory: '1Gi' } },
        { name: 'proxy', limits: { memory: '64M' } },
      ]),
    ).not.toThrow();
  });

  it.each([
    ['no name', [{ ...APP, name: '../x' }], /no name of a container/],
    ['one twice', [APP, APP], /named twice/],
    ['nothing', [{ name: 'app' }], /neither a request nor a limit/],
    ['zero', [{ name: 'app', requests: { cpu: '0' } }], /above zero/],
    ['less', [{ name: 'app', requests: { cpu: '-1' } }], /above zero/],
    ['words', [{ name: 'app', requests: { memory: '1 GB' } }], /above zero/],
    [
      'more than the limit',
      [{ ...APP, limits: { cpu: '200m' } }],
      /more cpu \(250m\) than its limit is \(200m\)/,
    ],
  ])('refuses %s', (_, containers, because) => {
    expect(() => checkResources(containers)).toThrow(because);
  });
});

describe('resourcesPatch', () => {
  it('changes what containers ask for, and nothing else', () => {
    expect(
      resourcesPatch(
        { kind: 'Deployment', namespace: 'payments', name: 'checkout' },
        [APP, { name: 'proxy', limits: { memory: '64Mi' } }],
      ),
    ).toBe(`apiVersion: apps/v1
kind: Deployment
metadata:
  name: checkout
  namespace: payments
spec:
  template:
    spec:
      containers:
        - name: app
          resources:
            requests:
              cpu: 250m
              memory: 512Mi
        - name: proxy
          resources:
            limits:
              memory: 64Mi
`);
  });

  it('knows where a CronJob has its pods', () => {
    const patch = parse(
      resourcesPatch({ kind: 'CronJob', name: 'nightly' }, [APP]),
    );
    expect(patch.apiVersion).toBe('batch/v1');
    expect(
      patch.spec.jobTemplate.spec.template.spec.containers[0].resources,
    ).toEqual({ requests: { cpu: '250m', memory: '512Mi' } });
    // A quantity without a unit stays a text: as a number it would be another type.
    const whole = parse(
      resourcesPatch({ kind: 'Job', name: 'x' }, [
        { name: 'app', requests: { cpu: '2' } },
      ]),
    );
    expect(whole.spec.template.spec.containers[0].resources.requests.cpu).toBe(
      '2',
    );
  });
});

describe('setResources', () => {
  const workload = () =>
    parseDocument(`kind: Deployment
spec:
  template:
    spec:
      containers:
        - name: app # the app
          image: app:1
          resources:
            requests:
              cpu: 100m # measured in May
              memory: 128Mi
            limits: { memory: 256Mi }
`);

  it('writes into what is there, beside its comments', () => {
    const document = workload();
    const only = [{ name: 'app', requests: { cpu: '250m' } }];
    expect(setResources(document, 'Deployment', only, false)).toBe(true);
    const text = document.toString();
    expect(text).toContain('cpu: 250m # measured in May');
    expect(text).toContain('- name: app # the app');
    expect(text).toContain('memory: 128Mi');
    expect(setResources(document, 'Deployment', only, false)).toBe(false);
  });

  it('does not ask for more than the limit that is there', () => {
    expect(() => setResources(workload(), 'Deployment', [APP], false)).toThrow(
      /has a limit of 256Mi memory and would ask for 512Mi/,
    );
  });

  it.each([
    ['containers', 'containers: *list'],
    ['a container', 'containers: [*app]'],
    ['what a container takes in', 'containers: [{<<: *app, name: app}]'],
    ['resources', 'containers: [{name: app, resources: *resources}]'],
    ['requests', 'containers: [{name: app, resources: {requests: *amounts}}]'],
    [
      'requests that others refer to',
      'containers: [{name: app, resources: {requests: &r {cpu: 1}}}]',
    ],
  ])('overwrites no %s of elsewhere', (_, containers) => {
    const document = parseDocument(`kind: Deployment
x-list: &list [&app {name: app, resources: &resources {requests: &amounts {cpu: 1}}}]
spec:
  template:
    spec:
      ${containers}
`);
    const before = document.toString();
    for (const mayAdd of [true, false]) {
      expect(() => setResources(document, 'Deployment', [APP], mayAdd)).toThrow(
        /uses anchors; edit it by hand/,
      );
    }
    expect(document.toString()).toBe(before);
  });

  it('adds a container to a patch, and to no workload', () => {
    const other = [{ ...APP, name: 'proxy' }];
    expect(() => setResources(workload(), 'Deployment', other, false)).toThrow(
      "The workload has no container 'proxy'. It has 'app'.",
    );
    const patch = parseDocument('kind: Deployment\nspec: {}\n');
    expect(setResources(patch, 'Deployment', other, true)).toBe(true);
    expect(patch.toJS().spec.template.spec.containers).toEqual([
      { name: 'proxy', resources: { requests: APP.requests } },
    ]);
  });
});

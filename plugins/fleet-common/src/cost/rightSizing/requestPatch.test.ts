import { cpuQuantity, memoryQuantity, requestPatch } from './requestPatch';

const MIB = 1024 ** 2;
const proposal = {
  kind: 'Deployment',
  namespace: 'shop',
  name: 'checkout',
  containers: ['app'],
  cpu: { requested: 1, request: 0.3 },
  ram: { requested: 512 * MIB, request: 300 * MIB },
};

describe('requestPatch', () => {
  it('sets the requests of the one container, and nothing else', () => {
    const patch = requestPatch(proposal)!;
    expect(patch.requests).toEqual({ cpu: '300m', memory: '300Mi' });
    expect(patch.container).toBe('app');
    expect(patch.kustomize)
      .toBe(`# A proposal from what was used. Look at it before you apply it.
apiVersion: apps/v1
kind: Deployment
metadata:
  name: checkout
  namespace: shop
spec:
  template:
    spec:
      containers:
        - name: app
          resources:
            requests:
              cpu: 300m
              memory: 300Mi
`);
    expect(patch.helm)
      .toBe(`# A proposal from what was used. Look at it before you apply it.
resources:
  requests:
    cpu: 300m
    memory: 300Mi
`);
  });

  it('leaves out what is not proposed, and is not there without a proposal', () => {
    expect(
      requestPatch({ ...proposal, cpu: { requested: 1 } })!.requests,
    ).toEqual({ memory: '300Mi' });
    expect(requestPatch({ ...proposal, cpu: {}, ram: {} })).toBeUndefined();
  });

  it('names no container of several, and says so', () => {
    const several = requestPatch({
      ...proposal,
      containers: ['app', 'proxy'],
    })!;
    expect(several.container).toBeUndefined();
    expect(several.kustomize).toMatch(/divide it among 2 containers/);
    expect(several.kustomize).toMatch(/- name: CONTAINER\n/);
    expect(requestPatch({ ...proposal, containers: [] })!.helm).toMatch(
      /its containers are not known/,
    );
  });

  it('says of a larger request that a limit has to be as high', () => {
    expect(
      requestPatch({ ...proposal, cpu: { requested: 0.1, request: 0.3 } })!
        .kustomize,
    ).toMatch(/# A limit has to be at least as high/);
  });

  it('finds the template of a CronJob, and makes none up for other kinds', () => {
    const { kustomize } = requestPatch({ ...proposal, kind: 'CronJob' })!;
    expect(kustomize).toContain(`spec:
  jobTemplate:
    spec:
      template:
        spec:
          containers:
            - name: app
`);
    for (const kind of ['Workflow', 'constructor']) {
      expect(requestPatch({ ...proposal, kind })!.kustomize).toBeUndefined();
    }
  });

  it.each(['true', '1e3', 'a: b\nspec: {}', '"', "x'#y", 'no'])(
    'keeps the name %j a name',
    name => {
      const { kustomize } = requestPatch({
        ...proposal,
        name,
        namespace: name,
        containers: [name],
      })!;
      const quoted = JSON.stringify(name);
      const lines = kustomize!.split('\n').map(line => line.trim());
      expect(lines.filter(line => line === `name: ${quoted}`)).toHaveLength(1);
      expect(lines).toContain(`namespace: ${quoted}`);
      expect(lines).toContain(`- name: ${quoted}`);
    },
  );
});

describe('quantities', () => {
  it('are rounded up to what Kubernetes counts in', () => {
    expect(cpuQuantity(0.3)).toBe('300m');
    expect(cpuQuantity(1.0001)).toBe('1001m');
    expect(memoryQuantity(16 * MIB)).toBe('16Mi');
    expect(memoryQuantity(16 * MIB + 1)).toBe('17Mi');
  });
});

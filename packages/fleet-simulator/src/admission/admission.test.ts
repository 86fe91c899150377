import { FleetSimulator } from '../FleetSimulator';
import { call } from '../testing/client';
import { buildDeployment, buildNamespace } from '../world/builders';
import { createImagePolicy } from './imagePolicy';

describe('a policy of a cluster', () => {
  let simulator: FleetSimulator;

  beforeEach(async () => {
    simulator = await FleetSimulator.create({
      clusters: [
        {
          name: 'one',
          objects: [
            buildNamespace({ name: 'shop' }),
            buildDeployment({
              name: 'web',
              namespace: 'shop',
              image: 'registry.example/web:1.0.0',
            }),
          ],
        },
      ],
    });
    await simulator.start();
    simulator.cluster('one').store.admission.add(
      createImagePolicy({
        name: 'require-signed-images',
        rule: 'check-signature',
        namespace: 'shop',
        workload: 'web',
        refuses: 'workload',
        isRefused: image => image.endsWith(':2.0.0'),
      }),
    );
  });

  afterEach(() => simulator.stop());

  const patch = (contentType: string, path: string, body: object) =>
    call(
      `${
        simulator.cluster('one').url
      }/apis/apps/v1/namespaces/shop/deployments/web${path}`,
      {
        method: 'PATCH',
        token: simulator.cluster('one').adminToken,
        headers: { 'content-type': contentType },
        body,
      },
    );
  const strategic = 'application/strategic-merge-patch+json';
  const image = (tag: string) => ({
    spec: {
      template: {
        spec: {
          containers: [{ name: 'web', image: `registry.example/web:${tag}` }],
        },
      },
    },
  });
  const stored = () =>
    simulator.cluster('one').store.get({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      namespace: 'shop',
      name: 'web',
    });

  it.each([
    ['a patch', strategic, '', image('2.0.0')],
    [
      'an apply',
      'application/apply-patch+yaml',
      '?fieldManager=somebody&force=true',
      { apiVersion: 'apps/v1', kind: 'Deployment', ...image('2.0.0') },
    ],
    ['a dry run', strategic, '?dryRun=All', image('2.0.0')],
  ])('refuses %s as the API server does', async (_, type, query, body) => {
    const before = stored();
    const answer = await patch(type, query, {
      ...body,
      metadata: { name: 'web' },
    });
    expect(answer.status).toBe(400);
    expect(answer.json).toMatchObject({
      kind: 'Status',
      status: 'Failure',
      message:
        'admission webhook "validate.kyverno.svc-fail" denied the request: \n\nresource Deployment/shop/web was blocked due to the following policies \n\nrequire-signed-images:\n  autogen-check-signature: \'validation error: the image registry.example/web:2.0.0 is not signed. rule autogen-check-signature failed at path /spec/template/spec/containers/0/image/\'\n',
    });
    expect(stored()).toEqual(before);
  });

  it('lets pass what it does not mean, and all once it is gone', async () => {
    expect((await patch(strategic, '', image('1.1.0'))).status).toBe(200);
    const { admission } = simulator.cluster('one').store;
    expect(admission.policies).toEqual(['require-signed-images']);
    admission.remove('require-signed-images');
    expect((await patch(strategic, '', image('2.0.0'))).status).toBe(200);
  });
});

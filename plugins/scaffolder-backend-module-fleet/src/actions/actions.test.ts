import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { NotFoundError } from '@backstage/errors';
import type { TemplateAction } from '@backstage/plugin-scaffolder-node';
import { parse } from 'yaml';
import { readAllowedPaths } from '../allowed';
import {
  EXCEPTION_ID,
  exceptionOf,
  gatekeeperExceptionOf,
} from '../__testUtils__/exceptions';
import { askerOf, workspaces } from '../__testUtils__/runAction';
import {
  createClusterRegisterAction,
  createDriftAdoptAction,
  createExceptionManifestAction,
  createExceptionRemoveAction,
  createExceptionRequestAction,
  createGitCloneAction,
  createGitPushBranchAction,
  createManifestEditAction,
  createResourcesPatchAction,
} from '.';

const INPUT = { exceptionId: EXCEPTION_ID, path: 'policies' };
const FILE = 'policies/fleet-0a1b2c3d.yaml';
const CONSTRAINT = `# Labels
apiVersion: constraints.gatekeeper.sh/v1beta1
kind: K8sRequiredLabels
metadata:
  name: need-owner
spec:
  enforcementAction: deny # since May
`;

const { run, read, directory } = workspaces();

/** An action that reads an exception as it is in the ledger. */
const manifestOf = (exception = exceptionOf()) =>
  createExceptionManifestAction(
    askerOf({ getException: async () => exception }),
  );
const removeOf = (exception = exceptionOf({ state: 'expired' })) =>
  createExceptionRemoveAction(askerOf({ getException: async () => exception }));

describe('fleet:exception:manifest', () => {
  it('writes an object of Kyverno, and says of it what reviewers ask', async () => {
    const { output } = await run(manifestOf(), INPUT, { files: {} });
    expect(output).toMatchObject({
      changed: true,
      written: [FILE],
      deleted: [],
      branch: expect.stringMatching(/^fleet\/exception-0a1b2c3d-[0-9a-f]{8}$/),
      title: 'Exception from require-limits until 2026-12-31',
      summary: expect.stringContaining(`**${FILE}**`),
    });
    const object = parse(await read(`changes/${FILE}`));
    expect(object).toMatchObject({
      apiVersion: 'kyverno.io/v2',
      kind: 'PolicyException',
      metadata: {
        namespace: 'payments',
        annotations: { 'fleet.backstage.io/exception': EXCEPTION_ID },
      },
    });
    for (const part of [
      'Reason:       The vendor is late.',
      'Approved by:  user:default/jane',
      'Clusters:     prod-euw1-a',
      'Only these clusters may get it',
    ]) {
      expect(output.description).toContain(part);
    }
  });

  it('lists it in the kustomization of the folder, once', async () => {
    const files = {
      'repository/policies/kustomization.yaml':
        '# ours\nresources:\n- base.yaml # first\n',
    };
    const { output } = await run(manifestOf(), INPUT, { files });
    expect(output.written).toEqual([FILE, 'policies/kustomization.yaml']);
    const listed = await read('changes/policies/kustomization.yaml');
    expect(listed).toBe(
      '# ours\nresources:\n- base.yaml # first\n- fleet-0a1b2c3d.yaml\n',
    );
    const again = await run(manifestOf(), INPUT, {
      files: {
        'repository/policies/kustomization.yaml': listed,
        [`repository/${FILE}`]: await read(`changes/${FILE}`),
      },
    });
    expect(again.output).toMatchObject({
      changed: false,
      written: [],
      summary: expect.stringContaining('nothing changes. No pull request'),
    });
    expect(directory.content({ path: 'changes' })).toEqual({});
  });

  it('overwrites no list of a kustomization that is an alias', async () => {
    await expect(
      run(manifestOf(), INPUT, {
        files: {
          'repository/policies/kustomization.yaml':
            'x: &r [base.yaml]\nresources: *r\n',
        },
      }),
    ).rejects.toThrow(/'resources' of the kustomization uses anchors/);
  });

  it('has a branch of its own for each folder, and the same for the same', async () => {
    const branchOf = async (path: string, id = EXCEPTION_ID) =>
      (
        await run(
          manifestOf(exceptionOf({ id })),
          { exceptionId: id, path },
          { files: {} },
        )
      ).output.branch;
    const first = await branchOf('clusters/a');
    expect(await branchOf('clusters/a/')).toBe(first);
    expect(await branchOf('clusters/b')).not.toBe(first);
    // Two ids of which the first eight are the same.
    expect(await branchOf('clusters/a', '0a1b2c3d-1')).not.toBe(first);
  });

  it('has one file of two families of policies', async () => {
    const { scope, ...exception } = exceptionOf();
    const signed = { engine: 'kyverno', kind: 'ValidatingPolicy' };
    const policies = [
      ...scope.policies,
      { ...signed, name: 'signed', rules: [] },
      { name: 'by-hand', rules: [] },
    ];
    const { output } = await run(
      manifestOf({ ...exception, scope: { ...scope, policies } }),
      INPUT,
      { files: {} },
    );
    expect(output.written).toEqual([FILE]);
    const text = await read(`changes/${FILE}`);
    expect(text.split('---\n').map(each => parse(each).apiVersion)).toEqual([
      'kyverno.io/v2',
      'policies.kyverno.io/v1',
    ]);
    // What no engine is told of is said, and does not keep the rest back.
    expect(output.description).toMatch(/Not for by-hand: it is not known/);
  });

  it('writes lines into a constraint of Gatekeeper, wherever it is', async () => {
    const { output } = await run(manifestOf(gatekeeperExceptionOf()), INPUT, {
      files: {
        'repository/policies/a/all.yaml': `kind: List\n---\n${CONSTRAINT}`,
        'repository/policies/chart.yaml': 'a: {{ .Values }}: [\n',
      },
    });
    expect(output.written).toEqual(['policies/a/all.yaml']);
    expect(await read('changes/policies/a/all.yaml')).toBe(
      `kind: List\n---\n${CONSTRAINT}  match:
    excludedNamespaces:
      - payments # fleet.backstage.io/exception: ${EXCEPTION_ID}
`,
    );
    expect(output.description).toContain('Gatekeeper ends nothing by itself');
  });

  it('says which constraint it does not find, and what it could not read', async () => {
    const action = manifestOf(gatekeeperExceptionOf());
    await expect(
      run(action, INPUT, {
        files: { 'repository/policies/chart.yaml': 'a: {{ .Values }}: [\n' },
      }),
    ).rejects.toThrow(
      /no constraint 'K8sRequiredLabels\/need-owner' below 'policies'.*Not read.*'policies\/chart\.yaml'/,
    );
    await expect(
      run(action, INPUT, {
        files: {
          'repository/policies/a.yaml': CONSTRAINT,
          'repository/policies/b.yaml': CONSTRAINT,
        },
      }),
    ).rejects.toThrow(
      /2 of constraint .* in 'policies\/a\.yaml', 'policies\/b/,
    );
  });

  it.each([
    ['requested', { state: 'requested', approvals: [] }, /has 0 of the 1/],
    [
      'to begin later',
      { state: 'approved', startsAt: '2026-12-05T00:00:00.000Z' },
      /begins at 2026-12-05T00:00:00\.000Z\. No manifest of an engine has a beginning/,
    ],
    ['expired', { state: 'expired' }, /is expired: it is no longer in force/],
    ['renewed', { state: 'renewed' }, /use the id of that one/],
    ['withdrawn', { state: 'withdrawn' }, /is withdrawn/],
    ['from a freeze', { kind: 'freeze' }, /no policy engine knows/],
    [
      'seen in part',
      { scope: { ...exceptionOf().scope, partial: true } },
      /may not see all/,
    ],
    [
      'of components',
      { scope: { ...exceptionOf().scope, entities: ['component:default/a'] } },
      /No engine can be told .* which the engine does not know/,
    ],
  ] as const)('writes nothing of one that is %s', async (_, other, because) => {
    await expect(
      run(manifestOf(exceptionOf(other as object)), INPUT, { files: {} }),
    ).rejects.toThrow(because);
    expect(directory.content()).toEqual({});
  });

  it('takes no file that is not of the exception', async () => {
    await expect(
      run(manifestOf(), INPUT, {
        files: { [`repository/${FILE}`]: 'kind: Secret\n' },
      }),
    ).rejects.toThrow(/it is not of this exception/);
  });

  it.each(['../up', '/etc', 'a/../../b'])(
    'stays in the repository: %s',
    async path => {
      await expect(
        run(manifestOf(), { ...INPUT, path }, { files: {} }),
      ).rejects.toThrow(/leads out of the repository/);
    },
  );

  it('asks for no id that is none', async () => {
    const action = createExceptionManifestAction(askerOf({}));
    for (const exceptionId of ['', '../overview', 'a b', 'x'.repeat(65)]) {
      await expect(
        run(action, { ...INPUT, exceptionId }, { files: {} }),
      ).rejects.toThrow(/no id of the ledger/);
    }
  });

  it('asks as the person who started it, and as nobody else', async () => {
    const getException = jest.fn(async () => exceptionOf());
    const action = createExceptionManifestAction(askerOf({ getException }));
    const credentials = mockCredentials.user('user:default/jane');
    await run(action, INPUT, { files: {}, credentials });
    expect(getException).toHaveBeenCalledWith(
      EXCEPTION_ID,
      expect.objectContaining({ credentials }),
    );
    await expect(
      run(action, INPUT, { files: {}, credentials: mockCredentials.service() }),
    ).rejects.toThrow(/No person started this task/);
    expect(getException).toHaveBeenCalledTimes(1);
  });

  it('says what it wanted when the fleet refuses', async () => {
    const action = createExceptionManifestAction(
      askerOf({
        getException: async () => {
          throw new NotFoundError("No exception 'x'");
        },
      }),
    );
    await expect(run(action, INPUT, { files: {} })).rejects.toMatchObject({
      name: 'NotFoundError',
      message: expect.stringMatching(
        /^Could not read the exception '0a1b.*No exception 'x'/,
      ),
    });
  });

  it('shows what others wrote as that: no mention, no markup', async () => {
    const { output } = await run(
      manifestOf(
        exceptionOf({ reason: 'late\n# Approved\n@everyone <img src=x>' }),
      ),
      INPUT,
      { files: {} },
    );
    const lines = String(output.description).split('\n');
    for (const part of ['# Approved', '@everyone']) {
      const found = lines.filter(line => line.includes(part));
      expect(found).toHaveLength(1);
      expect(found[0]).toMatch(/^ {4}/);
    }
  });
});

describe('fleet:exception:remove', () => {
  it('deletes the file, and what lists it', async () => {
    const { output: made } = await run(manifestOf(), INPUT, { files: {} });
    expect(made.changed).toBe(true);
    const text = await read(`changes/${FILE}`);
    const { output } = await run(removeOf(), INPUT, {
      files: {
        [`repository/${FILE}`]: text,
        'repository/policies/kustomization.yaml':
          'resources:\n  - base.yaml\n  - ./fleet-0a1b2c3d.yaml\n',
      },
    });
    expect(output).toMatchObject({
      changed: true,
      written: ['policies/kustomization.yaml'],
      deleted: [FILE],
      branch: expect.stringMatching(
        /^fleet\/exception-0a1b2c3d-ends-[0-9a-f]{8}$/,
      ),
      title: 'End of the exception from require-limits',
    });
    expect(await read('changes/policies/kustomization.yaml')).toBe(
      'resources:\n  - base.yaml\n',
    );
    expect(await read(`deletions/${FILE}`)).toBe(text);
  });

  it('leaves a kustomization that builds where nothing else is listed', async () => {
    await run(manifestOf(), INPUT, { files: {} });
    const text = await read(`changes/${FILE}`);
    const after = async (kustomization: string) => {
      const { output } = await run(removeOf(), INPUT, {
        files: {
          [`repository/${FILE}`]: text,
          'repository/policies/kustomization.yaml': kustomization,
        },
      });
      expect(output.description).toContain('no longer listed in');
      return read('changes/policies/kustomization.yaml');
    };
    const bare = await after(
      'kind: Kustomization\nresources:\n  - fleet-0a1b2c3d.yaml\npatches: []\n',
    );
    expect(parse(bare)).toEqual({
      kind: 'Kustomization',
      resources: [],
      patches: [],
      buildMetadata: ['originAnnotations'],
    });
    expect(bare).toContain('buildMetadata: [ originAnnotations ]');
    // What says something else is not empty, and builds as it did.
    expect(
      await after('namespace: payments\nresources: [fleet-0a1b2c3d.yaml]\n'),
    ).toBe('namespace: payments\nresources: []\n');
    // And a file is listed there again.
    await run(manifestOf(), INPUT, {
      files: { 'repository/policies/kustomization.yaml': bare },
    });
    expect(await read('changes/policies/kustomization.yaml')).toContain(
      'resources:\n  - fleet-0a1b2c3d.yaml\n',
    );
  });

  it.each([
    ['there is none', {}],
    [
      'it lists other files',
      { 'repository/policies/kustomization.yaml': 'resources: [base.yaml]\n' },
    ],
  ])('says to look for another kustomization where %s', async (_, others) => {
    await run(manifestOf(), INPUT, { files: {} });
    const { output } = await run(removeOf(), INPUT, {
      files: {
        [`repository/${FILE}`]: await read(`changes/${FILE}`),
        ...others,
      },
    });
    expect(output).toMatchObject({ written: [], deleted: [FILE] });
    expect(output.description).toContain(
      'if another kustomization lists it, take it out there',
    );
    expect(output.description).not.toContain('no longer listed');
  });

  it('takes it out of a file that it shares, whatever that is called', async () => {
    await run(manifestOf(), INPUT, { files: {} });
    const text = await read(`changes/${FILE}`);
    const other = '# another one\nkind: ConfigMap\n';
    const { output } = await run(removeOf(), INPUT, {
      files: { 'repository/policies/x/by-hand.yml': `${other}---\n${text}` },
    });
    expect(output).toMatchObject({
      written: ['policies/x/by-hand.yml'],
      deleted: [],
    });
    expect(await read('changes/policies/x/by-hand.yml')).toBe(other);
  });

  it('takes out lines of a constraint, and leaves those of others', async () => {
    const exception = gatekeeperExceptionOf({}, ['payments', 'batch']);
    await run(manifestOf(exception), INPUT, {
      files: { 'repository/policies/c.yaml': CONSTRAINT },
    });
    const first = await read('changes/policies/c.yaml');
    const second = first.replace(
      `- batch # fleet.backstage.io/exception: ${EXCEPTION_ID}`,
      `- batch # fleet.backstage.io/exception: ${EXCEPTION_ID}, e-2`,
    );
    const { output } = await run(
      removeOf(gatekeeperExceptionOf({ state: 'withdrawn' })),
      INPUT,
      { files: { 'repository/policies/c.yaml': second } },
    );
    expect(await read('changes/policies/c.yaml')).toBe(`${CONSTRAINT}  match:
    excludedNamespaces:
      - batch # fleet.backstage.io/exception: e-2
`);
    expect(output.description).toContain('batch stays left out');
    const all = await run(
      removeOf(gatekeeperExceptionOf({ state: 'expired' })),
      INPUT,
      { files: { 'repository/policies/c.yaml': first } },
    );
    expect(all.output.changed).toBe(true);
    expect(await read('changes/policies/c.yaml')).toBe(CONSTRAINT);
  });

  it.each(['requested', 'approved', 'active', 'expiring'] as const)(
    'refuses what is %s',
    async state => {
      await expect(
        run(removeOf(exceptionOf({ state })), INPUT, { files: {} }),
      ).rejects.toThrow(/[Ww]ithdraw it first/);
    },
  );

  it('is no success where nothing says that it is of it', async () => {
    await expect(
      run(removeOf(), INPUT, {
        files: { 'repository/policies/c.yaml': CONSTRAINT },
      }),
    ).rejects.toThrow(/Nothing below 'policies'/);
  });
});

describe('fleet:exception:request', () => {
  const ASKED = {
    kind: 'policy',
    policies: [{ engine: 'kyverno', name: 'require-limits' }],
    clusters: ['prod-euw1-a'],
    reason: 'The vendor is late.',
    expiresAt: '2026-12-31',
  };
  const cluster = (id: string, name: string) => ({ id, name });
  const asker = (
    requestException: jest.Mock,
    found = [cluster('c-1', 'prod-euw1-a')],
  ) =>
    askerOf({
      requestException,
      listClusters: async () => ({ items: found } as never),
      getCluster: async () => {
        throw new NotFoundError('No cluster');
      },
    });
  const answer = () =>
    jest.fn(async () => exceptionOf({ id: 'e-9', state: 'requested' }));

  it('asks once, however often the step is run', async () => {
    const request = answer();
    const action = createExceptionRequestAction(asker(request));
    const checkpoints = new Map();
    const { output } = await run(action, ASKED, { checkpoints });
    await run(action, ASKED, { checkpoints });
    expect(output).toEqual({
      exceptionId: 'e-9',
      state: 'requested',
      approvalsNeeded: 1,
    });
    expect(request).toHaveBeenCalledTimes(1);
    // Where the checkpoint is lost, the ledger knows it by its key.
    await run(action, ASKED);
    const [[first], [second]] = request.mock.calls as unknown as [
      [{ requestKey: string }],
      [{ requestKey: string }],
    ];
    expect(second).toEqual(first);
    expect(first).toEqual({
      requestKey: expect.stringMatching(/^[0-9a-f]{40}$/),
      kind: 'policy',
      scope: {
        clusters: ['c-1'],
        namespaces: [],
        entities: [],
        policies: [{ engine: 'kyverno', name: 'require-limits', rules: [] }],
      },
      reason: 'The vendor is late.',
      expiresAt: '2026-12-31T00:00:00.000Z',
    });
  });

  it('asks for nothing in a dry run, and says so', async () => {
    const request = answer();
    const { output, log } = await run(
      createExceptionRequestAction(asker(request)),
      ASKED,
      { isDryRun: true },
    );
    expect(request).not.toHaveBeenCalled();
    // No id is made up for what is not there.
    expect(output).toEqual({});
    expect(log.join()).toContain('A dry run asks for nothing');
  });

  it('takes no cluster for another', async () => {
    const run2 = (found: { id: string; name: string }[]) =>
      run(createExceptionRequestAction(asker(answer(), found)), ASKED);
    await expect(run2([])).rejects.toThrow(/no cluster called 'prod-euw1-a'/);
    await expect(
      run2([cluster('c-1', 'prod-euw1-a'), cluster('c-2', 'prod-euw1-a')]),
    ).rejects.toThrow(/Several clusters are called/);
    await expect(run2([cluster('c-1', 'prod-euw1-ab')])).rejects.toThrow(
      /no cluster called/,
    );
  });

  it.each(['soon', '2026-13-45', '12/31/2026', ''])(
    'knows that %j is no end',
    async expiresAt => {
      await expect(
        run(createExceptionRequestAction(asker(answer())), {
          ...ASKED,
          expiresAt,
        }),
      ).rejects.toThrow(/'expiresAt' is .* which is no time/);
    },
  );
});

describe('fleet:resources:patch', () => {
  const WORKLOAD = {
    kind: 'Deployment',
    namespace: 'payments',
    name: 'checkout',
  };
  const ASKED = {
    workload: WORKLOAD,
    containers: [
      { name: 'app', requests: { cpu: '250m', memory: '' }, limits: {} },
    ],
    path: 'overlays/prod',
  };
  const NEW = 'overlays/prod/resources-payments-deployment-checkout.yaml';
  const whole = (namespace = '') => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: checkout${namespace}
spec:
  template:
    spec:
      containers:
        - name: app
          image: app:1 # pinned
          resources:
            requests:
              cpu: 100m # of May
`;
  const action = createResourcesPatchAction();

  it('adds a patch, and lists it', async () => {
    const { output } = await run(action, ASKED, {
      files: {
        'repository/overlays/prod/kustomization.yaml':
          'resources:\n  - ../../base\n',
      },
    });
    expect(output).toMatchObject({
      written: ['overlays/prod/kustomization.yaml', NEW],
      branch: expect.stringMatching(
        /^fleet\/resources-payments-deployment-checkout-[0-9a-f]{8}$/,
      ),
      title: 'Resources of Deployment checkout',
    });
    expect(await read('changes/overlays/prod/kustomization.yaml')).toBe(
      'resources:\n  - ../../base\npatches:\n  - path: resources-payments-deployment-checkout.yaml\n',
    );
    const patch = parse(await read(`changes/${NEW}`));
    // What a form left empty is not asked for.
    expect(patch.spec.template.spec.containers).toEqual([
      { name: 'app', resources: { requests: { cpu: '250m' } } },
    ]);
  });

  it('has a branch of its own for each folder, and for names that are cut alike', async () => {
    const branchOf = async (name: string, path = 'overlays/prod') =>
      (
        await run(
          action,
          { ...ASKED, path, workload: { ...WORKLOAD, name } },
          { files: {} },
        )
      ).output.branch;
    const long = 'x'.repeat(70);
    const branches = [
      await branchOf(`${long}-one`),
      await branchOf(`${long}-two`),
      await branchOf('checkout'),
      await branchOf('checkout', 'overlays/test'),
    ];
    expect(new Set(branches).size).toBe(4);
    expect(await branchOf('checkout')).toBe(branches[2]);
    for (const branch of branches) {
      expect(branch).toMatch(/^fleet\/[a-z0-9-]{1,63}-[0-9a-f]{8}$/);
    }
  });

  it('says that a patch that nothing lists changes nothing', async () => {
    const { output } = await run(action, ASKED, { files: {} });
    expect(output.description).toContain('changes nothing');
  });

  it('edits the workload itself where that is there, beside its comments', async () => {
    const { output } = await run(action, ASKED, {
      files: { 'repository/overlays/prod/app.yaml': whole() },
    });
    expect(output.written).toEqual(['overlays/prod/app.yaml']);
    expect(await read('changes/overlays/prod/app.yaml')).toBe(
      whole().replace('cpu: 100m', 'cpu: 250m'),
    );
  });

  it('edits the patch that is there, rather than the workload', async () => {
    const patch = whole().replace(/ +image.*\n/, '');
    const { output } = await run(action, ASKED, {
      files: {
        'repository/overlays/prod/app.yaml': whole(),
        'repository/overlays/prod/patch.yaml': patch,
      },
    });
    expect(output.written).toEqual(['overlays/prod/patch.yaml']);
  });

  it('takes no workload of another namespace, and none of two', async () => {
    const { output } = await run(action, ASKED, {
      files: {
        'repository/overlays/prod/app.yaml': whole('\n  namespace: other'),
      },
    });
    expect(output.written).toEqual([NEW]);
    await expect(
      run(action, ASKED, {
        files: {
          'repository/overlays/prod/a.yaml': whole(),
          'repository/overlays/prod/b.yaml': whole(),
        },
      }),
    ).rejects.toThrow(/2 of Deployment 'checkout'/);
  });

  it('writes no patch of a Rollout: it would take its images away', async () => {
    await expect(
      run(
        action,
        { ...ASKED, workload: { ...WORKLOAD, kind: 'Rollout' } },
        { files: {} },
      ),
    ).rejects.toThrow(/a patch is not written of one/);
  });

  const ROLLOUT = {
    ...ASKED,
    workload: { ...WORKLOAD, kind: 'Rollout' },
  };
  const rollout = (text: string) =>
    text
      .replace('kind: Deployment', 'kind: Rollout')
      .replace('apps/v1', 'argoproj.io/v1alpha1');
  const BARE = rollout(`apiVersion: apps/v1
kind: Deployment
metadata:
  name: checkout
spec:
`);

  it('adds no container without an image to a patch of a Rollout', async () => {
    // A patch of something else stays as it is, and the Rollout itself is edited.
    const { output } = await run(action, ROLLOUT, {
      files: {
        'repository/overlays/prod/patch.yaml': `${BARE}  replicas: 3\n`,
        'repository/overlays/prod/app.yaml': rollout(whole()),
      },
    });
    expect(output.written).toEqual(['overlays/prod/app.yaml']);
    await expect(
      run(action, ROLLOUT, {
        files: {
          'repository/overlays/prod/patch.yaml': `${BARE}  replicas: 3\n`,
        },
      }),
    ).rejects.toThrow(/a patch is not written of one/);
    await expect(
      run(action, ROLLOUT, {
        files: {
          'repository/overlays/prod/patch.yaml': `${BARE}  template: {spec: {containers: [{name: proxy}]}}\n`,
        },
      }),
    ).rejects.toThrow("has no container 'app'. It has 'proxy'.");
  });

  it('leads to the Deployment that a Rollout takes its containers from', async () => {
    await expect(
      run(action, ROLLOUT, {
        files: {
          'repository/overlays/prod/app.yaml': `${BARE}  workloadRef: {kind: Deployment, name: checkout-pods}\n`,
        },
      }),
    ).rejects.toThrow(
      "takes its containers from the Deployment 'checkout-pods' (spec.workloadRef)",
    );
  });

  it('holds a patch against the one workload that it is of', async () => {
    const patch = whole().replace(/ +image.*\n/, '');
    const of = (text: string, containers: object[]) =>
      run(
        action,
        { ...ASKED, containers },
        {
          files: {
            'repository/overlays/prod/app.yaml': text,
            'repository/overlays/prod/patch.yaml': patch,
          },
        },
      );
    const limited = whole().replace(
      'requests:',
      'limits: {memory: 256Mi}\n            requests:',
    );
    await expect(
      of(limited, [{ name: 'ap', requests: { memory: '128Mi' } }]),
    ).rejects.toThrow("The workload has no container 'ap'. It has 'app'.");
    const more = { name: 'app', requests: { memory: '512Mi' } };
    await expect(of(limited, [more])).rejects.toThrow(
      /has a limit of 256Mi memory and would ask for 512Mi/,
    );
    // A limit that the patch gives is the one that counts.
    const { output } = await of(limited, [
      { ...more, limits: { memory: '1Gi' } },
    ]);
    expect(output.written).toEqual(['overlays/prod/patch.yaml']);
    // What a container is called that stands elsewhere is not known.
    const elsewhere = await of(
      whole()
        .replace('      containers:', '      containers:\n        - *x')
        .replace('kind', 'x: &x {name: proxy}\nkind'),
      [{ name: 'proxy', requests: { memory: '64Mi' } }],
    );
    expect(elsewhere.output.written).toEqual(['overlays/prod/patch.yaml']);
  });

  it('changes nothing that says so already', async () => {
    const { output } = await run(action, ASKED, {
      files: {
        'repository/overlays/prod/app.yaml': whole().replace('100m', '250m'),
      },
    });
    expect(output).toMatchObject({ changed: false, written: [] });
  });
});

describe('all actions', () => {
  const actions: TemplateAction<any, any, any>[] = [
    createExceptionManifestAction(askerOf({})),
    createExceptionRemoveAction(askerOf({})),
    createExceptionRequestAction(askerOf({})),
    createResourcesPatchAction(),
    createDriftAdoptAction(
      askerOf({}),
      readAllowedPaths(mockServices.rootConfig()),
    ),
    createGitCloneAction([]),
    createGitPushBranchAction([], mockServices.rootConfig()),
    createManifestEditAction(readAllowedPaths(mockServices.rootConfig())),
    createClusterRegisterAction(),
  ];

  it.each(actions.map(each => [each.id, each] as const))(
    '%s says what each input and output is',
    (id, { schema, description, supportsDryRun }) => {
      expect(id).toMatch(/^fleet:[a-z]+:[a-z-]+$/);
      expect(description).toBeTruthy();
      expect(supportsDryRun).toBe(true);
      const properties = [
        ...Object.values(schema?.input?.properties ?? {}),
        ...Object.values(schema?.output?.properties ?? {}),
      ] as { description?: string }[];
      expect(properties.length).toBeGreaterThan(3);
      for (const property of properties) {
        expect(property.description).toBeTruthy();
      }
    },
  );
});

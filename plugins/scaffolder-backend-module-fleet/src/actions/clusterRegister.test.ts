import { parse } from 'yaml';
import { workspaces } from '../__testUtils__/runAction';
import { REGISTRATIONS } from '../clusters/__testUtils__/registrations';
import { examples } from './clusterRegister.examples';
import { createClusterRegisterAction } from '.';

const { run, read, directory } = workspaces();
const action = createClusterRegisterAction();
const CATALOG = 'catalog/clusters/prod-euw1-a.yaml';
const ARGO = 'clusters/prod-euw1-a/argocd-cluster.yaml';
const OWN = 'clusters/prod-euw1-a/kustomization.yaml';

/** What was written, as it is in the repository when that is merged. */
async function merged(
  output: Record<string, unknown>,
  files: Record<string, string> = {},
): Promise<Record<string, string>> {
  const written = await Promise.all(
    (output.written as string[]).map(async file => [
      `repository/${file}`,
      await read(`changes/${file}`),
    ]),
  );
  return { ...files, ...Object.fromEntries(written) };
}

describe('fleet:cluster:register', () => {
  it.each(Object.entries(REGISTRATIONS))(
    'registers a cluster once, with %s',
    async (_, input) => {
      const { output, log } = await run(action, input, { files: {} });
      expect(output).toMatchObject({
        changed: true,
        deleted: [],
        title: `Register the cluster prod-euw1-a (${input.engine})`,
        branch: expect.stringMatching(
          new RegExp(`^fleet/cluster-prod-euw1-a-${input.engine}-[0-9a-f]{8}$`),
        ),
        summary: expect.stringContaining(`**${CATALOG}**`),
      });
      expect(output.written).toContain(CATALOG);
      expect(output.description).toContain('was not tried');
      expect(log).toContain(`Written: ${CATALOG}`);
      const files = await merged(output);
      const again = await run(action, input, { files });
      expect(again.output).toMatchObject({
        changed: false,
        written: [],
        // The same branch, and so the first one's pull request.
        branch: output.branch,
        title: output.title,
        summary: expect.stringContaining('nothing changes. No pull request'),
      });
      expect(directory.content({ path: 'changes' })).toEqual({});
    },
  );

  it('does in a dry run what it does else, in the workspace alone', async () => {
    const { output } = await run(action, REGISTRATIONS.argocd, {
      files: { 'repository/README.md': 'x' },
      isDryRun: true,
    });
    expect(output.changed).toBe(true);
    expect(directory.content({ path: 'repository' })).toEqual({
      'README.md': 'x',
    });
  });

  it('lists the cluster where its neighbours are listed, with all comments', async () => {
    const parent =
      '# hub\nresources:\n- stage-a # the first\n\n# last\n- stage-b\n';
    const { output } = await run(action, REGISTRATIONS.argocd, {
      files: { 'repository/clusters/kustomization.yaml': parent },
    });
    expect(output.written).toEqual([
      CATALOG,
      'clusters/kustomization.yaml',
      ARGO,
      OWN,
    ]);
    const text = await read('changes/clusters/kustomization.yaml');
    expect(text).toBe(`${parent}- prod-euw1-a\n`);
    expect(parse(await read(`changes/${OWN}`)).resources).toEqual([
      'argocd-cluster.yaml',
    ]);
    expect(output.description).toContain(
      "is listed in 'clusters/kustomization",
    );
  });

  it('adds to the kustomization that the cluster has', async () => {
    const { output } = await run(action, REGISTRATIONS.argocd, {
      files: {
        [`repository/${OWN}`]: 'resources:\n  - namespace.yaml # ours\n',
      },
    });
    expect(output.written).toContain(OWN);
    expect(await read(`changes/${OWN}`)).toBe(
      'resources:\n  - namespace.yaml # ours\n  - argocd-cluster.yaml\n',
    );
  });

  it("has no kustomization leave out what a cluster's own Flux reads", async () => {
    const files = {
      'repository/clusters/prod-euw1-a/flux-system/gotk-sync.yaml':
        'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n',
      'repository/clusters/kustomization.yaml': 'resources: []\n',
    };
    const flux = await run(action, REGISTRATIONS.flux, { files });
    expect(flux.output.written).toEqual([
      'apps/base/kustomization.yaml',
      'apps/overlays/production/kustomization.yaml',
      CATALOG,
      'clusters/prod-euw1-a/apps.yaml',
      'clusters/prod-euw1-a/infrastructure.yaml',
      'infrastructure/base/kustomization.yaml',
      'infrastructure/overlays/production/kustomization.yaml',
    ]);
    const argo = await run(action, REGISTRATIONS.argocd, { files });
    expect(argo.output.written).not.toContain(OWN);
    expect(argo.output.description).toContain('would leave these out');
  });

  it('leaves the overlays that are there', async () => {
    const { output } = await run(action, REGISTRATIONS.flux, {
      files: {
        'repository/apps/base/kustomization.yml': 'resources: [shop]\n',
        'repository/apps/overlays/production/kustomization.yaml':
          'resources: [../../base]\nimages: []\n',
      },
    });
    expect(
      (output.written as string[]).filter(file => /overlays|base/.test(file)),
    ).toEqual([
      'infrastructure/base/kustomization.yaml',
      'infrastructure/overlays/production/kustomization.yaml',
    ]);
  });

  it('overwrites nothing, and says what differs', async () => {
    const { output } = await run(action, REGISTRATIONS.argocd, { files: {} });
    const files = await merged(output);
    const edited = {
      ...files,
      [`repository/${CATALOG}`]: files[`repository/${CATALOG}`].replace(
        'production',
        'staging',
      ),
    };
    await expect(
      run(action, REGISTRATIONS.argocd, { files: edited }),
    ).rejects.toThrow(
      `There is a file '${CATALOG}' already, and it says something else: metadata.labels.fleet.backstage.io/environment is "staging" there, and would be "production"`,
    );
    await expect(read(`changes/${ARGO}`)).rejects.toThrow('ENOENT');
    // Comments and another order are nothing else.
    const commented = {
      ...files,
      [`repository/${CATALOG}`]: `# ours\n${files[`repository/${CATALOG}`]}`,
    };
    const again = await run(action, REGISTRATIONS.argocd, { files: commented });
    expect(again.output.changed).toBe(false);
  });

  it('registers no cluster a second time', async () => {
    const { output } = await run(action, REGISTRATIONS.argocd, { files: {} });
    const files = await merged(output);
    await expect(
      run(action, { ...REGISTRATIONS.argocd, name: 'other' }, { files }),
    ).rejects.toThrow(
      `is registered already, as 'prod-euw1-a' in '${CATALOG}'. One cluster is registered once.`,
    );
    const moved = {
      'repository/clusters/all.yaml': files[`repository/${ARGO}`],
    };
    await expect(
      run(action, REGISTRATIONS.argocd, { files: moved }),
    ).rejects.toThrow(
      `'clusters/all.yaml' has the ExternalSecret 'cluster-prod-euw1-a' already`,
    );
  });

  it('takes the Kustomizations of another cluster for no others of its own', async () => {
    const { output } = await run(action, REGISTRATIONS.flux, { files: {} });
    const files = await merged(output);
    const second = await run(
      action,
      { ...REGISTRATIONS.flux, name: 'a' },
      { files },
    );
    expect(second.output.written).toEqual([
      'catalog/clusters/a.yaml',
      'clusters/a/apps.yaml',
      'clusters/a/infrastructure.yaml',
    ]);
  });

  it('says what it could not look at', async () => {
    const { output } = await run(action, REGISTRATIONS.argocd, {
      files: Object.fromEntries([
        [
          'repository/catalog/broken.yaml',
          'kubernetes.io/api-server: {{ a }}\n  - b: [',
        ],
        ...Array.from({ length: 17 }, (_, index) => [
          `repository/clusters/c-${index}/a.yaml`,
          `# ${'x'.repeat(1_000_000)}\n`,
        ]),
      ]),
    });
    expect(output.changed).toBe(true);
    expect(output.description).toContain(
      'is more than is looked at: whether the cluster is registered there otherwise is not known',
    );
    expect(output.description).toContain('broken');
  });

  it('follows no paths out of the repository, and takes no hostile names', async () => {
    for (const over of [
      { path: '../a' },
      { path: '/etc' },
      { path: '.github/workflows' },
      { name: '../../a' },
      { name: '${{ secrets.a }}' },
      { overlay: '../a' },
    ]) {
      await expect(
        run(action, { ...REGISTRATIONS.flux, ...over }, { files: {} }),
      ).rejects.toThrow(/'(path|name|overlay)' is "/);
    }
    expect(directory.content()).toEqual({});
  });

  it('has words of others end as words', async () => {
    const title = '@everyone <b>[x](y)</b> # {{ x }} ${{ y }} &a *b !!c';
    const { output } = await run(
      action,
      { ...REGISTRATIONS.rancher, title },
      { files: {} },
    );
    const shown = `${output.description}`
      .split('\n')
      .filter(line => /@everyone|<b>/.test(line));
    expect(shown.length).toBeGreaterThan(0);
    expect(shown.filter(line => !line.startsWith('    '))).toEqual([]);
    expect(parse(await read(`changes/${CATALOG}`)).metadata.title).toBe(title);
  });

  it('has no input that is a credential', () => {
    const schema = JSON.stringify(action.schema?.input);
    expect(schema).not.toContain('$ref');
    const { properties } = action.schema?.input as any;
    expect(Object.keys(properties).join()).not.toMatch(
      /token|password|secret/i,
    );
    expect(Object.keys(properties.credentials.properties)).toEqual([
      'store',
      'storeKind',
      'key',
      'property',
    ]);
    expect(properties.credentials.additionalProperties).toBe(false);
  });

  it.each(examples.map(each => [each.description, each.example] as const))(
    'does its example: %s',
    async (_, example) => {
      const { input } = parse(example).steps[0];
      const { output } = await run(action, input, { files: {} });
      expect(output.changed).toBe(true);
    },
  );
});

import { parse } from 'yaml';
import { workspaces } from '../__testUtils__/runAction';
import { REGISTRATIONS } from '../clusters/__testUtils__/registrations';
import { PROVISIONS } from '../provision/__testUtils__/provisions';
import { examples } from './clusterProvision.examples';
import { createClusterProvisionAction, createClusterRegisterAction } from '.';

const { run, read, directory } = workspaces();
const action = createClusterProvisionAction();
const CATALOG = 'catalog/clusters/prod-euw1-b.yaml';
const OBJECTS = 'clusters/prod-euw1-b/cluster-api.yaml';
const OWN = 'clusters/prod-euw1-b/kustomization.yaml';

/** What was written, as it is in the repository when that is merged. */
async function merged(
  output: Record<string, unknown>,
): Promise<Record<string, string>> {
  const written = await Promise.all(
    (output.written as string[]).map(async file => [
      `repository/${file}`,
      await read(`changes/${file}`),
    ]),
  );
  return Object.fromEntries(written);
}

describe('fleet:cluster:provision', () => {
  it.each(Object.entries(PROVISIONS))(
    'makes a cluster once, with %s',
    async (_, input) => {
      const { output } = await run(action, input, { files: {} });
      expect(output).toMatchObject({
        changed: true,
        deleted: [],
        title: `Create the cluster prod-euw1-b (${input.provider}, v1.34.2)`,
        branch: expect.stringMatching(
          /^fleet\/create-prod-euw1-b-[0-9a-f]{8}$/,
        ),
      });
      expect(output.written).toEqual(
        expect.arrayContaining([CATALOG, OBJECTS, OWN]),
      );
      expect(output.description).toContain('they cost money from then on');
      expect(parse(await read(`changes/${OWN}`)).resources).toContain(
        'cluster-api.yaml',
      );
      const again = await run(action, input, { files: await merged(output) });
      expect(again.output).toMatchObject({
        changed: false,
        written: [],
        branch: output.branch,
        title: output.title,
      });
      expect(directory.content({ path: 'changes' })).toEqual({});
    },
  );

  it('does in a dry run what it does else, in the workspace alone', async () => {
    const { output } = await run(action, PROVISIONS.aws, {
      files: { 'repository/clusters/kustomization.yaml': 'resources: []\n' },
      isDryRun: true,
    });
    expect(output.written).toContain('clusters/kustomization.yaml');
    expect(directory.content({ path: 'repository' })).toEqual({
      clusters: { 'kustomization.yaml': 'resources: []\n' },
    });
  });

  it('overwrites nothing, and makes no second cluster of one name', async () => {
    const { output } = await run(action, PROVISIONS.aws, { files: {} });
    const files = await merged(output);
    await expect(
      run(action, { ...PROVISIONS.aws, version: 'v1.35.0' }, { files }),
    ).rejects.toThrow(
      `There is a file '${OBJECTS}' already, and it says something else`,
    );
    await expect(
      run(action, PROVISIONS.aws, {
        files: {
          'repository/clusters/all.yaml': files[`repository/${OBJECTS}`],
        },
      }),
    ).rejects.toThrow(/'clusters\/all.yaml' has the Cluster 'prod-euw1-b'/);
  });

  it("keeps a cluster's own Flux from making the cluster", async () => {
    const { output } = await run(action, PROVISIONS.docker, { files: {} });
    const files = await merged(output);
    await expect(
      run(
        createClusterRegisterAction(),
        { ...REGISTRATIONS.flux, name: 'prod-euw1-b' },
        { files },
      ),
    ).rejects.toThrow(/'clusters\/prod-euw1-b\/cluster-api.yaml' makes the/);
  });

  it('is registered when it is up, with all that its Resource says', async () => {
    const input = PROVISIONS.docker;
    const { output } = await run(action, input, { files: {} });
    const files = await merged(output);
    const { title, owner, system, labels } = input;
    const registered = await run(
      createClusterRegisterAction(),
      {
        ...REGISTRATIONS.argocd,
        ...{ name: 'prod-euw1-b', title, owner, system, labels },
        attributes: { ...input.attributes, provider: 'docker' },
      },
      {
        files: {
          ...files,
          [`repository/${CATALOG}`]: `# ours\n${
            files[`repository/${CATALOG}`]
          }`,
        },
      },
    );
    expect(registered.output.written).toEqual([
      CATALOG,
      'clusters/prod-euw1-b/argocd-cluster.yaml',
      OWN,
    ]);
    const text = await read(`changes/${CATALOG}`);
    expect(text).toMatch(/^# ours\n/);
    expect(parse(text).metadata.annotations).toMatchObject({
      'kubernetes.io/api-server': REGISTRATIONS.argocd.server,
    });
  });

  it('follows no paths out of the repository, and takes no hostile names', async () => {
    for (const over of [
      { path: '../a' },
      { path: '.github/workflows' },
      { name: '../../a' },
      { name: '${{ secrets.a }}' },
      { version: '{{ x }}' },
    ]) {
      await expect(
        run(action, { ...PROVISIONS.aws, ...over }, { files: {} }),
      ).rejects.toThrow(/'(path|name|version)' is "/);
    }
    expect(directory.content()).toEqual({});
  });

  it('has no input that is a credential', () => {
    const schema = JSON.stringify(action.schema?.input);
    expect(schema).not.toContain('$ref');
    const names = [...schema.matchAll(/"(\w+)":\{"type"/g)].map(
      each => each[1],
    );
    expect(names).toContain('machineType');
    expect(names.join()).not.toMatch(/token|password|secret|credential/i);
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

import fs from 'node:fs/promises';
import path from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { parse } from 'yaml';
import { readAllowedPaths } from '../allowed';
import { workspaces } from '../__testUtils__/runAction';
import {
  APPLICATION_SET,
  HELM_RELEASE,
  KARMADA,
  KUSTOMIZATION,
  OBJECTS,
  OCM,
  SOURCES,
  VALUES,
} from '../manifests/__testUtils__/files';
import { examples } from './manifestEdit.examples';
import { createManifestEditAction } from '.';

const { run, read, directory } = workspaces();
const action = createManifestEditAction(
  readAllowedPaths(mockServices.rootConfig()),
);
const FILE = 'apps/overlays/prod/kustomization.yaml';
const PROXY = (newTag: string, file = FILE) => ({
  edit: 'kustomize-images',
  file,
  images: [{ name: 'proxy', newTag }],
});

describe('fleet:manifest:edit', () => {
  it('writes what changes, and says of it what reviewers ask', async () => {
    const { output, log } = await run(
      action,
      { edits: [PROXY('v2')] },
      { files: { [`repository/${FILE}`]: KUSTOMIZATION } },
    );
    expect(output).toMatchObject({
      changed: true,
      written: [FILE],
      deleted: [],
      title: 'image proxy is proxy:v2',
      branch: expect.stringMatching(/^fleet\/manifest-prod-image-proxy-/),
      summary: expect.stringContaining(`**${FILE}**`),
    });
    expect(output.description).toContain(`File:         ${FILE}`);
    expect(output.description).toContain('"newTag":"v2"');
    expect(output.description).toContain('Every cluster that is made of these');
    expect(log).toContain(`Written: ${FILE}`);
    const text = await read(`changes/${FILE}`);
    expect(text).toBe(
      KUSTOMIZATION.replace(/ {2}digest: sha256:0+\n/, '  newTag: v2\n'),
    );
    const again = await run(
      action,
      { edits: [PROXY('v2')] },
      { files: { [`repository/${FILE}`]: text } },
    );
    expect(again.output).toMatchObject({
      changed: false,
      written: [],
      // The same branch, and so the first one's pull request.
      branch: output.branch,
      title: output.title,
      summary: expect.stringContaining('nothing changes. No pull request'),
      description: expect.stringContaining('says so already'),
    });
    expect(directory.content({ path: 'changes' })).toEqual({});
  });

  it('does in a dry run what it does else, in the workspace alone', async () => {
    const { output } = await run(
      action,
      { edits: [PROXY('v2')] },
      { files: { [`repository/${FILE}`]: KUSTOMIZATION }, isDryRun: true },
    );
    expect(output).toMatchObject({ changed: true, written: [FILE] });
    expect(await read(`repository/${FILE}`)).toBe(KUSTOMIZATION);
  });

  it('does several edits of one file, and all of them or none', async () => {
    const files = { [`repository/${FILE}`]: KUSTOMIZATION };
    const replicas = {
      edit: 'kustomize-replicas',
      file: FILE,
      replicas: [{ name: 'shop', count: 7 }],
    };
    const { output } = await run(
      action,
      { edits: [PROXY('v2'), replicas] },
      { files },
    );
    expect(output.title).toBe('image proxy is proxy:v2, and 1 more');
    const text = await read(`changes/${FILE}`);
    expect(text).toContain('newTag: v2');
    expect(text).toContain('count: 7');
    await expect(
      run(action, { edits: [PROXY('v2'), PROXY('v2', 'a/b.yaml')] }, { files }),
    ).rejects.toThrow("'a/b.yaml' is not what this edits");
    await expect(read(`changes/${FILE}`)).rejects.toThrow('ENOENT');
  });

  it('has other edits go to another branch', async () => {
    const branchOf = async (newTag: string) =>
      (
        await run(
          action,
          { edits: [PROXY(newTag)] },
          { files: { [`repository/${FILE}`]: KUSTOMIZATION } },
        )
      ).output.branch;
    expect(await branchOf('v2')).not.toBe(await branchOf('v3'));
  });

  it('says where a file is not there', async () => {
    await expect(
      run(action, { edits: [PROXY('v2')] }, { files: {} }),
    ).rejects.toThrow(`There is no file '${FILE}' in what was fetched`);
  });

  it('says what is wrong with an edit', async () => {
    const files = { [`repository/${FILE}`]: KUSTOMIZATION };
    await expect(
      run(action, { edits: [PROXY('{{ x }}')] }, { files }),
    ).rejects.toThrow(
      `The edit 'kustomize-images' of '${FILE}' cannot be done: 'images.0.newTag' is no tag of an image.`,
    );
    await expect(
      run(action, { edits: [{ ...PROXY('a'), imagez: [] }] }, { files }),
    ).rejects.toThrow("Unrecognized key(s) in object: 'imagez'");
  });

  it('shows no Secret of a file to who sees the task', async () => {
    const { output } = await run(
      action,
      {
        edits: [
          {
            edit: 'object',
            file: 'a.yaml',
            kind: 'Deployment.apps',
            values: [
              {
                path: 'spec.template.spec.containers[name=app].image',
                value: 'shop:2',
              },
            ],
          },
        ],
      },
      {
        files: {
          'repository/a.yaml': OBJECTS.replace('a: b', 'a: hunter2'),
        },
      },
    );
    expect(output.summary).toContain('not shown: a Secret is in it as well');
    expect(JSON.stringify(output)).not.toContain('hunter2');
    expect(await read('changes/a.yaml')).toContain('hunter2');
  });

  it('tells that an entry is new', async () => {
    const { output } = await run(
      action,
      {
        edits: [
          {
            edit: 'kustomize-images',
            file: FILE,
            images: [{ name: 'proxyy', newTag: 'a' }],
          },
        ],
      },
      { files: { [`repository/${FILE}`]: KUSTOMIZATION } },
    );
    expect(output.description).toContain(
      "had no entry of the image 'proxyy', and gets one: check that",
    );
  });

  it('says all of its kinds, for who writes a template', () => {
    const { items } = (action.schema?.input?.properties as any).edits;
    expect(JSON.stringify(action.schema?.input)).not.toContain('$ref');
    expect(items.properties.edit.description).toContain(
      'ocm-work: Sets the image of a container',
    );
    expect(items.properties.edit.description).toContain(
      "newName', 'newTag' or 'digest'",
    );
  });

  it('follows no links', async () => {
    directory.setContent({
      'elsewhere/kustomization.yaml': KUSTOMIZATION,
      'repository/apps/overlays/x': '',
    });
    const at = (name: string) => path.join(directory.path, name);
    await fs.symlink(at('elsewhere'), at('repository/apps/overlays/prod'));
    await expect(run(action, { edits: [PROXY('v2')] })).rejects.toThrow(
      /outside|link/,
    );
    await fs.rm(at('repository/apps/overlays/prod'));
    await fs.mkdir(at('repository/apps/overlays/prod'));
    await fs.symlink(
      at('elsewhere/kustomization.yaml'),
      at(`repository/${FILE}`),
    );
    await expect(run(action, { edits: [PROXY('v2')] })).rejects.toThrow(
      'it is a link or no file',
    );
    expect(await read('elsewhere/kustomization.yaml')).toBe(KUSTOMIZATION);
  });

  it('has words of others end as words', async () => {
    const { output } = await run(
      action,
      {
        edits: [
          {
            edit: 'helm-values',
            file: 'charts/values.yaml',
            values: [
              { path: 'image.tag', value: '@everyone\n# Title <b>[x](y)' },
            ],
          },
        ],
      },
      { files: { 'repository/charts/values.yaml': VALUES } },
    );
    expect(output.title).toBe('image.tag is @everyone # Title <b>[x](y)');
    const shown = `${output.description}`
      .split('\n')
      .filter(line => /@everyone|<b>/.test(line));
    expect(shown.length).toBeGreaterThan(0);
    // In a block of code they mention nobody, and are no markup.
    expect(shown.filter(line => !line.startsWith('    '))).toEqual([]);
    const text = await read('changes/charts/values.yaml');
    expect(parse(text).image.tag).toBe('@everyone\n# Title <b>[x](y)');
  });

  const FOR_EXAMPLES: Record<string, string> = {
    'apps/overlays/prod/kustomization.yaml': KUSTOMIZATION.replace(
      'name: shop,',
      'name: checkout,',
    ),
    'apps/overlays/prod/patch.yaml': OBJECTS.replace(
      'name: shop',
      'name: checkout',
    ),
    'charts/checkout/values-prod.yaml': VALUES,
    'apps/checkout.yaml': APPLICATION_SET.replace(
      'cluster: a',
      'cluster: prod-euw1-a',
    ),
    'policies/shop.yaml': KARMADA,
    'placements/shop.yaml': OCM,
    'apps/checkout/fleet.yaml':
      'helm: {chart: a, repo: "https://b.example"}\ntargetCustomizations:\n  - name: prod\n',
  };
  const OF_APP: Record<string, string> = {
    'flux-helm-release': HELM_RELEASE.replace('name: shop', 'name: checkout'),
    'flux-source': SOURCES.replaceAll('name: shop', 'name: checkout'),
    'argo-application':
      'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: checkout}\nspec:\n  source: {chart: checkout, targetRevision: 1.0.0}\n',
  };

  it.each(examples.map(each => [each.description, each.example] as const))(
    'does its example: %s',
    async (_, example) => {
      const { input } = parse(example).steps[0];
      const own = OF_APP[input.edits[0].edit];
      const { output } = await run(action, input, {
        files: Object.fromEntries(
          Object.entries({
            ...FOR_EXAMPLES,
            ...(own ? { 'apps/prod/checkout.yaml': own } : {}),
          }).map(([file, text]) => [`repository/${file}`, text]),
        ),
      });
      expect(output.changed).toBe(true);
    },
  );
});

import path from 'node:path';
import { InputError } from '@backstage/errors';
import type { FleetDriftEpisodeDetail } from '@fleetview/backstage-plugin-fleet-common';
import { isMap, type Document } from 'yaml';
import type { Changes } from '../../workspace';
import {
  findObjects,
  mapsOf,
  onlyOne,
  textOf,
  textsOf,
  type Json,
  type YamlPath,
} from '../../yaml';
import { inRepository } from '../kustomize/layersOf';
import { documentsIn, type Place } from '../places';

/** A place that gives a chart its values. */
export type Holder = {
  place: Place;
  document: Document.Parsed;
  /** Where in the document the values begin. */
  at: YamlPath;
};

/** What gives a chart its values: of two that say the same key the first counts. */
export type Holders = {
  holders: Holder[];
  /** Values of the command line, which win over all of these. */
  parameters: ReadonlySet<string>;
};

/**
 * What gives the chart of a delivery its values: the object of the delivery, where the folder has
 * it, with the files of values that it names there.
 *
 * @throws InputError where the object is not there, or where more than values makes up what it
 *   brings
 */
export async function holdersOfDelivery(
  changes: Changes,
  folder: string,
  { episode }: FleetDriftEpisodeDetail,
): Promise<Holders> {
  const { kind, name, namespace } = episode.delivery;
  const tree = await changes.tree(folder);
  const { file, index, document } = onlyOne(
    await findObjects(
      tree,
      name,
      object =>
        object.kind === kind &&
        object.name === name &&
        (!namespace || !object.namespace || object.namespace === namespace),
    ),
    `${kind} '${name}'`,
    folder,
  );
  const place = { file, index };
  const said = document.toJS();
  if (kind === 'HelmRelease') {
    if (said.spec?.postRenderers !== undefined) {
      throw new InputError(
        `The ${kind} '${name}' in '${file}' changes what its chart makes (spec.postRenderers). Edit it by hand.`,
      );
    }
    return {
      holders: [{ place, document, at: ['spec', 'values'] }],
      parameters: new Set(),
    };
  }
  const holders: Holder[] = [];
  const parameters = new Set<string>();
  const sources: { at: YamlPath; map: { [key: string]: Json } }[] = [
    ...mapsOf([said.spec?.source]).map(({ map }) => ({
      at: ['spec', 'source'],
      map,
    })),
    ...mapsOf(said.spec?.sources).map(({ map, index: own }) => ({
      at: ['spec', 'sources', own],
      map,
    })),
  ];
  for (const { at, map } of sources) {
    const [helm] = mapsOf([map.helm ?? null]);
    if (!helm) continue;
    for (const list of ['parameters', 'fileParameters']) {
      for (const own of mapsOf(helm.map[list])) {
        parameters.add(textOf(own.map.name));
      }
    }
    const isObject = Boolean(helm.map.valuesObject);
    if (isObject) {
      holders.push({ place, document, at: [...at, 'helm', 'valuesObject'] });
    }
    // Beside an object the text is not looked at.
    const values = isObject ? '' : textOf(helm.map.values);
    if (values) {
      const inline = { path: [...at, 'helm', 'values'], index: 0 };
      const [inner] = documentsIn(file, values);
      if (inner) {
        holders.push({
          place: { ...place, inline },
          document: inner.document,
          at: [],
        });
      }
    }
    for (const entry of textsOf(helm.map.valueFiles).reverse()) {
      const target = /^\$[^/]+\//.test(entry)
        ? inRepository('.', entry.replace(/^\$[^/]+\//, ''))
        : inRepository(textOf(map.path) || '.', entry);
      const holder =
        target === undefined ? undefined : await inFile(tree.files, target);
      if (holder) holders.push(holder);
    }
  }
  return { holders, parameters };
}

/** Whether a folder has the delivery itself, and that gives values to a chart. */
export async function hasValuesOfDelivery(
  changes: Changes,
  folder: string,
  { episode }: FleetDriftEpisodeDetail,
): Promise<boolean> {
  const { kind, name } = episode.delivery;
  if (kind !== 'Application') return false;
  const { found } = await findObjects(
    await changes.tree(folder),
    name,
    object => object.kind === kind && object.name === name,
  );
  return found.some(({ document }) => {
    const { source, sources } = document.toJS().spec ?? {};
    return [...mapsOf([source]), ...mapsOf(sources)].some(
      ({ map }) => map.helm !== undefined,
    );
  });
}

/**
 * What may give the chart of a folder its values: each file of values there, with the chart's own
 * beneath it. Which of them a delivery takes is not known here.
 *
 * @returns nothing where the folder has no chart
 */
export async function holdersOfChart(
  changes: Changes,
  folder: string,
): Promise<Holders[] | undefined> {
  const chart = path.posix.join(folder, 'Chart.yaml');
  if ((await changes.read(chart)) === undefined) return undefined;
  const { files } = await changes.tree(folder);
  const at = path.posix.dirname(chart);
  const own = await inFile(files, path.posix.join(at, 'values.yaml'));
  const sets: Holders[] = [];
  for (const file of files.keys()) {
    const isOne =
      path.posix.dirname(file) === at &&
      /values.*\.ya?ml$/.test(path.posix.basename(file));
    const holder = isOne ? await inFile(files, file) : undefined;
    if (!holder) continue;
    sets.push({
      holders: [holder, ...(own && own.place.file !== file ? [own] : [])],
      parameters: new Set(),
    });
  }
  return sets;
}

/** A file of values, of those that are in the delivery's folder. */
async function inFile(
  files: ReadonlyMap<string, string>,
  file: string,
): Promise<Holder | undefined> {
  const text = files.get(file);
  if (text === undefined) return undefined;
  const documents = documentsIn(file, text);
  return documents.length === 1 && isMap(documents[0].document.contents)
    ? {
        place: { file, index: 0 },
        document: documents[0].document,
        at: [],
      }
    : undefined;
}

import { hash } from 'node:crypto';
import {
  ANNOTATION_ARGOCD_APP_NAME,
  ANNOTATION_ARGOCD_APP_SELECTOR,
  ANNOTATION_ARGOCD_PROJECT_NAME,
  ANNOTATION_KUBERNETES_ID,
  ANNOTATION_KUBERNETES_LABEL_SELECTOR,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Bindable } from './Bindable';
import {
  deliverySourcesOf,
  imagesOf,
  sourceLocationOf,
  type MirroredEntity,
} from './EntityIndex';
import { parseLabelSelector } from './labelSelector';
import { isComponent, listed } from './MirroredEntity';
import { keysOf, labelKey } from './SelectorIndex';
import { locationKey } from './sourceLocation';

/** Stands for evidence that may concern anything. */
export const EVERYTHING_KEY = '*';

/** Hashes that are held, so that the same labels of many things are hashed once. */
const HASHES_HELD = 50_000;
const hashes = new Map<string, string>();

/** A key in short. Two that are equal by chance bring something to be derived once too often. */
function short(key: string): string {
  const known = hashes.get(key);
  if (known !== undefined) return known;
  if (hashes.size >= HASHES_HELD) hashes.clear();
  const made = hash('sha1', key, 'base64url').slice(0, 8);
  hashes.set(key, made);
  return made;
}

const ofLabel = (text: string) => short(`label ${text}`);
const ofName = (engine: string, name: string) =>
  short(`name ${engine}/${name}`);
const ofProject = (engine: string, name: string) =>
  short(`project ${engine}/${name}`);
const ofSource = (place: string) => short(`source ${place}`);
const ofImage = (repository: string) => short(`image ${repository}`);

/**
 * What of a thing could bind it to some entity. Whatever an entity says, by any of
 * the rules, it concerns only things that share a key with it.
 */
export function keysOfBindable(bindable: Bindable): string[] {
  const { labels, engine, project, name, sources = [], image } = bindable;
  const keys: string[] = [];
  for (const [key, value] of Object.entries(labels)) {
    keys.push(ofLabel(key), ofLabel(labelKey(key, value)));
  }
  if (engine) {
    keys.push(ofName(engine, name));
    if (project) keys.push(ofProject(engine, project));
  }
  for (const { segments, repository } of sources) {
    for (let depth = segments.length; depth >= repository; depth--) {
      keys.push(ofSource(locationKey(segments.slice(0, depth))));
    }
  }
  if (image) keys.push(ofImage(image));
  return keys;
}

/** What of an entity could bind things to it; {@link EVERYTHING_KEY} among them where it may be anything. */
export function keysOfEntity(entity: MirroredEntity): string[] {
  const { annotations } = entity;
  const keys: string[] = [];
  const id = annotations[ANNOTATION_KUBERNETES_ID];
  if (id) keys.push(ofLabel(labelKey(ANNOTATION_KUBERNETES_ID, id)));
  for (const selector of [
    annotations[ANNOTATION_KUBERNETES_LABEL_SELECTOR],
    annotations[ANNOTATION_ARGOCD_APP_SELECTOR],
  ]) {
    const requirements = selector && parseLabelSelector(selector);
    if (!requirements) continue;
    const asked = requirements
      .map(keysOf)
      .filter(list => list.length > 0)
      .sort((a, b) => a.length - b.length)[0];
    keys.push(...(asked ? asked.map(ofLabel) : [EVERYTHING_KEY]));
  }
  for (const name of listed(annotations[ANNOTATION_ARGOCD_APP_NAME])) {
    keys.push(ofName('argocd', name));
  }
  const project = annotations[ANNOTATION_ARGOCD_PROJECT_NAME];
  if (project) keys.push(ofProject('argocd', project));
  for (const place of deliverySourcesOf(entity).keys()) {
    keys.push(ofSource(place));
  }
  for (const repository of imagesOf(entity).keys()) {
    keys.push(ofImage(repository));
  }
  const source = isComponent(entity) ? sourceLocationOf(entity) : undefined;
  if (source) keys.push(ofSource(source));
  return [...new Set(keys)];
}

import { ANNOTATION_KUBERNETES_ID } from '@fleetview/backstage-plugin-fleet-common';
import type { Bindable } from '../Bindable';
import { listedLabels } from './listedLabels';

/** How something shows a name. */
export type NameSource = 'id' | 'label' | 'name' | 'path' | 'repository';

/** A name that something shows, which may be a component's. */
export type ShownName = {
  name: string;
  from: NameSource;
  /** In words, what shows it. */
  said: string;
  /** The label that shows it. */
  label?: [key: string, value: string];
  /** The place that is called so. */
  place?: readonly string[];
};

/** What repositories of configuration are called after a component. */
const SUFFIXES =
  /[-_.](deploy|deployment|config|gitops|manifests|helm|charts?|infra|k8s)$/;

const MOST_NAMES = 40;

/** The names that something shows, in lower case, the most telling first. */
export function namesOfBindable(bindable: Bindable): ShownName[] {
  const { labels, name, sources = [] } = bindable;
  const names: ShownName[] = [];
  for (const [key, value] of Object.entries(listedLabels(labels))) {
    names.push({
      name: value,
      from: key === ANNOTATION_KUBERNETES_ID ? 'id' : 'label',
      said: `its label ${key} is ${value}`,
      label: [key, value],
    });
  }
  names.push({ name, from: 'name', said: `it is called ${name}` });
  for (const { segments, repository } of sources) {
    for (let depth = segments.length; depth > repository; depth--) {
      names.push({
        name: segments[depth - 1],
        from: 'path',
        said: `its source lies in ${segments.slice(0, depth).join('/')}`,
        place: segments.slice(0, depth),
      });
    }
    const last = segments[repository - 1];
    for (const each of new Set([last, last.replace(SUFFIXES, '')])) {
      names.push({
        name: each,
        from: 'repository',
        said: `its repository is ${segments.slice(0, repository).join('/')}`,
        place: segments.slice(0, repository),
      });
    }
  }
  return names
    .map(each => ({ ...each, name: each.name.toLowerCase() }))
    .slice(0, MOST_NAMES);
}

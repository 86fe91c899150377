import {
  ANNOTATION_ARGOCD_APP_NAME,
  ANNOTATION_ARGOCD_APP_NAMESPACE,
  ANNOTATION_ARGOCD_APP_SELECTOR,
  ANNOTATION_ARGOCD_INSTANCE_NAME,
  ANNOTATION_ARGOCD_PROJECT_NAME,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Bindable } from '../Bindable';
import type { EntityIndex } from '../EntityIndex';
import { listed } from '../MirroredEntity';
import { quoted, type Found, type Rule } from './Rule';

/** What finds the entities of an engine's object by the engine's own annotations. */
type FindOfEngine = (bindable: Bindable, index: EntityIndex) => Found[];

/**
 * The engines whose plugins have annotations of their own. The plugins for Flux
 * find its objects by the label and the selector of the Kubernetes plugin, which
 * is the first rule.
 */
const ENGINES: Readonly<Record<string, FindOfEngine>> = {
  argocd: findByArgocd,
};

/** The annotations of the plugins that show an engine's own objects. */
export const engineAnnotation: Rule = {
  id: 'engine-annotation',
  ignoresNamespace: true,
  find(bindable, index) {
    const { engine } = bindable;
    return engine !== undefined && Object.hasOwn(ENGINES, engine)
      ? ENGINES[engine](bindable, index)
      : [];
  },
};

function findByArgocd(bindable: Bindable, index: EntityIndex): Found[] {
  const { name, labels, project } = bindable;
  const named = (index.byArgocdName.get(name) ?? []).map(
    (entity): Found => ({
      entity,
      evidence: `${ANNOTATION_ARGOCD_APP_NAME}: ${name}`,
    }),
  );
  const selected = index.argocdSelectors.matching(labels).map(
    ({ entity, selector }): Found => ({
      entity,
      evidence: `its labels match ${ANNOTATION_ARGOCD_APP_SELECTOR}: ${quoted(
        selector,
      )}`,
    }),
  );
  const ofProject = project ? index.byArgocdProject.get(project) ?? [] : [];
  return [
    ...named,
    ...selected,
    ...ofProject.map(
      (entity): Found => ({
        entity,
        evidence: `${ANNOTATION_ARGOCD_PROJECT_NAME}: ${project}`,
        // Whoever names the application itself means it more than who names all of a project.
        precision: -1,
      }),
    ),
  ]
    .filter(({ entity: { annotations } }) => {
      const namespace = annotations[ANNOTATION_ARGOCD_APP_NAMESPACE];
      const wanted = annotations[ANNOTATION_ARGOCD_PROJECT_NAME];
      return (
        (!namespace || namespace === bindable.namespace) &&
        (!wanted || wanted === project)
      );
    })
    .map(found => ({
      ...found,
      precision:
        (found.precision ?? 0) + (isOfInstance(found, bindable) ? 2 : 0),
    }));
}

/**
 * Whether an entity names the instance that an object was read from. Plugins give
 * instances names of their own, so one that is no name of this cluster decides
 * between candidates and excludes none.
 */
function isOfInstance(
  { entity }: Found,
  { observerNames = [] }: Bindable,
): boolean {
  return listed(entity.annotations[ANNOTATION_ARGOCD_INSTANCE_NAME]).some(
    name => observerNames.includes(name),
  );
}

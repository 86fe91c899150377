import { stringify } from 'yaml';
import { Scenario, ScenarioComponent } from '../world/scenario/scenarioSchema';
import { ownerOf } from '../world/placement';
import { peopleOf } from './people';

/** The teams that whoever signs in as a guest belongs to, where they exist. */
const GUEST_TEAMS = ['platform', 'storefront'];

function annotationsOf(
  scenario: Scenario,
  component: ScenarioComponent,
): Record<string, string> {
  const { name, binding } = component;
  const owner = ownerOf(scenario, component);
  const images = [
    ...(binding === 'image' ? [component.image ?? `${owner}/${name}`] : []),
    ...component.claimsImages,
  ];
  return {
    'backstage.io/kubernetes-id': name,
    'backstage.io/source-location': `url:https://git.${scenario.dnsDomain}/${owner}/${name}/`,
    ...(binding === 'app-selector' && {
      'argocd/app-selector': `app.kubernetes.io/name=${name}`,
    }),
    ...(binding === 'app-name' && { 'argocd/app-name': name }),
    ...(binding === 'delivery-source' && {
      'fleet.backstage.io/delivery-source': `https://git.${scenario.dnsDomain}/${owner}/deploy.git//apps/${name}`,
    }),
    ...(images.length > 0 && {
      'fleet.backstage.io/image': images
        .map(image => `registry.${scenario.dnsDomain}/${image}`)
        .join(', '),
    }),
  };
}

/** The catalog entities of a scenario: domains, systems, groups, people, components, a guest. @public */
export function renderCatalog(scenario: Scenario): string {
  const apiVersion = 'backstage.io/v1alpha1';
  const entities: object[] = [
    ...scenario.teams.map(({ name, title, description }) => ({
      apiVersion,
      kind: 'Group',
      metadata: { name, title, ...(description && { description }) },
      spec: { type: 'team', profile: { displayName: title }, children: [] },
    })),
    {
      apiVersion,
      kind: 'User',
      metadata: { name: 'guest' },
      spec: {
        profile: { displayName: 'Guest' },
        memberOf: scenario.teams
          .map(({ name }) => name)
          .filter(name => GUEST_TEAMS.includes(name)),
      },
    },
    ...peopleOf(scenario).map(({ name, title, team }) => ({
      apiVersion,
      kind: 'User',
      metadata: { name, title },
      spec: { profile: { displayName: title }, memberOf: [team] },
    })),
    ...scenario.domains.map(({ name, title, owner }) => ({
      apiVersion,
      kind: 'Domain',
      metadata: { name, title },
      spec: { owner },
    })),
    ...scenario.systems.map(({ name, title, owner, domain }) => ({
      apiVersion,
      kind: 'System',
      metadata: { name, title },
      spec: { owner, domain },
    })),
    ...scenario.components.map(component => ({
      apiVersion,
      kind: 'Component',
      metadata: {
        name: component.name,
        ...(component.title && { title: component.title }),
        ...(component.description && { description: component.description }),
        annotations: annotationsOf(scenario, component),
      },
      spec: {
        type: component.type,
        lifecycle: 'production',
        owner: ownerOf(scenario, component),
        system: component.system,
      },
    })),
  ];
  return entities.map(entity => stringify(entity)).join('---\n');
}

import {
  boundedName,
  boundedText,
} from '@fleetview/backstage-plugin-fleet-common';
import { filtersOf } from './readMatch';
import type { Filter, LabelSelector, PolicyExceptionObject } from './schema';

const MAX_CONDITIONS = 50;
const MAX_NAMESPACES = 200;
/** Of what one condition lists: its text is cut anyway. */
const MAX_WORDS = 100;

type Spec = PolicyExceptionObject['spec'];

function listed(words: readonly string[] | undefined): string {
  return (words ?? []).slice(0, MAX_WORDS).join(', ');
}

function isText(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

function labelled(selector: LabelSelector): string[] {
  if (!selector) return [];
  return [
    ...Object.entries(selector.matchLabels ?? {})
      .filter(([, value]) => isText(value))
      .slice(0, MAX_WORDS)
      .map(([key, value]) => `${key}=${value}`),
    ...(selector.matchExpressions ?? [])
      .slice(0, MAX_WORDS)
      .map(({ key, operator, values }) =>
        [key, operator, listed(values)].filter(word => word !== '').join(' '),
      ),
  ];
}

/** A filter in words, in the order in which one would say them. */
function describeFilter(filter: Filter): string {
  const { resources, subjects = [], roles, clusterRoles } = filter;
  const names = [
    ...(resources?.name ? [resources.name] : []),
    ...(resources?.names ?? []),
  ];
  const parts = [
    listed(resources?.kinds) || 'anything',
    names.length > 0 ? `named ${listed(names)}` : '',
    resources?.namespaces ? `in ${listed(resources.namespaces)}` : '',
    ...labelled(resources?.selector).map(label => `with ${label}`),
    ...labelled(resources?.namespaceSelector).map(
      label => `in namespaces with ${label}`,
    ),
    resources?.operations ? `on ${listed(resources.operations)}` : '',
    subjects.length > 0
      ? `by ${listed(
          subjects.map(({ kind = '', name = '' }) => `${kind} ${name}`.trim()),
        )}`
      : '',
    roles ? `by role ${listed(roles)}` : '',
    clusterRoles ? `by cluster role ${listed(clusterRoles)}` : '',
  ];
  return parts.filter(part => part !== '').join(' ');
}

function describeCondition(condition: unknown): string {
  const { key, operator, value } = Object(condition) as Record<string, unknown>;
  const values = (Array.isArray(value) ? value : [value]).filter(isText);
  return [key, operator, listed(values.map(String))]
    .filter(isText)
    .join(' ')
    .trim();
}

/** What an exception exempts, as Kyverno words it, one condition each. */
export function readScope(spec: Spec): string[] {
  const conditions = [
    ...(spec?.conditions?.all ?? []),
    ...(spec?.conditions?.any ?? []),
  ];
  return [
    ...filtersOf(spec?.match).map(describeFilter),
    ...conditions.map(describeCondition),
    ...(spec?.podSecurity ?? []).map(
      ({ controlName, images, restrictedField, values }) =>
        [
          controlName,
          images ? `for ${listed(images)}` : '',
          restrictedField ?? '',
          listed(values),
        ]
          .filter(part => part !== '')
          .join(' '),
    ),
    ...(spec?.matchConditions ?? []).map(({ expression }) => expression),
    ...(spec?.images ? [`images ${listed(spec.images)}`] : []),
    ...(spec?.allowedValues ? [`values ${listed(spec.allowedValues)}`] : []),
  ]
    .filter(text => text !== '')
    .slice(0, MAX_CONDITIONS)
    .map(boundedText);
}

/** Namespaces that an exception is limited to: none where any way into it names none. */
export function readScopeNamespaces(spec: Spec): string[] {
  const { any: alternatives = [], all = [], ...itself } = spec?.match ?? {};
  const named = ({ resources }: Partial<Filter>) => resources?.namespaces ?? [];
  // Whatever has to fit in any case limits it; of several ways all have to.
  const always = [...all, itself].find(filter => named(filter).length > 0);
  const ways = always ? [always] : alternatives;
  const isLimited = ways.every(filter => named(filter).length > 0);
  const namespaces = isLimited ? ways.flatMap(named) : [];
  return [...new Set(namespaces)].slice(0, MAX_NAMESPACES).map(boundedName);
}

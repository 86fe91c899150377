import { hash } from 'node:crypto';
import {
  type AccessFact,
  boundedName,
  boundedText,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  factBase,
  joinDefined,
  type MapContext,
  type Mapped,
  timeOf,
} from '@fleetview/backstage-plugin-fleet-node';
import type { BindingObject, RoleObject } from './schema';

/** Rules or subjects that a fact has in words; the others it counts. */
const MOST_WORDS = 20;

type StatedRule = NonNullable<RoleObject['rules']>[number];
type Rule = { [Key in keyof StatedRule]-?: string[] };
type Subject = NonNullable<BindingObject['subjects']>[number];

/** Of the engine: roles are many, and the one that browsers share takes ten times as long. */
function digestOf(said: readonly unknown[]): string {
  return hash('sha256', JSON.stringify(said));
}

/** What a role allows: the same for the same rules, in whatever order they stand. */
export function readRole(role: RoleObject, context: MapContext): Mapped {
  const rules = (role.rules ?? []).map(sortedRule);
  const texts = [...new Set(rules.map(rule => JSON.stringify(rule)))].sort();
  return toFact(role, context, {
    digest: digestOf(texts),
    words: rules.map(wordsOfRule),
  });
}

/** Whom a binding gives which role, in whatever order they stand. */
export function readBinding(
  binding: BindingObject,
  context: MapContext,
): Mapped {
  const { roleRef } = binding;
  const subjects = binding.subjects ?? [];
  const texts = subjects
    .map(({ kind, name, namespace = '' }) =>
      JSON.stringify([kind, namespace, name]),
    )
    .sort();
  return toFact(binding, context, {
    digest: digestOf([roleRef.kind, roleRef.name, [...new Set(texts)]]),
    words: subjects.map(wordsOfSubject),
    role: { kind: boundedName(roleRef.kind), name: boundedName(roleRef.name) },
  });
}

function toFact(
  { metadata }: Pick<RoleObject, 'metadata'>,
  context: MapContext,
  said: Pick<AccessFact, 'digest' | 'words' | 'role'>,
): Mapped {
  const { kind, namespace, name } = context.source;
  const fact: AccessFact = joinDefined(
    factBase(context, metadata, {
      changedAt: timeOf(metadata.creationTimestamp),
    }),
    { type: 'access', kind, namespace, name: boundedName(name) },
    said,
    {
      words: [...said.words].sort().slice(0, MOST_WORDS),
      total: said.words.length,
    },
  );
  return { facts: [fact] };
}

function sorted(values: readonly string[] | undefined): string[] {
  if (!values) return [];
  return values.length < 2 ? [...values] : [...new Set(values)].sort();
}

/** Its keys always in one order, so that the same rule is the same text. */
function sortedRule(rule: StatedRule): Rule {
  return {
    apiGroups: sorted(rule.apiGroups),
    nonResourceURLs: sorted(rule.nonResourceURLs),
    resourceNames: sorted(rule.resourceNames),
    resources: sorted(rule.resources),
    verbs: sorted(rule.verbs),
  };
}

function wordsOfRule(rule: Rule): string {
  const { verbs, apiGroups, resources, resourceNames, nonResourceURLs } = rule;
  const of =
    resources.length > 0
      ? `${resources.join(', ')} of ${apiGroups
          .map(group => group || 'core')
          .join(', ')}`
      : nonResourceURLs.join(', ');
  const named =
    resourceNames.length > 0 ? `, named ${resourceNames.join(', ')}` : '';
  return boundedText(`${verbs.join(', ')}: ${of}${named}`);
}

function wordsOfSubject({ kind, namespace, name }: Subject): string {
  return boundedText(`${kind} ${namespace ? `${namespace}/` : ''}${name}`);
}

import type { FleetCheck } from '@fleetview/backstage-plugin-fleet-common';
import {
  failed,
  notApplicable,
  passed,
  someOf,
  unknown,
  type Had,
  type NotHad,
} from '../../verify';
import type { Brought } from '../manifests/broughtBy';
import { referenceKey, type Reference } from '../manifests/referencesOf';

const CHECK = 'references';

type Verdict =
  | { state: 'present' | 'brought' | 'absent' }
  | { state: 'promised'; by: string }
  | ({ state: 'open' } & NotHad);

/**
 * Whether the Secrets and ConfigMaps are there that are needed.
 *
 * @param options.hasObjects - whether there are objects in which they would be named
 */
export function judgeReferences(options: {
  references: readonly Reference[];
  brought: Brought;
  presence: Had<ReadonlyMap<string, Had<boolean>>>;
  hasObjects: boolean;
  asOf: string;
}): FleetCheck {
  const { references, hasObjects, asOf } = options;
  if (references.length === 0) {
    return hasObjects
      ? notApplicable(CHECK, 'No Secret and no ConfigMap is needed.')
      : unknown(
          CHECK,
          'not-asked',
          'Kinds alone do not say which Secrets and ConfigMaps they need.',
          { advice: "Hand in the manifests, or 'references'." },
        );
  }
  const all = references.map(reference => ({
    name: wordOf(reference),
    verdict: verdictOf(reference, options),
  }));
  const of = (state: Verdict['state']) =>
    all.filter(({ verdict }) => verdict.state === state);
  const namesOf = (state: Verdict['state']) =>
    of(state).map(({ name }) => name);
  const evidence = [
    { state: 'present' as const, source: 'API server', verb: 'has' },
    { state: 'brought' as const, source: 'manifests', verb: 'bring' },
    { state: 'absent' as const, source: 'API server', verb: 'has no' },
  ].flatMap(({ state, source, verb }) => {
    const names = namesOf(state);
    return names.length > 0
      ? [{ source, says: `${verb} ${someOf(names)}`, confirmedAt: asOf }]
      : [];
  });
  const absent = namesOf('absent');
  if (absent.length > 0) {
    return failed(
      CHECK,
      `It has no ${someOf(absent)}.`,
      evidence,
      'Create them there first, or deliver them with it.',
    );
  }
  const promised = of('promised').map(
    ({ name, verdict }) =>
      `${name} (by ${verdict.state === 'promised' ? verdict.by : ''})`,
  );
  const open = of('open');
  if (open.length > 0) {
    const [first] = open;
    const { cause, reason } = first.verdict as { state: 'open' } & NotHad;
    return unknown(
      CHECK,
      cause,
      `Of ${open.length} of ${
        all.length
      } it is not known whether they are there: ${someOf(
        namesOf('open'),
      )} (${reason}).`,
      {
        evidence,
        ...(cause === 'not-asked'
          ? {
              advice:
                "Grant 'get' on them by name to whom the portal reads with, or see for yourself.",
            }
          : {}),
      },
    );
  }
  if (promised.length > 0) {
    return unknown(
      CHECK,
      'not-evaluated',
      `Whether it will be made is not known of ${someOf(promised)}.`,
      {
        evidence,
        advice: 'See that what makes them runs there and has the content.',
      },
    );
  }
  return passed(CHECK, `All ${all.length} are there.`, evidence);
}

function verdictOf(
  reference: Reference,
  {
    brought,
    presence,
  }: Pick<Parameters<typeof judgeReferences>[0], 'brought' | 'presence'>,
): Verdict {
  const key = referenceKey(reference);
  if (brought.itself.has(key)) return { state: 'brought' };
  const answer: Had<boolean> =
    'value' in presence
      ? presence.value.get(key) ?? {
          cause: 'not-asked',
          reason: 'it was not asked for',
        }
      : presence;
  if ('value' in answer && answer.value) return { state: 'present' };
  const by = brought.promised.get(key);
  if (by !== undefined) return { state: 'promised', by };
  return 'value' in answer ? { state: 'absent' } : { state: 'open', ...answer };
}

function wordOf({ kind, namespace, name }: Reference): string {
  return `${kind} ${namespace}/${name}`;
}

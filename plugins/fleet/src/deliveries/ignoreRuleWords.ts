import type { FleetIgnoreRule } from '@fleetview/backstage-plugin-fleet-common';
import { objectName } from '../statements/fields/TextLines';
import type { Text } from '../translation';

type LeftOut = FleetIgnoreRule['leftOut'][number];

const SETTINGS: Readonly<
  Record<
    string,
    | 'createOnly'
    | 'readOnly'
    | 'onSpokePresent'
    | 'onSpokeChange'
    | 'disabled'
    | 'notSet'
  >
> = {
  CreateOnly: 'createOnly',
  ReadOnly: 'readOnly',
  OnSpokePresent: 'onSpokePresent',
  OnSpokeChange: 'onSpokeChange',
  disabled: 'disabled',
  'not set': 'notSet',
};

/** What is never compared needs no word on when it is. */
const NOT_COMPARED = ['disabled', 'not set'];

/** Where a rule stands: `Application argocd/cart spec.ignoreDifferences[0]`. */
export function placeOfRule({ where }: FleetIgnoreRule): string {
  return `${objectName(where)} ${where.path}`;
}

function kindWords({
  group,
  kind = '*',
}: NonNullable<FleetIgnoreRule['target']>): string {
  // The core group has no name.
  return group === '' ? kind : `${group ?? '*'}/${kind}`;
}

/** Which resources a rule is for: `apps/Deployment shop/cart`, with `*` for any. */
export function targetWords({ target }: FleetIgnoreRule, t: Text): string {
  const { group, kind, namespace, name, others = [] } = target ?? {};
  const isNamed = namespace !== undefined || name !== undefined;
  const isAny = group === undefined && kind === undefined && !isNamed;
  // A resource of the cluster lies in no namespace.
  const place =
    namespace === '' ? [name ?? '*'] : [namespace ?? '*', name ?? '*'];
  const words = isAny
    ? t('delivery.rules.all')
    : [kindWords(target ?? {}), ...(isNamed ? [place.join('/')] : [])].join(
        ' ',
      );
  return others.length > 0
    ? t('delivery.rules.onlyWhere', { words, others: others.join(', ') })
    : words;
}

/** One thing that a rule leaves out. */
export function leftOutWords(
  { type, text = '', isPart }: LeftOut,
  t: Text,
): string {
  const words = () => {
    switch (type) {
      case 'everything':
        return t('delivery.rules.everything');
      case 'changes':
        return t('delivery.rules.changes');
      case 'manager':
        return t('delivery.rules.manager', { manager: text });
      case 'jq':
        return t('delivery.rules.jq', { text });
      case 'jsonpath':
        return t('delivery.rules.jsonpath', { text });
      default:
        return text;
    }
  };
  return isPart ? t('delivery.rules.isPart', { text: words() }) : words();
}

/** When a rule holds, and why, as far as that is known. */
export function holdsWords(
  { setting, atSync }: FleetIgnoreRule,
  t: Text,
): string {
  const known = setting !== undefined && Object.hasOwn(SETTINGS, setting);
  const why = known
    ? t(`delivery.rules.settings.${SETTINGS[setting]}`)
    : setting;
  const isCompared = !NOT_COMPARED.includes(setting ?? '');
  const when =
    atSync !== undefined &&
    isCompared &&
    t(atSync ? 'delivery.rules.atSync' : 'delivery.rules.compareOnly');
  return [why, when].filter(Boolean).join(' · ');
}

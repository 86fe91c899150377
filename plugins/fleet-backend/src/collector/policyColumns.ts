import type {
  ExceptionFact,
  PolicyFact,
} from '@fleetview/backstage-plugin-fleet-common';
import { categoriesText } from '../store/categoriesText';
import type { PolicyColumns } from './messages';

/** The columns of a policy or an exception beside those of all facts. */
export function policyColumns(fact: PolicyFact | ExceptionFact): PolicyColumns {
  return fact.type === 'policy'
    ? {
        health: fact.health,
        enforcement: fact.enforcement,
        severity: fact.severity ?? '',
        categories: categoriesText(fact.categories),
      }
    : {
        health: fact.health,
        enforcement: null,
        severity: null,
        categories: null,
      };
}

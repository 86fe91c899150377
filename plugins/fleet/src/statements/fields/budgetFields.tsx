import { moneyText } from '../../cost/money';
import { windowText } from '../../cost/windowText';
import { textLines } from './TextLines';
import type { FieldsOf } from './types';

export const budgetFields: FieldsOf<'budget'> = (detail, t) => [
  {
    name: t('cost.budget.limit'),
    value: moneyText(detail.limit, detail.currency),
  },
  {
    name: t('cost.budget.soFar'),
    value:
      detail.spent === undefined
        ? t('cost.budget.notSaid')
        : moneyText(detail.spent, detail.currency),
  },
  {
    name: t('cost.budget.interval'),
    value: t(`cost.budget.intervals.${detail.interval}`),
  },
  {
    name: t('cost.window'),
    value: detail.window && windowText(detail.window),
  },
  {
    name: t('cost.budget.thresholds'),
    value:
      detail.thresholds.length > 0 &&
      textLines(detail.thresholds.map(threshold => `${threshold} %`)),
  },
  {
    name: t('statements.detail.clusters'),
    value: detail.clusters.length > 0 && textLines(detail.clusters),
  },
  {
    name: t('statements.detail.namespaces'),
    value: detail.namespaces.length > 0 && textLines(detail.namespaces),
  },
  {
    name: t('cost.budget.selectors'),
    value: detail.selectors.length > 0 && textLines(detail.selectors),
  },
];

import type { AuditEntry } from '@fleetview/backstage-plugin-fleet-common';
import {
  absoluteTime,
  FieldList,
  UntrustedText,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../translation';
import { Actor, Result, Target } from './AuditTable';
import { DifferenceTable } from './DifferenceTable';

/**
 * All that the audit holds of one entry.
 */
export function AuditDetail(props: { entry: AuditEntry }) {
  const { entry } = props;
  const t = useText();
  const block = (text: string | undefined) =>
    text && <UntrustedText text={text} block />;
  return (
    <>
      <FieldList
        fields={[
          {
            name: t('audit.columns.result'),
            value: <Result entry={entry} />,
          },
          {
            name: t('audit.columns.who'),
            value: <Actor actor={entry.actor} />,
          },
          {
            name: t('audit.columns.target'),
            value: <Target entry={entry} />,
          },
          { name: t('audit.detail.targetId'), value: block(entry.target.id) },
          { name: t('audit.columns.reason'), value: block(entry.reason) },
          { name: t('audit.detail.error'), value: block(entry.error) },
          {
            name: t('audit.detail.began'),
            value: absoluteTime(entry.at)?.utc,
          },
          {
            name: t('audit.detail.ended'),
            value: entry.endedAt && absoluteTime(entry.endedAt)?.utc,
          },
        ]}
      />
      <DifferenceTable entry={entry} />
      <FieldList
        title={t('audit.detail.row')}
        fields={[
          { name: t('audit.detail.event'), value: entry.event },
          { name: t('audit.detail.id'), value: block(entry.id) },
          { name: t('audit.detail.replica'), value: entry.replica },
          { name: t('audit.detail.number'), value: String(entry.number) },
          { name: t('audit.detail.hash'), value: block(entry.hash) },
        ]}
      />
    </>
  );
}

import { useSearchParams } from 'react-router-dom';
import { Link } from '@backstage/core-components';
import type { Finding } from '@fleetview/backstage-plugin-fleet-common';
import {
  DetailDrawer,
  engineName,
  FieldList,
  Since,
  StatusMark,
  UntrustedAddress,
  UntrustedText,
} from '@fleetview/backstage-plugin-fleet-react';
import { askFor } from '../exceptions/prefill';
import { useFleetLinks } from '../routing';
import { objectName, textLines } from '../statements/fields/TextLines';
import { useText } from '../translation';
import { statusOfFinding } from './findingStatus';
import { GoodUntil } from './GoodUntil';
import { repeatsSearch } from './repeatsSearch';
import { resourceName } from './resourceName';

const SEVERITIES = [
  'critical',
  'high',
  'medium',
  'low',
  'info',
  'unknown',
] as const;

/** Results of which somebody may want an exception. */
const BROKEN: readonly Finding['result'][] = ['fail', 'warn', 'error'];

/** All that one finding says. */
export function FindingDrawer(props: {
  finding: Finding | undefined;
  onClose: () => void;
}) {
  const { finding } = props;
  return (
    <DetailDrawer
      title={finding?.policy ?? ''}
      open={finding !== undefined}
      onClose={props.onClose}
    >
      {finding && <FindingDetails finding={finding} />}
    </DetailDrawer>
  );
}

function FindingDetails(props: { finding: Finding }) {
  const { finding } = props;
  const { currency, counts, items, observer } = finding;
  const t = useText();
  const links = useFleetLinks();
  const [search] = useSearchParams();
  return (
    <FieldList
      fields={[
        {
          name: t('findings.columns.result'),
          value: (
            <StatusMark
              status={statusOfFinding(finding)}
              word={t(`findings.results.${finding.result}`)}
            />
          ),
        },
        {
          name: t('systems.detail.reason'),
          value: !currency.current && currency.reason && (
            <UntrustedText text={currency.reason} block />
          ),
        },
        {
          name: t('findings.columns.message'),
          value: finding.message && (
            <UntrustedText text={finding.message} block />
          ),
        },
        {
          name: t('findings.columns.resource'),
          value: (
            <UntrustedText
              text={resourceName(finding) ?? t('findings.cluster')}
              block
            />
          ),
        },
        {
          name: t('findings.repeats.saysSame'),
          value: finding.repeatedBy !== undefined && (
            <Link to={repeatsSearch(search, { repeating: finding.id })}>
              {t('findings.repeats.by', {
                count: finding.repeatedBy,
                amount: finding.repeatedBy.toLocaleString('en'),
              })}
            </Link>
          ),
        },
        {
          name: t('findings.repeats.madeBy'),
          value: finding.repeats && (
            <UntrustedText text={objectName(finding.repeats.resource)} block />
          ),
        },
        {
          name: t('findings.columns.severity'),
          value:
            finding.severity && t(`findings.severities.${finding.severity}`),
        },
        {
          name: t('findings.detail.rule'),
          value: finding.rule && <UntrustedText text={finding.rule} block />,
        },
        {
          name: t('findings.detail.category'),
          value: finding.category && (
            <UntrustedText text={finding.category} block />
          ),
        },
        {
          name: t('findings.detail.controls'),
          value: finding.controls.length > 0 && textLines(finding.controls),
        },
        {
          name: t('findings.detail.exceptions'),
          value: finding.exceptions.length > 0 && textLines(finding.exceptions),
        },
        {
          name: t('findings.detail.waive'),
          value: BROKEN.includes(finding.result) && (
            <Link to={links.exceptions(askFor(finding))}>
              {t('exceptions.fromFinding')}
            </Link>
          ),
        },
        {
          name: t('findings.detail.image'),
          value: finding.image && <UntrustedText text={finding.image} block />,
        },
        {
          name: t('findings.detail.counts'),
          value:
            counts &&
            (SEVERITIES.filter(severity => counts[severity] > 0)
              .map(severity =>
                t('findings.detail.count', {
                  amount: counts[severity].toLocaleString('en'),
                  severity: t(`findings.severities.${severity}`),
                }),
              )
              .join(', ') ||
              t('findings.detail.noneFound')),
        },
        {
          name: t('findings.detail.worst'),
          value: items && items.length > 0 && (
            <>
              {items.map(item => (
                <div key={`${item.id} ${item.subject ?? ''}`}>
                  <UntrustedText
                    inline
                    text={[
                      item.id,
                      item.severity &&
                        t(`findings.severities.${item.severity}`),
                      [item.subject, item.version].filter(Boolean).join(' '),
                      item.fixedVersion
                        ? t('findings.detail.fixed', {
                            version: item.fixedVersion,
                          })
                        : t('findings.detail.notFixed'),
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  />{' '}
                  {item.url && <UntrustedAddress address={item.url} />}
                </div>
              ))}
            </>
          ),
        },
        {
          name: t('findings.detail.engine'),
          value: <UntrustedText text={engineName(finding.engine)} />,
        },
        {
          name: t('findings.detail.source'),
          value: (
            <UntrustedText
              block
              text={[
                finding.source.kind,
                [finding.source.namespace, finding.source.name]
                  .filter(Boolean)
                  .join('/'),
              ].join(' ')}
            />
          ),
        },
        {
          name: t('statements.detail.readFrom'),
          value: (
            <Link to={links.cluster(observer.id)}>
              <UntrustedText text={observer.name} inline />
            </Link>
          ),
        },
        {
          name: t('findings.columns.evaluated'),
          value: finding.evaluatedAt && <Since at={finding.evaluatedAt} ago />,
        },
        {
          name: t('findings.detail.validUntil'),
          value: finding.validUntil && <GoodUntil until={finding.validUntil} />,
        },
        {
          name: t('instance.detail.confirmed'),
          value: currency.confirmedAt && (
            <Since at={currency.confirmedAt} ago />
          ),
        },
      ]}
    />
  );
}

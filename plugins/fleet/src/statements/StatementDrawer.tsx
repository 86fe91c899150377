import { Link } from '@backstage/core-components';
import type { Statement } from '@fleetview/backstage-plugin-fleet-common';
import {
  DetailDrawer,
  engineName,
  FieldList,
  Since,
  UntrustedText,
} from '@fleetview/backstage-plugin-fleet-react';
import { useFleetLinks } from '../routing';
import { useText } from '../translation';
import { detailFields } from './fields';
import { StatementState } from './StatementState';

/** All that one object says. */
export function StatementDrawer(props: {
  statement: Statement | undefined;
  onClose: () => void;
}) {
  const { statement } = props;
  return (
    <DetailDrawer
      title={statement ? `${statement.kind} ${statement.name}` : ''}
      open={statement !== undefined}
      onClose={props.onClose}
    >
      {statement && <StatementDetails statement={statement} />}
    </DetailDrawer>
  );
}

function StatementDetails(props: { statement: Statement }) {
  const { statement } = props;
  const { subject, observer, currency } = statement;
  const t = useText();
  const links = useFleetLinks();
  return (
    <FieldList
      fields={[
        {
          name: t('instance.detail.state'),
          value: (statement.health || !currency.current) && (
            <StatementState statement={statement} />
          ),
        },
        {
          name: t('instance.detail.message'),
          value: statement.message && (
            <UntrustedText text={statement.message} block />
          ),
        },
        {
          name: t('systems.detail.reason'),
          value: !currency.current && currency.reason && (
            <UntrustedText text={currency.reason} block />
          ),
        },
        ...detailFields(statement.detail, t, links),
        {
          name: t('statements.detail.speaksOf'),
          value: subject.cluster
            ? subject.cluster.id !== observer.id && (
                <Link to={links.cluster(subject.cluster.id)}>
                  <UntrustedText text={subject.cluster.name} inline />
                </Link>
              )
            : subject.state === 'unresolved' && (
                <UntrustedText
                  block
                  text={[
                    t('delivery.detail.unresolved', {
                      reference: subject.reference ?? '?',
                    }),
                    subject.reason,
                  ]
                    .filter(Boolean)
                    .join(' · ')}
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
          name: t('statements.detail.system'),
          value: <UntrustedText text={engineName(statement.engine)} />,
        },
        {
          name: t('instance.detail.namespace'),
          value: statement.namespace && (
            <UntrustedText text={statement.namespace} />
          ),
        },
        {
          name: t('instance.detail.since'),
          value: statement.changedAt && <Since at={statement.changedAt} />,
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

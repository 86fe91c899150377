import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import type { FleetException } from '@fleetview/backstage-plugin-fleet-common';
import {
  absoluteTime,
  Countdown,
  EntityLink,
  FieldList,
  Since,
  UntrustedText,
} from '@fleetview/backstage-plugin-fleet-react';
import { useFleetLinks } from '../routing';
import { textLines } from '../statements/fields/TextLines';
import { GoodUntil } from '../policy/GoodUntil';
import { useText } from '../translation';
import { ExceptionActions } from './ExceptionActions';
import { ExceptionStateMark, isOver } from './ExceptionTable';
import { ManifestList } from './ManifestList';

const useStyles = makeStyles(
  theme => ({
    history: { margin: 0, padding: 0, listStyle: 'none', fontSize: 13 },
    step: { marginBottom: theme.spacing(1) },
    section: { marginTop: theme.spacing(3) },
    heading: {
      margin: theme.spacing(0, 0, 1),
      fontSize: 13,
      fontWeight: 600,
      lineHeight: '20px',
    },
    quiet: { color: theme.palette.text.secondary },
  }),
  { name: 'FleetExceptionDetail' },
);

/** All that the ledger has of one exception, and what can be done with it. */
export function ExceptionDetail(props: { exception: FleetException }) {
  const { exception } = props;
  return (
    <>
      <Fields exception={exception} />
      <ExceptionActions exception={exception} />
      <History exception={exception} />
      <ManifestList exception={exception} />
    </>
  );
}

function Fields(props: { exception: FleetException }) {
  const { exception } = props;
  const { scope, kind, severity, renews, renewedBy } = exception;
  const t = useText();
  const links = useFleetLinks();
  const other = (id: string) => (
    <Link to={links.exceptions({ detail: [id] })}>
      {t('exceptions.detail.other')}
    </Link>
  );
  const word = (key: 'reason' | 'ticket' | 'compensatingControl') => {
    const text = exception[key];
    return text && <UntrustedText text={text} block />;
  };
  return (
    <FieldList
      fields={[
        {
          name: t('exceptions.columns.state'),
          value: <ExceptionStateMark exception={exception} />,
        },
        {
          name: t('exceptions.detail.kind'),
          value: t(`exceptions.kinds.${kind}`),
        },
        {
          name: t('exceptions.detail.policies'),
          value:
            scope.policies.length > 0 &&
            textLines(
              scope.policies.map(({ name, rules }) =>
                rules.length > 0
                  ? t('exceptions.detail.rules', {
                      policy: name,
                      rules: rules.join(', '),
                    })
                  : name,
              ),
            ),
        },
        {
          name: t('exceptions.detail.subjects'),
          value: scope.subjects.length > 0 && textLines(scope.subjects),
        },
        {
          name: t('exceptions.detail.severity'),
          value: t(`findings.severities.${severity}`),
        },
        {
          name: t('exceptions.detail.clusters'),
          value: (
            <>
              {scope.clusters.length === 0 &&
                !scope.partial &&
                t('exceptions.allClusters')}
              {scope.clusters.map(({ id, name }) => (
                <div key={id}>
                  <Link to={links.cluster(id)}>{name}</Link>
                </div>
              ))}
              {scope.partial && t('exceptions.partial')}
            </>
          ),
        },
        {
          name: t('exceptions.detail.namespaces'),
          value:
            scope.namespaces.length > 0
              ? textLines(scope.namespaces)
              : t('exceptions.allNamespaces'),
        },
        {
          name: t('exceptions.detail.resource'),
          value: scope.resource && (
            <UntrustedText
              text={`${scope.resource.kind} ${scope.resource.name}`}
              block
            />
          ),
        },
        {
          name: t('exceptions.detail.entities'),
          value:
            scope.entities.length > 0 &&
            scope.entities.map(ref => (
              <div key={ref}>
                <EntityLink entity={ref} />
              </div>
            )),
        },
        {
          name: t('exceptions.detail.owner'),
          value: scope.owner && <EntityLink entity={scope.owner} />,
        },
        { name: t('exceptions.columns.reason'), value: word('reason') },
        { name: t('exceptions.columns.ticket'), value: word('ticket') },
        {
          name: t('exceptions.detail.control'),
          value: word('compensatingControl'),
        },
        {
          name: t('exceptions.columns.approvedBy'),
          value: t('exceptions.approvalsOf', {
            given: String(exception.approvals.length),
            needed: String(exception.approvalsNeeded),
          }),
        },
        {
          name: t('exceptions.detail.inForce'),
          value: exception.inForceSince && (
            <Since at={exception.inForceSince} />
          ),
        },
        {
          name: t('exceptions.detail.starts'),
          value: exception.startsAt && <GoodUntil until={exception.startsAt} />,
        },
        {
          name: t('exceptions.columns.expires'),
          value: <EndOfException exception={exception} />,
        },
        {
          name: t('exceptions.columns.review'),
          value: exception.reviewAt && !isOver(exception.state) && (
            <Countdown until={exception.reviewAt} />
          ),
        },
        {
          name: t('exceptions.detail.renews'),
          value: renews && other(renews),
        },
        {
          name: t('exceptions.detail.renewedBy'),
          value: renewedBy && other(renewedBy),
        },
      ]}
    />
  );
}

/** When it ends or ended; of what was taken back or renewed before, when it would have. */
function EndOfException(props: { exception: FleetException }) {
  const { state, expiresAt } = props.exception;
  if (state === 'expired') return <Since at={expiresAt} ago />;
  if (isOver(state)) return <>{absoluteTime(expiresAt)?.utc ?? expiresAt}</>;
  return <Countdown until={expiresAt} />;
}

function History(props: { exception: FleetException }) {
  const { history } = props.exception;
  const classes = useStyles();
  const t = useText();
  const title = t('exceptions.detail.history');
  return (
    <section className={classes.section} aria-label={title}>
      <h3 className={classes.heading}>{title}</h3>
      <ol className={classes.history}>
        {history.map(({ what, by, at, comment }) => (
          <li key={`${what} ${by} ${at}`} className={classes.step}>
            <EntityLink entity={by} /> {t(`exceptions.detail.did.${what}`)}{' '}
            <span className={classes.quiet}>
              <Since at={at} ago />
            </span>
            {comment && (
              <div>
                <UntrustedText text={comment} block />
              </div>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

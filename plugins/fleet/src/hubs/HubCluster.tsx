import { makeStyles } from '@material-ui/core/styles';
import type { Statement } from '@fleetview/backstage-plugin-fleet-common';
import {
  FieldList,
  Since,
  StatusMark,
  statusOfHubWord,
  UntrustedText,
} from '@fleetview/backstage-plugin-fleet-react';
import { detailFields } from '../statements/fields';
import { useFleetLinks } from '../routing';
import { useText, type Text } from '../translation';
import { hubSaying } from './HubLine';

const useStyles = makeStyles(
  theme => ({
    root: { '& + &': { marginTop: theme.spacing(3) } },
    head: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(0.5, 2),
      marginBottom: theme.spacing(1.5),
      fontSize: 14,
    },
    quiet: {
      color: theme.palette.text.secondary,
      fontSize: 13,
      minWidth: 0,
    },
    blocked: {
      margin: theme.spacing(0, 0, 1.5),
      padding: 0,
      listStyle: 'none',
      fontSize: 13,
      lineHeight: '20px',
    },
    fields: {
      display: 'grid',
      gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
      gap: theme.spacing(1, 5),
      [theme.breakpoints.down('sm')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
    },
  }),
  { name: 'FleetHubCluster' },
);

/**
 * What one object of a hub says of the cluster as a whole: the most important in
 * its first line, what holds it up next, and the rest beside each other.
 */
export function HubCluster(props: { statement: Statement }) {
  const { statement } = props;
  const { detail, currency } = statement;
  const classes = useStyles();
  const t = useText();
  const links = useFleetLinks();
  if (detail.type !== 'cluster') return null;
  const { claims, sets, taints, references, blockedBy, ...state } = detail;
  const status = statusOfHubWord({
    health: statement.health ?? 'unknown',
    currency,
    heartbeat: detail.heartbeat,
  });
  return (
    <div className={classes.root}>
      <div className={classes.head}>
        <StatusMark
          status={status}
          size={16}
          word={hubSaying(detail, t)}
          withReason={false}
        />
        <span className={classes.quiet}>
          <UntrustedText text={`${statement.kind} ${statement.name}`} inline />
          {statement.changedAt && (
            <>
              {' · '}
              <Since at={statement.changedAt} />
            </>
          )}
        </span>
        {(statement.message || !currency.current) && (
          <span className={classes.quiet}>
            <UntrustedText
              text={[
                statement.message,
                currency.current ? undefined : currency.reason,
              ]
                .filter(Boolean)
                .join(' · ')}
              inline
            />
          </span>
        )}
      </div>
      {blockedBy.length > 0 && (
        <ul className={classes.blocked} aria-label={t('hubs.blocked')}>
          {blockedBy.map((reason, index) => (
            <li key={`${index} ${reason}`}>
              <StatusMark
                status={{ key: 'stuck', stale: !currency.current }}
                glyphOnly
                word={t('hubs.blocked')}
              />{' '}
              <UntrustedText text={reason} inline />
            </li>
          ))}
        </ul>
      )}
      <div className={classes.fields}>
        <FieldList
          fields={detailFields(
            {
              ...state,
              blockedBy: [],
              claims: [],
              sets: [],
              taints: [],
              references: [],
            },
            t,
            links,
          )}
        />
        <FieldList fields={besides(detailFields(detail, t, links), t)} />
      </div>
    </div>
  );
}

/** The fields of what it belongs to and claims, which stand beside the others. */
function besides<T extends { name: string }>(fields: T[], t: Text): T[] {
  const names: string[] = [
    t('statements.detail.sets'),
    t('statements.detail.taints'),
    t('statements.detail.references'),
    t('statements.detail.claims'),
  ];
  return fields.filter(({ name }) => names.includes(name));
}

import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import type { Proposal } from '@fleetview/backstage-plugin-fleet-common';
import {
  CopyButton,
  EntityLink,
  safeUrl,
  UntrustedText,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../translation';

const useStyles = makeStyles(
  theme => ({
    root: { margin: theme.spacing(1.5, 0, 2.5), fontSize: 14 },
    head: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(0, 1.5) },
    note: { display: 'flex', alignItems: 'flex-start', gap: theme.spacing(1) },
    quiet: { color: theme.palette.text.secondary },
    snippet: {
      display: 'flex',
      alignItems: 'flex-start',
      gap: theme.spacing(1),
      margin: theme.spacing(1, 0),
      padding: theme.spacing(1, 1.5),
      borderRadius: 6,
      textAlign: 'left',
      background: theme.palette.type === 'dark' ? '#ffffff0d' : '#0a14240a',
      '& pre': {
        flex: 1,
        minWidth: 0,
        margin: 0,
        overflowX: 'auto',
        fontFamily: 'ui-monospace, monospace',
        fontSize: 13,
        lineHeight: '20px',
      },
    },
  }),
  { name: 'FleetProposalItem' },
);

/**
 * An entity that something may belong to, with what to write into the catalog so
 * that it does. The address to edit at is untrusted, and a link only when safe.
 */
export function ProposalItem(props: { proposal: Proposal }) {
  const { entityRef, strength, evidence, snippet, note, editUrl } =
    props.proposal;
  const classes = useStyles();
  const t = useText();
  const href = safeUrl(editUrl);
  const change = snippet ?? note;
  return (
    <div className={classes.root}>
      <div className={classes.head}>
        <EntityLink entity={entityRef} />
        <span className={classes.quiet}>
          {t(`unbound.strength.${strength}`)}
        </span>
        {href && (
          <Link
            to={href}
            title={href}
            target="_blank"
            rel="noopener noreferrer nofollow"
            onClick={() => {
              // What has to be written is at hand where it is written.
              if (change)
                navigator.clipboard?.writeText(change).catch(() => {});
            }}
          >
            {t(change ? 'unbound.copyAndEdit' : 'unbound.edit')}
          </Link>
        )}
      </div>
      <div className={classes.quiet}>
        <UntrustedText text={evidence} block />
      </div>
      {note && (
        <div className={classes.note}>
          <span>
            <UntrustedText text={note} block />
          </span>
          {!snippet && <CopyButton text={note} label={t('unbound.copyNote')} />}
        </div>
      )}
      {snippet && (
        <div className={classes.snippet}>
          <pre>{snippet.trimEnd()}</pre>
          <CopyButton text={snippet} label={t('unbound.copy')} />
        </div>
      )}
    </div>
  );
}

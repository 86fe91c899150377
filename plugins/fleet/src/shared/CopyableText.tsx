import type { ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { CopyButton } from '@fleetview/backstage-plugin-fleet-react';

const useStyles = makeStyles(
  theme => ({
    head: {
      display: 'flex',
      alignItems: 'center',
      gap: theme.spacing(1),
      marginTop: theme.spacing(1.5),
      fontSize: 13,
    },
    text: {
      margin: theme.spacing(0.5, 0),
      padding: theme.spacing(1.5),
      overflowX: 'auto',
      fontFamily: 'ui-monospace, monospace',
      fontSize: 12,
      lineHeight: '18px',
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: 4,
    },
  }),
  { name: 'FleetCopyableText' },
);

/** Lines for a file, as they are, with a button that copies them. */
export function CopyableText(props: {
  title: ReactNode;
  text: string;
  /** Of the button. */
  copyLabel: string;
}) {
  const { title, text, copyLabel } = props;
  const classes = useStyles();
  return (
    <div>
      <div className={classes.head}>
        {title}
        <CopyButton text={text} label={copyLabel} />
      </div>
      {/* Reached by the keyboard where it is wider than the drawer. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre className={classes.text} tabIndex={0}>
        {text}
      </pre>
    </div>
  );
}

import type { ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexDirection: 'column',
      alignItems: 'flex-start',
      gap: theme.spacing(1),
      maxWidth: 680,
      padding: theme.spacing(5, 0),
    },
    heading: {
      display: 'flex',
      alignItems: 'center',
      gap: theme.spacing(1.25),
      margin: 0,
      fontSize: 17,
      fontWeight: 600,
      lineHeight: '24px',
    },
    text: {
      color: theme.palette.text.secondary,
      fontSize: 14,
      lineHeight: '21px',
      overflowWrap: 'anywhere',
    },
    actions: { display: 'flex', gap: theme.spacing(1), marginTop: 8 },
  }),
  { name: 'FleetMessageView' },
);

/**
 * A page or a list that has nothing to show, and says why.
 *
 * @public
 */
export function MessageView(props: {
  icon?: ReactNode;
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
  /** Announced at once by screen readers. */
  urgent?: boolean;
  sight: 'empty' | 'forbidden' | 'failed';
}) {
  const classes = useStyles();
  return (
    <div
      className={classes.root}
      role={props.urgent ? 'alert' : undefined}
      data-sight={props.sight}
    >
      <h2 className={classes.heading}>
        {props.icon}
        {props.title}
      </h2>
      {props.children && <div className={classes.text}>{props.children}</div>}
      {props.actions && <div className={classes.actions}>{props.actions}</div>}
    </div>
  );
}

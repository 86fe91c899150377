import { useEffect, useRef, type ReactNode } from 'react';
import { useSearchParams } from 'react-router-dom';
import Drawer from '@material-ui/core/Drawer';
import IconButton from '@material-ui/core/IconButton';
import { makeStyles } from '@material-ui/core/styles';
import { useFleetText } from '../../translation';

const useStyles = makeStyles(
  theme => ({
    paper: {
      width: '40%',
      minWidth: 420,
      maxWidth: '100vw',
      padding: theme.spacing(2.5, 3, 4),
      borderLeft: `1px solid ${theme.palette.divider}`,
      boxShadow:
        theme.palette.type === 'dark'
          ? '-16px 0 40px #00000066'
          : '-16px 0 40px #0a142414',
      [theme.breakpoints.down('sm')]: { width: '100%', minWidth: 0 },
      // On a phone the portal's own bar lies over the lower end.
      [theme.breakpoints.down('xs')]: { paddingBottom: theme.spacing(12) },
    },
    wide: {
      width: '56%',
      [theme.breakpoints.down('sm')]: { width: '100%' },
    },
    head: {
      display: 'flex',
      alignItems: 'flex-start',
      gap: theme.spacing(1),
      marginBottom: theme.spacing(2),
    },
    title: {
      flex: 1,
      minWidth: 0,
      margin: 0,
      fontSize: 18,
      fontWeight: 600,
      lineHeight: '26px',
      overflowWrap: 'anywhere',
      '&:focus': { outline: 'none' },
    },
  }),
  { name: 'FleetDetailDrawer' },
);

/**
 * Which row's detail is open. It is in the URL, as `?detail=`, so that it can
 * be sent to somebody.
 *
 * @public
 */
export function useDetail(): {
  detail: string | undefined;
  open: (id: string) => void;
  close: () => void;
} {
  const [search, setSearch] = useSearchParams();
  return {
    detail: search.get('detail') ?? undefined,
    open: id =>
      setSearch(
        previous => {
          const next = new URLSearchParams(previous);
          next.set('detail', id);
          return next;
        },
        { replace: search.has('detail') },
      ),
    close: () =>
      setSearch(
        previous => {
          const next = new URLSearchParams(previous);
          next.delete('detail');
          return next;
        },
        { replace: true },
      ),
  };
}

/**
 * The detail of a row, beside the list that stays. Escape closes it and gives
 * the focus back.
 *
 * @public
 */
export function DetailDrawer(props: {
  title: string;
  open: boolean;
  onClose: () => void;
  /** For what stands side by side in it. */
  isWide?: boolean;
  children?: ReactNode;
}) {
  const { open, onClose, isWide = false } = props;
  const classes = useStyles();
  const { t } = useFleetText();
  const heading = useRef<HTMLHeadingElement>(null);
  const before = useRef<Element | null>(null);

  useEffect(() => {
    if (!open) return undefined;
    before.current = document.activeElement;
    heading.current?.focus({ preventScroll: true });
    return () => {
      const element = before.current;
      if (element instanceof HTMLElement && element.isConnected) {
        element.focus({ preventScroll: true });
      }
    };
  }, [open]);

  useEffect(() => {
    if (!open) return undefined;
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) onClose();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [open, onClose]);

  if (!open) return null;
  return (
    <Drawer
      anchor="right"
      variant="persistent"
      open
      transitionDuration={0}
      PaperProps={{
        role: 'dialog',
        'aria-label': props.title,
        className: isWide ? `${classes.paper} ${classes.wide}` : classes.paper,
      }}
    >
      <div className={classes.head}>
        <h2 className={classes.title} ref={heading} tabIndex={-1}>
          {props.title}
        </h2>
        <IconButton
          size="small"
          onClick={onClose}
          aria-label={t('drawer.close')}
        >
          <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
            <path
              d="m3.5 3.5 9 9m0-9-9 9"
              stroke="currentColor"
              strokeWidth="1.6"
              strokeLinecap="round"
            />
          </svg>
        </IconButton>
      </div>
      {props.children}
    </Drawer>
  );
}

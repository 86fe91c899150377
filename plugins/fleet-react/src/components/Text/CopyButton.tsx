import { useEffect, useState } from 'react';
import IconButton from '@material-ui/core/IconButton';
import Tooltip from '@material-ui/core/Tooltip';
import { makeStyles } from '@material-ui/core/styles';
import { useFleetText } from '../../translation';

const useStyles = makeStyles(
  theme => ({
    button: {
      padding: 2,
      color: theme.palette.text.secondary,
      '&:focus-visible': {
        outline: `2px solid ${theme.palette.primary.main}`,
      },
    },
  }),
  { name: 'FleetCopyButton' },
);

/**
 * Puts a text on the clipboard, and says that it did.
 *
 * @public
 */
export function CopyButton(props: { text: string; label?: string }) {
  const classes = useStyles();
  const { t } = useFleetText();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), 2_000);
    return () => clearTimeout(timer);
  }, [copied]);
  const label = props.label ?? t('copy');
  return (
    <Tooltip title={copied ? t('copied') : label}>
      <IconButton
        className={classes.button}
        size="small"
        aria-label={label}
        onClick={event => {
          event.stopPropagation();
          navigator.clipboard?.writeText(props.text).then(
            () => setCopied(true),
            () => setCopied(false),
          );
        }}
      >
        <svg width="13" height="13" viewBox="0 0 16 16" aria-hidden="true">
          {copied ? (
            <path
              d="M2.6 8.4 6.4 12.2l7-8.2"
              fill="none"
              stroke="currentColor"
              strokeWidth="1.8"
            />
          ) : (
            <path
              d="M5 5V2.5h8.5V11H11M2.5 5H11v8.5H2.5z"
              fill="none"
              stroke="currentColor"
              strokeWidth="1.4"
              strokeLinejoin="round"
            />
          )}
        </svg>
      </IconButton>
    </Tooltip>
  );
}

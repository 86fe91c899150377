import { useSearchParams } from 'react-router-dom';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { useText } from '../translation';
import { prefillOf, withoutPrefill } from './prefill';
import { RequestDialog } from './RequestDialog';

const useStyles = makeStyles(
  theme => ({
    why: {
      marginLeft: theme.spacing(1),
      fontSize: 13,
      color: theme.palette.text.secondary,
    },
  }),
  { name: 'FleetRequestButton' },
);

/** Opens the form to ask for an exception, which a link can open filled in. */
export function RequestButton(props: { mayRequest: boolean }) {
  const { mayRequest } = props;
  const [search, setSearch] = useSearchParams();
  const classes = useStyles();
  const t = useText();
  const isOpen = search.has('ask') && mayRequest;
  return (
    <div>
      <Button
        size="small"
        variant="contained"
        color="primary"
        disabled={!mayRequest}
        onClick={() =>
          setSearch(previous => {
            const next = new URLSearchParams(previous);
            next.set('ask', 'policy');
            return next;
          })
        }
      >
        {t('exceptions.ask')}
      </Button>
      {!mayRequest && (
        <span className={classes.why}>{t('exceptions.mayNotAsk')}</span>
      )}
      {isOpen && (
        <RequestDialog
          prefill={prefillOf(search)}
          onClose={id =>
            setSearch(
              previous => {
                const next = withoutPrefill(previous);
                if (id) next.set('detail', id);
                return next;
              },
              { replace: true },
            )
          }
        />
      )}
    </div>
  );
}

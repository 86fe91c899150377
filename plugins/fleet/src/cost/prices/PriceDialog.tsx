import { useState } from 'react';
import Button from '@material-ui/core/Button';
import Checkbox from '@material-ui/core/Checkbox';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import type {
  FleetPriceRow,
  PriceProblem,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  UntrustedText,
  useChangePrices,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../../translation';
import { draftOf, enteredOf, type EnteredPrice } from './priceDraft';

const useStyles = makeStyles(
  theme => ({
    fields: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fit, minmax(160px, 1fr))',
      columnGap: theme.spacing(2),
    },
    quiet: { margin: 0, color: theme.palette.text.secondary },
    error: { margin: theme.spacing(1, 0), color: theme.palette.error.main },
  }),
  { name: 'FleetPriceDialog' },
);

/** Writes a row of the price sheet, or one that follows another. */
export function PriceDialog(props: {
  /** The first day that is not charged yet. */
  earliest: string;
  before?: FleetPriceRow;
  onClose: () => void;
}) {
  const { earliest, before, onClose } = props;
  const classes = useStyles();
  const t = useText();
  const [entered, enter] = useState(() => enteredOf(earliest, before));
  const [ends, setEnds] = useState(false);
  const [isSent, setSent] = useState(false);
  const { change, error, isChanging } = useChangePrices();
  const { draft, problems } = draftOf(entered, { earliest, ends });
  const submit = () => {
    setSent(true);
    if (problems.length === 0) change({ rows: [draft] }, onClose);
  };
  const problemText = (problem: PriceProblem['problem']) =>
    problem === 'charged'
      ? t('cost.prices.problems.charged', { earliest })
      : t(`cost.prices.problems.${problem}`);
  const field = (
    key: keyof EnteredPrice,
    options: { help?: string; type?: 'date'; required?: boolean } = {},
  ) => {
    const problem = problems.find(each => each.field === key)?.problem;
    // What is not there yet is wrong only once it was meant to be all.
    const isShown =
      problem !== undefined &&
      (isSent || (entered[key] !== '' && problem !== 'needed'));
    return (
      <TextField
        id={`fleet-price-${key}`}
        label={t(`cost.prices.fields.${key}`)}
        type={options.type}
        required={options.required}
        error={isShown}
        helperText={isShown ? problemText(problem) : options.help}
        fullWidth
        margin="dense"
        variant="outlined"
        value={entered[key]}
        inputProps={{ maxLength: 500 }}
        InputLabelProps={{ shrink: true }}
        onChange={({ target }) => enter({ ...entered, [key]: target.value })}
      />
    );
  };
  return (
    <Dialog
      open
      fullWidth
      maxWidth="sm"
      onClose={onClose}
      aria-labelledby="fleet-price-title"
    >
      <DialogTitle id="fleet-price-title">
        {t('cost.prices.dialogTitle')}
      </DialogTitle>
      <DialogContent>
        <p className={classes.quiet}>
          {t('cost.prices.dialogHint', { earliest })}
        </p>
        <div className={classes.fields}>
          {field('provider', { help: t('cost.prices.emptyForAll') })}
          {field('region', { help: t('cost.prices.emptyForAll') })}
          {field('instanceType', { help: t('cost.prices.emptyForAll') })}
        </div>
        <FormControlLabel
          control={
            <Checkbox
              color="primary"
              checked={ends}
              onChange={(_, checked) => setEnds(checked)}
            />
          }
          label={t('cost.prices.ends')}
        />
        {!ends && (
          <div className={classes.fields}>
            {field('cpuHour', { required: true })}
            {field('gibHour', { required: true })}
            {field('volumeGibHour')}
            {field('gpuHour')}
          </div>
        )}
        <div className={classes.fields}>
          {field('currency', {
            required: true,
            help: t('cost.prices.currencyHelp'),
          })}
          {field('validFrom', { required: true, type: 'date' })}
        </div>
        {field('note')}
        {error && (
          <div role="alert" className={classes.error}>
            {t('cost.prices.failed')}:{' '}
            <UntrustedText text={error.message} block />
          </div>
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t('exceptions.actions.cancel')}</Button>
        <Button
          color="primary"
          variant="contained"
          disabled={isChanging || (isSent && problems.length > 0)}
          onClick={submit}
        >
          {t('cost.prices.save')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

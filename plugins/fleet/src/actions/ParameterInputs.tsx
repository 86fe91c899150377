import Checkbox from '@material-ui/core/Checkbox';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import TextField from '@material-ui/core/TextField';
import { absoluteTime } from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../translation';
import type { Entered, ParameterField } from './parameterFields';

/**
 * The parameters of an action, each as what it is.
 */
export function ParameterInputs(props: {
  fields: readonly ParameterField[];
  entered: Entered;
  onChange: (entered: Entered) => void;
}) {
  const { fields, entered, onChange } = props;
  const t = useText();
  const set = (name: string, value: string | boolean) =>
    onChange({ ...entered, [name]: value });
  return (
    <>
      {fields.map(({ name, type, isRequired, choices }) =>
        type === 'boolean' ? (
          <FormControlLabel
            key={name}
            label={name}
            control={
              <Checkbox
                color="primary"
                checked={entered[name] === true}
                onChange={(_, isChecked) => set(name, isChecked)}
              />
            }
          />
        ) : (
          <TextField
            key={name}
            id={`fleet-action-${name}`}
            label={choices && type === 'integer' ? t('actions.history') : name}
            fullWidth
            margin="dense"
            variant="outlined"
            required={isRequired}
            value={entered[name] ?? ''}
            onChange={({ target }) => set(name, target.value)}
            InputLabelProps={{ shrink: true }}
            {...(choices
              ? { select: true, SelectProps: { native: true } }
              : { type: type === 'string' ? 'text' : 'number' })}
          >
            {choices && (
              <>
                <option value="">
                  {isRequired ? '' : t('actions.chosenByDefault')}
                </option>
                {choices.map(({ value, revision, deployedAt }) => (
                  <option key={value} value={value}>
                    {revision === undefined
                      ? value
                      : t('actions.historyEntry', {
                          revision,
                          time:
                            (deployedAt && absoluteTime(deployedAt)?.utc) ||
                            value,
                        })}
                  </option>
                ))}
              </>
            )}
          </TextField>
        ),
      )}
    </>
  );
}

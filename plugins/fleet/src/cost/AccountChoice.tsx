import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';
import {
  engineName,
  untrustedName,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../translation';
import { GRAINS, type Account } from './windows';
import { windowText } from './windowText';

/** Chooses which of what cost tools say is shown. */
export function AccountChoice(props: {
  account: Account;
  accounts: Account[];
  onChange: (account: Account) => void;
}) {
  const { account, accounts, onChange } = props;
  const t = useText();
  const sameTool = accounts.filter(({ engine }) => engine === account.engine);
  const windows = distinct(sameTool, windowOf);
  const grains = sameTool
    .filter(each => windowOf(each) === windowOf(account))
    .sort((a, b) => GRAINS.indexOf(a.grain) - GRAINS.indexOf(b.grain));
  const tools = distinct(accounts, ({ engine }) => engine);
  const choice = (
    id: string,
    label: string,
    value: string,
    options: { value: string; label: string; account: Account }[],
  ) => (
    <TextField
      select
      id={`fleet-cost-${id}`}
      size="small"
      variant="outlined"
      label={label}
      value={value}
      onChange={event => {
        const found = options.find(each => each.value === event.target.value);
        if (found) onChange(found.account);
      }}
    >
      {options.map(option => (
        <MenuItem key={option.value} value={option.value}>
          {option.label}
        </MenuItem>
      ))}
    </TextField>
  );
  return (
    <>
      {choice(
        'window',
        t('cost.window'),
        windowOf(account),
        windows.map(each => ({
          value: windowOf(each),
          label: windowText(each),
          // Of another window the same grain, where it has that.
          account:
            sameTool.find(
              other =>
                windowOf(other) === windowOf(each) &&
                other.grain === account.grain,
            ) ?? each,
        })),
      )}
      {choice(
        'grain',
        t('cost.grain'),
        account.grain,
        grains.map(each => ({
          value: each.grain,
          label: t(`cost.grains.${each.grain}`),
          account: each,
        })),
      )}
      {tools.length > 1 &&
        choice(
          'tool',
          t('cost.tool'),
          account.engine,
          tools.map(each => ({
            value: each.engine,
            label: untrustedName(engineName(each.engine)),
            account: each,
          })),
        )}
    </>
  );
}

function windowOf({ start, end }: Account): string {
  return `${start} ${end}`;
}

function distinct(
  accounts: readonly Account[],
  keyOf: (account: Account) => string,
): Account[] {
  const found = new Map<string, Account>();
  for (const account of accounts) {
    if (!found.has(keyOf(account))) found.set(keyOf(account), account);
  }
  return [...found.values()];
}

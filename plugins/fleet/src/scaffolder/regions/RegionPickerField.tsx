import { useMemo, useState } from 'react';
import { useText } from '../../translation';
import {
  ChosenList,
  FieldFrame,
  titleOf,
  useToggle,
  valueOfField,
  WrittenValue,
  type FieldProps,
} from '../choice';
import { componentOf } from '../clusters/componentOf';
import { RegionList } from './RegionList';
import { readRegionOptions } from './regionOptions';
import { WaveList } from './WaveList';

/**
 * Chooses regions, or waves of a release, in a form of the scaffolder; inside a provider.
 */
export function RegionPickerField(props: FieldProps) {
  const { uiSchema, formContext } = props;
  const t = useText();
  const said = JSON.stringify(uiSchema?.['ui:options'] ?? {});
  const options = useMemo(
    () => readRegionOptions({ 'ui:options': JSON.parse(said) }),
    [said],
  );
  const { chosen, several, toggle } = useToggle(props);
  const isDisabled = props.disabled || props.readonly;
  // What is written stands where it was written until something of the list is chosen.
  const [written, setWritten] = useState('');
  const list = {
    label: titleOf(props),
    options,
    chosen,
    several,
    onToggle: (value: string) => {
      setWritten('');
      toggle(value);
    },
    isDisabled,
    isRequired: props.required,
    isInvalid: Boolean(props.rawErrors?.length),
  };
  return (
    <FieldFrame field={props}>
      <ChosenList
        chosen={chosen}
        onRemove={list.onToggle}
        isDisabled={isDisabled}
      />
      {options.of === 'waves' ? (
        <WaveList
          {...list}
          component={
            options.componentField
              ? componentOf(
                  valueOfField(formContext?.formData, options.componentField),
                )
              : undefined
          }
        />
      ) : (
        <RegionList {...list} />
      )}
      {options.of === 'regions' && options.allowNew && !several && (
        <WrittenValue
          label={t('fields.regions.another')}
          hint={t('fields.regions.anotherHint')}
          text={written}
          maxLength={props.schema.maxLength}
          isDisabled={isDisabled}
          onChange={text => {
            setWritten(text);
            props.onChange(text.trim() || undefined);
          }}
        />
      )}
    </FieldFrame>
  );
}

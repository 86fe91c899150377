export * from './ChoiceList';
export * from './ChosenList';
export * from './FieldFrame';
export * from './fieldProps';
export * from './types';
export * from './useToggle';
export * from './WrittenValue';

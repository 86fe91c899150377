export * from './MemberStateMark';

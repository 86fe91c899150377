export { approveException } from './approveException';
export type { Changing } from './Changing';
export { ExceptionAccess } from './ExceptionAccess';
export { getException } from './getException';
export { listAppliedExceptions } from './applied/listAppliedExceptions';
export { listExceptions } from './listExceptions';
export { renewException } from './renewException';
export { requestException } from './requestException';
export { withdrawException } from './withdrawException';

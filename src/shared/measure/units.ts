import type { Unit } from './types.ts';

/** The unit of a field's values, told by its meaning; a plain number where the field has no meaning we know. */
export function unitOfField(field: string): Unit {
  switch (field) {
    case 'freeMw':
      return 'MW';
    case 'population':
    case 'jobs':
      return 'count';
    default:
      return 'number';
  }
}

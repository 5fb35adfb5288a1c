import type { Profile } from '../types.ts';
import { housing } from './housing.ts';
import { industry } from './industry.ts';
import { school } from './school.ts';

/** The profiles that come with the program, in the order they are offered. */
export const builtinProfiles: readonly Profile[] = [industry, housing, school];

/** The built-in profile of this id; undefined when there is none. */
export function builtinProfile(id: string): Profile | undefined {
  return builtinProfiles.find((profile) => profile.id === id);
}

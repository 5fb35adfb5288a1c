import type { MergeConflict } from './merge-types.ts';

/** A conflict before it is known which side stands. */
export type OpenConflict = Omit<MergeConflict, 'kept'>;

/** Which side of a conflict people want to stand; null: nobody said. */
export type SideChoice = (conflict: OpenConflict) => number | null;

/** Sides that people chose: by the conflict's name, the copies that say so. */
export type MergeChoices = ReadonlyMap<string, string>;

/** Who chose, and when: it stands in what is written down about a choice. */
export interface Chooser {
  readonly side: SideChoice;
  readonly by: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** Nobody chose anything. */
export const noChoice: Chooser = { side: () => null, by: '', at: '' };

/** Tells a conflict from all others of a merge. */
export function nameOfConflict({ kind, path, sides }: OpenConflict): string {
  return JSON.stringify([kind, path, sides.map(({ copies }) => copies)]);
}

/** The chosen side of each conflict. */
export function sideChoice(choices: MergeChoices): SideChoice {
  return (conflict) => {
    const wanted = choices.get(nameOfConflict(conflict));
    const index = conflict.sides.findIndex(({ copies }) => JSON.stringify(copies) === wanted);
    return index < 0 ? null : index;
  };
}

/** With another side of a conflict. */
export function withSide(choices: MergeChoices, conflict: OpenConflict, side: number): MergeChoices {
  return new Map(choices).set(nameOfConflict(conflict), JSON.stringify(conflict.sides[side].copies));
}

/** With the side of one copy wherever it has one. */
export function withSidesOf(choices: MergeChoices, conflicts: readonly OpenConflict[], copy: string): MergeChoices {
  return conflicts.reduce((chosen, conflict) => {
    const side = conflict.sides.findIndex(({ copies }) => copies.includes(copy));
    return side < 0 ? chosen : withSide(chosen, conflict, side);
  }, choices);
}

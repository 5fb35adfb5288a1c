import type { Observation, ProjectDocument } from '../document-types.ts';
import { equalJson } from '../patch.ts';
import type { Chooser } from './choose-sides.ts';
import type { ConflictSide, MergeCopy } from './merge-types.ts';
import { type MergeLog, settle } from './merge-values.ts';

/**
 * Of observations that correct one and the same value, the one that holds: the latest found out, and of equal ones the last by id.
 * Null where none corrects anything.
 */
export function correctionInForce(observations: readonly Observation[]): Observation | null {
  const correcting = observations.filter(({ correction }) => correction !== null);
  return correcting.reduce<Observation | null>((last, one) => (last && byDate(one, last) < 0 ? last : one), null);
}

function byDate(a: Observation, b: Observation): number {
  const [one, other] = [a.correction?.date ?? '', b.correction?.date ?? ''];
  if (one !== other) return one < other ? -1 : 1;
  return a.id < b.id ? -1 : Number(a.id > b.id);
}

/**
 * Copies that found different values for the same column of the same plot since they parted. All their observations are in
 * the merged document; the conflict says which one holds for now. Where people chose another, an observation of that is added
 * (it says the chosen value once more, as it was known, by whom and on which day it was chosen): nothing is taken away.
 */
export function correctionConflicts(
  base: ProjectDocument,
  copies: readonly MergeCopy<ProjectDocument>[],
  merged: ProjectDocument,
  log: MergeLog,
  { by, at }: Chooser,
): ProjectDocument {
  const before = new Map(base.observations.map((one) => [one.id, one]));
  const found = new Map<string, { readonly copy: string; readonly observation: Observation }[]>();
  for (const { name, root } of copies) {
    const own = root.observations.filter(
      ({ id, correction }) => correction !== null && !equalJson(before.get(id)?.correction, correction),
    );
    // Of its own findings a copy holds the latest; the earlier ones are no other side.
    const latest = own.filter((one) => own.every((other) => !sameQuestion(one, other) || byDate(other, one) <= 0));
    for (const observation of latest) {
      const key = JSON.stringify([observation.plot, observation.correction?.column]);
      found.set(key, [...(found.get(key) ?? []), { copy: name, observation }]);
    }
  }
  const decided: Observation[] = [];
  for (const key of [...found.keys()].sort()) {
    const [plot, column] = JSON.parse(key) as [string, string];
    const entries = found.get(key) ?? [];
    const sides = sidesOf(entries);
    // Two edits of one and the same observation are told where the observation is merged.
    const ids = new Set(entries.map(({ observation }) => observation.id));
    if (sides.length < 2 || ids.size < 2) continue;
    const about = merged.observations.filter((one) => one.plot === plot && one.correction?.column === column);
    const holds = correctionInForce(about);
    const holding = sides.findIndex(({ value }) => equalJson(value[0], holds?.correction?.value));
    const path = ['observations', plot, column];
    const kept = settle({ kind: 'corrected', path, sides }, Math.max(0, holding), log);
    const chosen = entries.find(({ observation }) => equalJson(observation.correction?.value, sides[kept].value[0]));
    if (holds && chosen && kept !== holding) decided.push(decision(chosen.observation, holds, merged, { by, at }));
  }
  return decided.length === 0 ? merged : { ...merged, observations: [...merged.observations, ...decided] };
}

/** Says a value once more so that it holds: found out later than the one that holds, or on the same day and later by id. */
function decision(
  chosen: Observation,
  holds: Observation,
  { observations }: ProjectDocument,
  { by, at }: Pick<Chooser, 'by' | 'at'>,
): Observation {
  let id = `${holds.id}+`;
  while (observations.some((one) => one.id === id)) id += '+';
  const [, date] = [at.slice(0, 10), holds.correction?.date ?? ''].sort();
  const correction = chosen.correction && { ...chosen.correction, date };
  return { ...chosen, id, note: '', photos: [], checks: [], position: null, correction, author: by, at };
}

function sameQuestion(a: Observation, b: Observation): boolean {
  return a.plot === b.plot && a.correction?.column === b.correction?.column;
}

function sidesOf(
  entries: readonly { readonly copy: string; readonly observation: Observation }[],
): readonly ConflictSide[] {
  const byValue = new Map<string, { copies: Set<string>; latest: Observation }>();
  for (const { copy, observation } of entries) {
    const key = JSON.stringify(observation.correction?.value ?? null);
    const known = byValue.get(key);
    const latest = known === undefined || byDate(known.latest, observation) < 0 ? observation : known.latest;
    byValue.set(key, { copies: new Set([...(known?.copies ?? []), copy]), latest });
  }
  return [...byValue]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { copies, latest }]) => ({
      copies: [...copies].sort(),
      value: [latest.correction?.value ?? null],
      touched: { by: latest.correction?.author ?? '', at: latest.correction?.date ?? '' },
    }));
}

import type { EditName } from '../explain/edit-name.ts';
import { applyChanges, type Change, diffJson, revertChanges } from './patch.ts';

/** Steps that can be undone at most; each costs only what it changed. */
export const stepsInMemory = 1000;
/** Steps that a saved project takes along. */
export const stepsStored = 200;

/** The root after an edit, and what the edit was. The first root of a history has no edit. */
export interface Step<Root> {
  readonly root: Root;
  readonly edit: EditName | null;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly by: string;
  /** Names the gesture it belongs to: edits of one gesture are one step. */
  readonly gesture: string | null;
}

/** Where the work stands, how it got there, and what was undone. */
export interface History<Root> {
  readonly past: readonly Step<Root>[];
  readonly present: Step<Root>;
  /** The next one first. */
  readonly future: readonly Step<Root>[];
}

/** A history that begins with this root. */
export function startHistory<Root>(root: Root): History<Root> {
  return { past: [], present: { root, edit: null, at: '', by: '', gesture: null }, future: [] };
}

/** Takes a step; what was undone before is gone. A root that is not new is no step. */
export function commit<Root>(history: History<Root>, step: Step<Root>): History<Root> {
  const { past, present } = history;
  if (step.root === present.root) return history;
  const merges = step.gesture !== null && step.gesture === present.gesture;
  if (merges) return { past, present: step, future: [] };
  return { past: [...past, present].slice(-stepsInMemory), present: step, future: [] };
}

/** One step back; the same history where there is none. */
export function undo<Root>(history: History<Root>): History<Root> {
  const { past, present, future } = history;
  const before = past.at(-1);
  // A step that was left is closed: what comes after an undo begins a new one.
  return before === undefined
    ? history
    : { past: past.slice(0, -1), present: { ...before, gesture: null }, future: [present, ...future] };
}

/** One step forward again; the same history where nothing was undone. */
export function redo<Root>(history: History<Root>): History<Root> {
  const [next, ...future] = history.future;
  if (next === undefined) return history;
  return { past: [...history.past, history.present], present: { ...next, gesture: null }, future };
}

/** A step as it is stored: what it changed, both ways. */
export interface StoredStep {
  readonly edit: EditName;
  readonly at: string;
  readonly by: string;
  readonly changes: readonly Change[];
}

/** The history without its roots: with the present one, every other can be made again. */
export interface StoredHistory {
  readonly past: readonly StoredStep[];
  readonly future: readonly StoredStep[];
}

/** The last steps as changes between roots. */
export function storeHistory<Root>({ past, present, future }: History<Root>, most = stepsStored): StoredHistory {
  const steps = [...past, present, ...future];
  const stored = steps.map((step, index): StoredStep | null => {
    const before = steps[index - 1];
    if (before === undefined || step.edit === null) return null;
    const { edit, at, by } = step;
    return { edit, at, by, changes: diffJson(before.root, step.root) };
  });
  const taken = (from: number, to: number) => stored.slice(from, to).flatMap((step) => (step === null ? [] : [step]));
  const now = past.length + 1;
  return { past: taken(Math.max(0, now - most), now), future: taken(now, now + most) };
}

/** The history again, from its present root. Throws where the changes were not made from this root. */
export function loadHistory(root: unknown, stored: StoredHistory): History<unknown> {
  const first: Step<unknown> = { root, edit: null, at: '', by: '', gesture: null };
  const past: Step<unknown>[] = [];
  let later: unknown = root;
  let present = first;
  for (const { edit, at, by, changes } of [...stored.past].reverse()) {
    const step = { root: later, edit, at, by, gesture: null };
    if (present === first) present = step;
    else past.unshift(step);
    later = revertChanges(later, changes);
  }
  if (present !== first) past.unshift({ ...first, root: later });
  const future: Step<unknown>[] = [];
  let next: unknown = root;
  for (const { edit, at, by, changes } of stored.future) {
    next = applyChanges(next, changes);
    future.push({ root: next, edit, at, by, gesture: null });
  }
  return { past, present, future };
}

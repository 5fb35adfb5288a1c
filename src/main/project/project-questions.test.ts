import { hostname } from 'node:os';
import { describe, expect, it } from 'vitest';
import type { OpenedProject, ProjectView } from '../../shared/ipc/desktop-api.ts';
import { type Problem, problem } from '../../shared/lib/issue.ts';
import { failure, type Outcome, success } from '../../shared/lib/outcome.ts';
import type { SaveOptions } from '../store/open-project.ts';
import { type Asking, openAsking, type Question, saveAsking } from './project-questions.ts';

const held = (host: string) => problem('project-held', { file: 'plan.gpkg', name: 'Kari', host });
const changedOnDisk = problem('project-changed-on-disk', { file: 'plan.gpkg' });

/** A person who presses these buttons, one a question; the questions that were asked. */
function person(...presses: string[]): Asking & { readonly questions: Question[] } {
  const questions: Question[] = [];
  const ask = async (question: Question): Promise<number> => {
    questions.push(question);
    const at = question.buttons.indexOf(presses[questions.length - 1]);
    if (at < 0) throw new Error(`no such button among ${question.buttons.join(', ')}`);
    return at;
  };
  return { language: 'en', ask, questions };
}

const view = (readOnly: Problem | null): ProjectView => ({
  session: '0123456789abcdef',
  place: 'r1',
  name: 'Plan',
  file: 'plan.gpkg',
  unsaved: false,
  readOnly,
});
const opening = (reason: Problem) => {
  const asked: boolean[] = [];
  const open = async (takeOver: boolean): Promise<Outcome<OpenedProject, Problem>> => {
    asked.push(takeOver);
    return success({ project: view(takeOver ? null : reason), document: '{}', files: [], sources: [] });
  };
  return { open, asked };
};

describe('opening what somebody may hold', () => {
  it('asks whether to take over a lock of another machine, or one that cannot be read', async () => {
    for (const reason of [held('other-machine'), problem('project-held-unknown', { file: 'plan.gpkg' })]) {
      const { open, asked } = opening(reason);
      const kari = person('Take over');
      const opened = await openAsking(kari, open);
      expect(opened.ok && opened.value.project.readOnly).toBeNull();
      expect(asked).toEqual([false, true]);
      expect(kari.questions[0].message).toContain('plan.gpkg');
      expect(kari.questions[0].preset).toBe(0);
    }
  });

  it('leaves it read-only when the person says so, and does not ask where the holder is seen to run', async () => {
    const { open, asked } = opening(held('other-machine'));
    const opened = await openAsking(person('Open for reading'), open);
    expect(opened.ok && opened.value.project.readOnly?.code).toBe('project-held');
    expect(asked).toEqual([false]);
    const here = opening(held(hostname()));
    const kari = person();
    await openAsking(kari, here.open);
    expect(kari.questions).toEqual([]);
  });
});

/** A disk that refuses these saves, one after the other, and then takes what comes. */
function disk(...refusals: Problem[]) {
  const asked: [string | null, SaveOptions][] = [];
  const save = async (path: string | null, options: SaveOptions): Promise<Outcome<ProjectView, Problem>> => {
    asked.push([path, options]);
    const refusal = refusals[asked.length - 1];
    return refusal === undefined ? success(view(null)) : failure(refusal);
  };
  return { save, choosePlace: async () => '/b/new.gpkg', asked };
}

describe('saving over what somebody else changed or holds', () => {
  it('saves over the change when the person says so', async () => {
    const saving = disk(changedOnDisk);
    const kari = person('Save over it');
    expect((await saveAsking(kari, saving, null, {})).ok).toBe(true);
    expect(saving.asked).toEqual([
      [null, {}],
      [null, { overwriteChanged: true }],
    ]);
    expect(kari.questions[0].message).toContain('previous');
  });

  it('saves elsewhere, and asks again there', async () => {
    const saving = disk(changedOnDisk, held('other-machine'));
    const saved = await saveAsking(person('Save as …', 'Take over'), saving, null, {});
    expect(saved.ok && saved.value).toEqual(view(null));
    expect(saving.asked).toEqual([
      [null, {}],
      ['/b/new.gpkg', { overwriteChanged: false, takeOver: false }],
      ['/b/new.gpkg', { overwriteChanged: false, takeOver: true }],
    ]);
  });

  it('does nothing when the person cancels, there or in the dialog', async () => {
    const saving = disk(changedOnDisk);
    expect(await saveAsking(person('Cancel'), saving, null, {})).toEqual(success(null));
    const closed = { ...disk(changedOnDisk), choosePlace: async () => null };
    expect(await saveAsking(person('Save as …'), closed, null, {})).toEqual(success(null));
  });

  it('never offers to save over a file that somebody else took over or works in', async () => {
    for (const reason of [problem('project-lock-lost', { file: 'plan.gpkg' }), held(hostname())]) {
      const kari = person('Save as …');
      const saving = disk(reason);
      expect((await saveAsking(kari, saving, null, {})).ok).toBe(true);
      expect(kari.questions[0].buttons).toEqual(['Save as …', 'Cancel']);
      expect(saving.asked[1][0]).toBe('/b/new.gpkg');
    }
  });

  it('hands on every other refusal', async () => {
    const full = problem('project-save-no-space', { file: 'plan.gpkg' });
    const kari = person();
    expect(await saveAsking(kari, disk(full), null, {})).toEqual(failure(full));
    expect(kari.questions).toEqual([]);
  });
});

import { hostname } from 'node:os';
import { describeIssue } from '../../shared/explain/issue-words.ts';
import type { OpenedProject, ProjectView } from '../../shared/ipc/desktop-api.ts';
import type { Problem } from '../../shared/lib/issue.ts';
import type { Language } from '../../shared/lib/language.ts';
import { type Outcome, success } from '../../shared/lib/outcome.ts';
import { questionWords } from '../menu/question-words.ts';
import type { SaveOptions } from '../store/open-project.ts';

/** A question to the person; the answer is the number of the button. */
export interface Question {
  readonly message: string;
  readonly detail: string;
  readonly buttons: readonly string[];
  /** Button of the Enter key, and of closing the question. */
  readonly preset: number;
  readonly cancel: number;
}

/** What the questions are asked with. */
export interface Asking {
  readonly language: Language;
  readonly ask: (question: Question) => Promise<number>;
}

/** Whether a lock may be left over: its holder is on another machine or cannot be told. One seen to run here is not. */
export function mayBeStale({ code, details }: Problem): boolean {
  return code === 'project-held-unknown' || (code === 'project-held' && details.host !== hostname());
}

/** Opens a project; where a lock may be left over the person says whether to take it over. */
export async function openAsking(
  { language, ask }: Asking,
  open: (takeOver: boolean) => Promise<Outcome<OpenedProject, Problem>>,
): Promise<Outcome<OpenedProject, Problem>> {
  const opened = await open(false);
  const reason = opened.ok ? opened.value.project.readOnly : null;
  if (reason === null || !mayBeStale(reason)) return opened;
  const answer = await ask({
    message: describeIssue(reason, language),
    detail: questionWords.takeOverDetail[language],
    buttons: [questionWords.readOnly[language], questionWords.takeOver[language]],
    preset: 0,
    cancel: 0,
  });
  return answer === 1 ? open(true) : opened;
}

/** Asks whether the last change may be lost: keeping it failed, or takes long. Unless somebody says so it may not. */
export async function mayBeLost({ language, ask }: Asking, why: 'failed' | 'late'): Promise<boolean> {
  const [message, detail, stay] = why === 'failed' ? failedWords : lateWords;
  const answer = await ask({
    message: message[language],
    detail: detail[language],
    buttons: [stay[language], questionWords.loseIt[language]],
    preset: 0,
    cancel: 0,
  });
  return answer === 1;
}

const failedWords = [questionWords.notKept, questionWords.notKeptDetail, questionWords.stay] as const;
const lateWords = [questionWords.notKeptYet, questionWords.notKeptYetDetail, questionWords.wait] as const;

type Saved = Outcome<ProjectView | null, Problem>;

/** What saving is done with: the disk, and the dialog that asks for a place; null: cancelled. */
export interface Saving {
  readonly save: (path: string | null, options: SaveOptions) => Promise<Outcome<ProjectView, Problem>>;
  readonly choosePlace: () => Promise<string | null>;
}

/**
 * Saves, at the path or where the project lies. Where somebody else changed or holds the file the person says whether to save
 * over it, elsewhere or not at all, which is null.
 */
export async function saveAsking(
  asking: Asking,
  saving: Saving,
  path: string | null,
  options: SaveOptions,
): Promise<Saved> {
  const saved = await saving.save(path, options);
  if (saved.ok) return saved;
  const over = overriding(saved.reason, options);
  if (over === null) return saved;
  const { language } = asking;
  const ways = [
    { label: questionWords.saveElsewhere[language], act: () => saveElsewhere(asking, saving, options) },
    ...(over === 'elsewhere-only'
      ? []
      : [
          {
            label: questionWords[over.takeOver && !options.takeOver ? 'takeOver' : 'saveOver'][language],
            act: () => saveAsking(asking, saving, path, over),
          },
        ]),
    { label: questionWords.cancel[language], act: async (): Promise<Saved> => success(null) },
  ];
  const answer = await asking.ask({
    message: describeIssue(saved.reason, language),
    detail: over !== 'elsewhere-only' && over.takeOver ? questionWords.takeOverDetail[language] : '',
    buttons: ways.map(({ label }) => label),
    preset: 0,
    cancel: ways.length - 1,
  });
  return (ways[answer] ?? ways[ways.length - 1]).act();
}

async function saveElsewhere(asking: Asking, saving: Saving, options: SaveOptions): Promise<Saved> {
  const path = await saving.choosePlace();
  if (path === null) return success(null);
  // What was said about one file holds for no other.
  return saveAsking(asking, saving, path, { ...options, overwriteChanged: false, takeOver: false });
}

/** How the person may have it saved all the same; null: there is nothing to ask. */
function overriding(reason: Problem, options: SaveOptions): SaveOptions | 'elsewhere-only' | null {
  if (reason.code === 'project-changed-on-disk') return { ...options, overwriteChanged: true };
  if (reason.code === 'project-lock-lost') return 'elsewhere-only';
  if (mayBeStale(reason) && !options.takeOver) return { ...options, takeOver: true };
  return reason.code === 'project-held' ? 'elsewhere-only' : null;
}

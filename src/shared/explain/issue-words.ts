import type { Issue } from '../lib/issue.ts';
import type { Language, Words } from '../lib/language.ts';
import { fill } from './fill.ts';
import { formatNumber } from './format.ts';
import { analysisIssueWords } from './issue-words-analysis.ts';
import { candidateIssueWords } from './issue-words-candidates.ts';
import { crsIssueWords } from './issue-words-crs.ts';
import { desktopIssueWords } from './issue-words-desktop.ts';
import { documentIssueWords } from './issue-words-document.ts';
import { formatsIssueWords } from './issue-words-formats.ts';
import { geometryIssueWords } from './issue-words-geometry.ts';
import { measureIssueWords } from './issue-words-measure.ts';
import { projectIssueWords } from './issue-words-project.ts';
import { rasterIssueWords } from './issue-words-raster.ts';
import { scoringIssueWords } from './issue-words-scoring.ts';
import { writeIssueWords } from './issue-words-write.ts';

/** The words of each room that finds issues; no code may stand in two of them. */
export const issueWordsOfRooms = [
  analysisIssueWords,
  candidateIssueWords,
  crsIssueWords,
  desktopIssueWords,
  documentIssueWords,
  formatsIssueWords,
  projectIssueWords,
  geometryIssueWords,
  rasterIssueWords,
  measureIssueWords,
  scoringIssueWords,
  writeIssueWords,
] as const;

/** A map: a code is never looked up on a prototype. */
const catalogue: ReadonlyMap<string, Words> = new Map(issueWordsOfRooms.flatMap((words) => Object.entries(words)));

const feature: Words = { en: 'Feature {feature}: ', nb: 'Objekt {feature}: ', sv: 'Objekt {feature}: ' };

/**
 * An issue as a sentence in the reader's language. A code without words is shown with its facts rather than hidden.
 * Words that name {feature} themselves are not preceded by it.
 */
export function describeIssue({ code, feature: number, details }: Issue, language: Language): string {
  // What a format lacks is said in its own words where there are some.
  const own = details.format === undefined ? undefined : catalogue.get(`${code}.${details.format}`);
  const sentence = (own ?? catalogue.get(code))?.[language];
  if (sentence === undefined) return `${prefix(number, language)}${code}${facts(details)}`;
  const values = { ...inWords(details, language), ...(number === null ? {} : { feature: number }) };
  return `${sentence.includes('{feature}') ? '' : prefix(number, language)}${fill(sentence, values)}`;
}

/** Whole numbers stand as they are (they may be codes or years); others get the language's decimal sign. */
function inWords(details: Issue['details'], language: Language): Issue['details'] {
  const entries = Object.entries(details).map(([key, value]) =>
    typeof value === 'number' && !Number.isInteger(value) ? [key, formatNumber(value, language)] : [key, value],
  );
  return Object.fromEntries(entries);
}

/** Whether the catalogue has words for this code. */
export function hasIssueWords(code: string): boolean {
  return catalogue.has(code);
}

function prefix(number: number | null, language: Language): string {
  return number === null ? '' : fill(feature[language], { feature: number });
}

function facts(details: Issue['details']): string {
  const list = Object.entries(details).map(([key, value]) => `${key} ${value}`);
  return list.length === 0 ? '' : ` (${list.join(', ')})`;
}

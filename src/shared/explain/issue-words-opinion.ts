import type { Words } from '../lib/language.ts';

/** Words for why no second opinion can be had. */
export const opinionIssueWords = {
  'opinion-shapefile-only': {
    en: '{layer} is no shapefile: there is no second reader for it.',
    nb: '{layer} er ikke en shapefil: det finnes ingen annen leser for det.',
    sv: '{layer} är ingen shapefil: det finns ingen annan läsare för det.',
  },
  'opinion-too-large': {
    en: '{layer} is larger than {megabytes} MB, more than the second reader can hold.',
    nb: '{layer} er større enn {megabytes} MB, mer enn den andre leseren rommer.',
    sv: '{layer} är större än {megabytes} MB, mer än den andra läsaren rymmer.',
  },
  'opinion-refused': {
    en: '{layer} is damaged in a way that would stop the second reader; it was not asked.',
    nb: '{layer} er skadet på en måte som ville stanset den andre leseren; den ble ikke spurt.',
    sv: '{layer} är skadat på ett sätt som skulle stoppa den andra läsaren; den tillfrågades inte.',
  },
  'opinion-failed': {
    en: 'The second reader gave up on {layer}: {message}',
    nb: 'Den andre leseren ga opp {layer}: {message}',
    sv: 'Den andra läsaren gav upp {layer}: {message}',
  },
} as const satisfies Readonly<Record<string, Words>>;

import { Autocomplete, Checkbox, NativeSelect } from '@mantine/core';
import { textAt } from '../../../shared/dataset/columns.ts';
import { type Role, roles, type Theme, themes } from '../../../shared/dataset/themes.ts';
import type { Dataset, TextColumn } from '../../../shared/dataset/types.ts';
import { describeIssue } from '../../../shared/explain/issue-words.ts';
import { featureCount } from '../../../shared/geometry/types.ts';
import { type GeometryMode, geometryModes } from '../../../shared/project/study-types.ts';
import type { ImportCandidate } from '../../state/app-state.ts';
import { useCommands, useWords } from '../use-app.ts';
import classes from './ImportSheet.module.css';

const shownIssues = 3;
/** Offered when a file does not say: the national grids of Norway and Sweden, and GPS coordinates. */
const commonCrs = [
  'EPSG:25832 ETRS89 / UTM 32N',
  'EPSG:25833 ETRS89 / UTM 33N',
  'EPSG:25835 ETRS89 / UTM 35N',
  'EPSG:3006 SWEREF 99 TM',
  'EPSG:4326 WGS 84',
];

/** One layer found in the files: what it is taken for, and everything noticed. */
export function CandidateCard({ candidate }: { candidate: ImportCandidate }) {
  const { t, format } = useWords();
  const { changeCandidate } = useCommands();
  const { read, key } = candidate;
  const { geometry, crs } = read.dataset;
  const issues = read.issues.filter(({ severity }) => severity !== 'info');
  const sample = sampleText(read.dataset);
  const change = (part: Parameters<typeof changeCandidate>[1]) => changeCandidate(key, part);
  return (
    <section className={classes.candidate} data-off={!candidate.include || undefined} aria-label={read.name}>
      <Checkbox
        checked={candidate.include}
        aria-label={t.review.include(read.name)}
        onChange={({ currentTarget }) => change({ include: currentTarget.checked })}
      />
      <div className={classes.what}>
        <strong>{read.name}</strong>
        <span className={classes.facts}>
          {candidate.file} · {t.review.features(format.whole(featureCount(geometry)), t.review[geometry.kind])}
        </span>
        <span className={classes.facts}>
          {crs.kind === 'unknown' ? '' : `${t.review.crs}: ${crs.code ?? crs.name} (${t.plot.crsHow[crs.source]})`}
        </span>
        {sample !== null && (
          <span className={classes.facts}>
            {t.review.encoding}: {read.encoding.name} {encodingHow(t.review.encodingHow[read.encoding.source])}{' '}
            {t.review.sampleText} “{sample}”
          </span>
        )}
        {geometry.kind !== 'none' && crs.kind === 'unknown' && (
          <Autocomplete
            size="xs"
            label={t.review.crsMissing}
            placeholder={t.review.crsOther}
            data={commonCrs}
            onChange={(text) => change({ crs: /^EPSG:\d+/.exec(text.trim())?.[0] ?? null })}
          />
        )}
        {issues.slice(0, shownIssues).map((issue, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
          <span key={index} className={classes.issue}>
            {describeIssue(issue, format.language)}
          </span>
        ))}
        {issues.length > shownIssues && (
          <span className={classes.issue}>{t.notices.more(format.whole(issues.length - shownIssues))}</span>
        )}
      </div>
      <div className={classes.choices}>
        <NativeSelect
          size="xs"
          label={t.review.role}
          value={candidate.role}
          data={roles.map((role) => ({ value: role, label: t.role[role] }))}
          onChange={({ currentTarget }) => change({ role: currentTarget.value as Role })}
        />
        <NativeSelect
          size="xs"
          label={t.review.theme}
          value={candidate.theme ?? ''}
          data={[
            { value: '', label: t.review.noTheme },
            ...themes.map((theme) => ({ value: theme, label: t.theme[theme] })),
          ]}
          onChange={({ currentTarget }) =>
            change({ theme: currentTarget.value === '' ? null : (currentTarget.value as Theme) })
          }
        />
        {issues.some(({ code }) => code === 'geometry-invalid') && (
          <NativeSelect
            size="xs"
            label={t.review.geometry}
            value={candidate.geometry}
            data={geometryModes.map((mode) => ({ value: mode, label: t.review.geometryModes[mode] }))}
            onChange={({ currentTarget }) => change({ geometry: currentTarget.value as GeometryMode })}
          />
        )}
      </div>
    </section>
  );
}

function encodingHow(how: string): string {
  return how === '' ? '' : `(${how}),`;
}

/** A text from the data, one with letters beyond English if there is one, so that a wrong encoding is seen. */
function sampleText({ columns, geometry }: Dataset): string | null {
  const texts = columns.filter((column): column is TextColumn => column.type === 'text');
  let plain: string | null = null;
  for (const column of texts) {
    for (let row = 0; row < Math.min(featureCount(geometry), 200); row++) {
      const text = textAt(column, row);
      if (text === null) continue;
      if (/[^\u0020-\u007e]/.test(text)) return text.slice(0, 40);
      plain ??= text.slice(0, 40);
    }
  }
  return plain;
}

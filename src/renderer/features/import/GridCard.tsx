import { Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { formatNumber } from '../../../shared/explain/format.ts';
import { describeIssue } from '../../../shared/explain/issue-words.ts';
import { asId } from '../../../shared/lib/id.ts';
import type { GridCandidate } from '../../state/app-state.ts';
import { useAppState, useCommands, useWords } from '../use-app.ts';
import classes from './ImportSheet.module.css';

/** A grid of heights found in the files: what it is, and whether it becomes a part of the terrain. */
export function GridCard({ candidate }: { candidate: GridCandidate }) {
  const { t, format } = useWords();
  const { changeGrid } = useCommands();
  const { key, name, facts, include } = candidate;
  const number = (value: number) => formatNumber(value, format.language, 2);
  const { crs, range } = facts;
  return (
    <section className={classes.candidate} data-off={!include || undefined} aria-label={name}>
      <Checkbox
        checked={include}
        aria-label={t.review.include(name)}
        onChange={({ currentTarget }) => changeGrid(key, { include: currentTarget.checked })}
      />
      <div className={classes.what}>
        <strong>{name}</strong>
        <span className={classes.facts}>
          {candidate.file} · {t.review.cells(format.whole(facts.width), format.whole(facts.height))}
        </span>
        <span className={classes.facts}>{t.review.cellSize(number(facts.cell[0]), number(facts.cell[1]))}</span>
        <span className={classes.facts}>
          {range === null ? t.review.noHeights : t.review.heights(number(range[0]), number(range[1]))}{' '}
          {t.review.nodata(facts.nodata === null ? '–' : String(facts.nodata))}{' '}
          {t.review.missingCells(format.whole(facts.missing), format.whole(facts.looked))}
        </span>
        {crs.kind === 'unknown' ? (
          <GridCrs candidate={candidate} />
        ) : (
          <span className={classes.facts}>
            {t.review.crs}: {crs.code ?? crs.name} ({t.plot.crsHow[crs.source]})
          </span>
        )}
        {facts.issues
          .filter(({ severity }) => severity !== 'info')
          .map((issue) => (
            <span key={issue.code} className={classes.issue}>
              {describeIssue(issue, format.language)}
            </span>
          ))}
      </div>
      <GridPlace candidate={candidate} />
    </section>
  );
}

function GridCrs({ candidate: { key, crs } }: { candidate: GridCandidate }) {
  const { t } = useWords();
  const { changeGrid } = useCommands();
  return (
    <TextInput
      size="xs"
      label={t.review.crsMissing}
      placeholder="EPSG:25833"
      defaultValue={crs ?? ''}
      onChange={({ currentTarget }) => {
        const code = /^(?:EPSG:)?(\d{4,6})$/i.exec(currentTarget.value.trim())?.[1];
        changeGrid(key, { crs: code === undefined ? null : `EPSG:${code}` });
      }}
    />
  );
}

/** Beside the terrain that is there, or in the place of a part of it. */
function GridPlace({ candidate: { key, replaces } }: { candidate: GridCandidate }) {
  const { t } = useWords();
  const { changeGrid } = useCommands();
  const rasters = useAppState((state) => state.open?.loaded.rasters);
  return (
    <div className={classes.choices}>
      <span className={classes.facts}>
        {t.review.role}: {t.role.terrain}
      </span>
      {rasters && rasters.length > 0 && (
        <NativeSelect
          size="xs"
          label={t.review.as}
          value={replaces ?? ''}
          data={[
            { value: '', label: t.review.asNew },
            ...rasters.map(({ definition: { id } }) => ({ value: id, label: t.review.asDelivery(id) })),
          ]}
          onChange={({ currentTarget: { value } }) =>
            changeGrid(key, { replaces: value === '' ? null : asId<'layer'>(value) })
          }
        />
      )}
    </div>
  );
}

import { Radio, TextInput } from '@mantine/core';
import { useMemo } from 'react';
import { judgePlacement } from '../../../shared/crs/placement.ts';
import { unknownCrs } from '../../../shared/crs/types.ts';
import { formatNumber } from '../../../shared/explain/format.ts';
import { geometryExtent } from '../../../shared/geometry/bounds.ts';
import type { ImportCandidate } from '../../state/app-state.ts';
import { useAppState, useCommands, useWords } from '../use-app.ts';
import classes from './ImportSheet.module.css';

const shown = 6;

/** Asks for the coordinate system of a layer that does not say it, with the place where each would put it. */
export function CrsChoice({ candidate }: { candidate: ImportCandidate }) {
  const { t, format } = useWords();
  const { changeCandidate } = useCommands();
  const loaded = useAppState((state) => state.open?.loaded ?? null);
  const { read, key, crs } = candidate;
  const places = useMemo(() => {
    const ownExtent = geometryExtent(read.dataset.geometry);
    if (!ownExtent) return [];
    const plotsExtent = loaded ? geometryExtent(loaded.plots.dataset.geometry) : null;
    const workingCrs = loaded?.workingCrs ?? null;
    const { candidates } = judgePlacement({ layer: read.name, crs: unknownCrs, ownExtent, workingCrs, plotsExtent });
    return candidates.filter(({ axesSwapped, crs: { code } }) => !axesSwapped && code !== null).slice(0, shown);
  }, [read, loaded]);
  const degrees = (value: number) => formatNumber(value, format.language, 2);
  return (
    <div className={classes.crs}>
      <Radio.Group
        label={t.review.crsMissing}
        value={crs ?? ''}
        onChange={(code) => changeCandidate(key, { crs: code })}
        size="xs"
      >
        {places.map(({ crs: { code, name }, place: [west, south, east, north], distanceKm }) => (
          <Radio
            key={code}
            size="xs"
            value={code ?? ''}
            label={`${code} ${name}`}
            description={[
              t.review.place(degrees((south + north) / 2), degrees((west + east) / 2)),
              ...(distanceKm === null
                ? []
                : [distanceKm === 0 ? t.review.atPlots : t.review.fromPlots(format.whole(distanceKm))]),
            ].join(' · ')}
          />
        ))}
      </Radio.Group>
      {places.length === 0 && <span className={classes.issue}>{t.review.crsNone}</span>}
      <TextInput
        size="xs"
        label={t.review.crsTyped}
        placeholder="EPSG:25833"
        onChange={({ currentTarget }) => {
          const code = /^(?:EPSG:)?(\d{4,6})$/i.exec(currentTarget.value.trim())?.[1];
          changeCandidate(key, { crs: code === undefined ? null : `EPSG:${code}` });
        }}
      />
    </div>
  );
}

import { Tooltip } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconListNumbers } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, memo, useEffect, useMemo, useRef, useState } from 'react';
import { groupScoresOf } from '../../../shared/scoring/groups.ts';
import { activeEvaluation, type Evaluation, type OpenStudy, type SortKey } from '../../state/app-state.ts';
import { EmptyNote } from '../../ui/EmptyNote.tsx';
import { useAppState, useCommands, useReadState, useWords } from '../use-app.ts';
import { RankingRow } from './RankingRow.tsx';
import classes from './RankingTable.module.css';
import { StatusSummary } from './StatusSummary.tsx';
import { sortRows } from './sort-rows.ts';

const rowHeight = 28;

/** All plots in order, however many: only the rows in sight exist. */
export function RankingTable() {
  const { t } = useWords();
  const open = useAppState((state) => state.open);
  const evaluation = useAppState(activeEvaluation);
  return (
    <section className={classes.panel} aria-label={t.panels.ranking}>
      {open && evaluation ? (
        <Ranking open={open} evaluation={evaluation} />
      ) : (
        <EmptyNote sign={<IconListNumbers size={34} stroke={1.4} />} title={t.table.waiting} />
      )}
    </section>
  );
}

function Ranking({ open, evaluation }: { open: OpenStudy; evaluation: Evaluation }) {
  const { t, format } = useWords();
  const sort = useAppState((state) => state.sort);
  const { plots } = open.loaded;
  const rows = useMemo(
    () => sortRows(evaluation, sort, { label: plots.label, areas: open.areas, language: format.language }),
    [evaluation, sort, plots, open.areas, format.language],
  );
  const selectedCount = useAppState((state) => state.selection.rows.length);
  return (
    <>
      <div className={classes.caption}>
        <strong>{t.table.caption(format.whole(plots.count))}</strong>
        <StatusSummary evaluation={evaluation} />
        <span className={classes.gap} />
        {selectedCount > 0 && <span className={classes.selected}>{t.table.selected(format.whole(selectedCount))}</span>}
      </div>
      <Grid open={open} evaluation={evaluation} rows={rows} />
    </>
  );
}

interface GridProps {
  readonly open: OpenStudy;
  readonly evaluation: Evaluation;
  readonly rows: Uint32Array;
}

function Grid({ open, evaluation, rows }: GridProps) {
  const { t, format } = useWords();
  const { selectPlot, selectPlots, hoverPlot } = useCommands();
  const readState = useReadState();
  const selection = useAppState((state) => state.selection);
  const hover = useAppState((state) => state.hover);
  const scroller = useRef<HTMLDivElement>(null);
  const [cursor, setCursor] = useState(0);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
  });
  const groups = groupScoresOf(evaluation.prepared, evaluation.scores, 0).map(({ group }) => format.group(group));
  const chosen = useMemo(() => new Set(selection.rows), [selection]);
  useFollowSelection(rows, selection.primary, virtual.scrollToIndex);

  function choose(index: number, keys: { shiftKey: boolean; ctrlKey: boolean; metaKey: boolean }): void {
    const { primary } = readState().selection;
    const from = primary === null ? -1 : rows.indexOf(primary);
    setCursor(index);
    if (keys.shiftKey && from >= 0) selectPlots(runOf(rows, from, index));
    else selectPlot(rows[index], keys.ctrlKey || keys.metaKey ? 'toggle' : 'replace');
  }

  function onKeyDown(event: KeyboardEvent): void {
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 300) / rowHeight) - 2);
    const next = nextIndex(event.key, cursor, rows.length, page);
    if (next === null && event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    const index = next ?? cursor;
    virtual.scrollToIndex(index);
    if (event.ctrlKey && next !== null) setCursor(index);
    else choose(index, event);
  }

  return (
    <div
      ref={scroller}
      className={classes.grid}
      role="grid"
      aria-label={t.panels.ranking}
      aria-rowcount={rows.length + 1}
      aria-multiselectable
      tabIndex={0}
      onKeyDown={onKeyDown}
      onMouseLeave={() => hoverPlot(null)}
    >
      <HeadRow groups={groups.join(' · ')} />
      <div className={classes.body} role="presentation" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const row = rows[item.index];
          return (
            <RankingRow
              key={row}
              open={open}
              evaluation={evaluation}
              row={row}
              index={item.index}
              top={item.start}
              selected={chosen.has(row)}
              primary={selection.primary === row}
              hovered={hover === row}
              cursor={cursor === item.index}
              onChoose={choose}
              onHover={hoverPlot}
            />
          );
        })}
      </div>
    </div>
  );
}

/** Brings a plot that was chosen elsewhere, as on the map, into sight; not while weights are dragged. */
function useFollowSelection(
  rows: Uint32Array,
  primary: number | null,
  scrollTo: (index: number, options: { align: 'auto' }) => void,
): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new choice scrolls, a new order does not
  useEffect(() => {
    if (primary === null) return;
    const index = rows.indexOf(primary);
    if (index >= 0) scrollTo(index, { align: 'auto' });
  }, [primary]);
}

function runOf(rows: Uint32Array, from: number, to: number): number[] {
  const run = [...rows.subarray(Math.min(from, to), Math.max(from, to) + 1)];
  return from <= to ? run : run.reverse();
}

function nextIndex(key: string, at: number, count: number, page: number): number | null {
  const moves: ReadonlyMap<string, number> = new Map([
    ['ArrowDown', at + 1],
    ['ArrowUp', at - 1],
    ['PageDown', at + page],
    ['PageUp', at - page],
    ['Home', 0],
    ['End', count - 1],
  ]);
  const next = moves.get(key);
  return next === undefined ? null : Math.max(0, Math.min(count - 1, next));
}

const HeadRow = memo(function HeadRow({ groups }: { groups: string }) {
  const { t } = useWords();
  return (
    <div className={classes.head} role="row" aria-rowindex={1}>
      <SortHead column="rank" text={t.table.rank} right />
      <SortHead column="label" text={t.table.plot} />
      <SortHead column="score" text={t.table.score} />
      <div role="columnheader" className={classes.cell}>
        <Tooltip label={groups}>
          <span>{t.table.groups}</span>
        </Tooltip>
      </div>
      <SortHead column="lowest" text={t.table.lowest} />
      <SortHead column="status" text={t.table.status} />
      <SortHead column="area" text={t.table.area} right />
    </div>
  );
});

function SortHead({ column, text, right = false }: { column: SortKey; text: string; right?: boolean }) {
  const { t } = useWords();
  const { sortBy } = useCommands();
  const sort = useAppState((state) => state.sort);
  const active = sort.key === column;
  const Arrow = sort.descending ? IconArrowDown : IconArrowUp;
  return (
    <div
      role="columnheader"
      className={classes.cell}
      data-right={right || undefined}
      aria-sort={active ? (sort.descending ? 'descending' : 'ascending') : 'none'}
    >
      <button type="button" title={t.table.sortHint} onClick={() => sortBy(column)}>
        {text}
        {active && <Arrow size={13} aria-hidden />}
      </button>
    </div>
  );
}

import { Autocomplete, Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { inputUnit, numberWritten } from '../../../shared/explain/value-input.ts';
import { type Evidence, evidences } from '../../../shared/project/document-types.ts';
import { describeEvidence } from '../../../shared/report/corrected.ts';
import type { Criterion } from '../../../shared/scoring/types.ts';
import { valueOfRow } from '../../../shared/scoring/values.ts';
import type { Finding } from '../../commands/observe.ts';
import type { Evaluation } from '../../state/app-state.ts';
import { observationsOf } from '../../state/observations.ts';
import { useAppState, useCommands, useWords } from '../use-app.ts';
import classes from './Observations.module.css';

interface FormProps {
  readonly evaluation: Evaluation;
  readonly row: number;
  readonly kind: Finding['kind'];
  readonly onDone: () => void;
}

/** Takes a note, a corrected value or a check done. */
export function ObservationForm({ evaluation, row, kind, onDone }: FormProps) {
  const { t } = useWords();
  const { addFinding } = useCommands();
  const known = useAppState((state) => state.author);
  const [author, setAuthor] = useState(known);
  const [finding, setFinding] = useState<Finding | null>(null);

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (finding === null) return;
    void addFinding(row, finding, author);
    onDone();
  }

  return (
    <form className={classes.form} onSubmit={submit} aria-label={t.field.kinds[kind]}>
      {kind === 'note' && <NoteFields onChange={setFinding} />}
      {kind === 'check' && <CheckFields onChange={setFinding} />}
      {kind === 'value' && <ValueFields evaluation={evaluation} row={row} onChange={setFinding} />}
      <div className={classes.foot}>
        <TextInput
          size="xs"
          aria-label={t.field.author}
          placeholder={t.field.author}
          maxLength={100}
          value={author}
          onChange={({ currentTarget }) => setAuthor(currentTarget.value)}
        />
        <Button size="xs" variant="default" onClick={onDone}>
          {t.field.cancel}
        </Button>
        <Button size="xs" type="submit" disabled={finding === null}>
          {t.field.add}
        </Button>
      </div>
    </form>
  );
}

interface FieldsProps {
  /** Null: what is entered says nothing yet. */
  readonly onChange: (finding: Finding | null) => void;
}

function NoteFields({ onChange }: FieldsProps) {
  const { t } = useWords();
  return (
    <Textarea
      size="xs"
      autosize={false}
      rows={3}
      label={t.field.note}
      placeholder={t.field.noteHint}
      maxLength={10_000}
      data-autofocus
      ref={focused}
      onChange={({ currentTarget: { value } }) => onChange(value.trim() === '' ? null : { kind: 'note', note: value })}
    />
  );
}

function CheckFields({ onChange }: FieldsProps) {
  const { t } = useWords();
  const observations = useAppState(observationsOf);
  const before = observations.flatMap(({ checks }) => checks);
  return (
    <Autocomplete
      size="xs"
      label={t.field.check}
      placeholder={t.field.checkHint}
      maxLength={200}
      data={[...new Set([...t.field.checks, ...before])]}
      comboboxProps={{ withinPortal: true }}
      ref={focused}
      onChange={(value) => onChange(value.trim() === '' ? null : { kind: 'check', check: value })}
    />
  );
}

/** Puts the cursor where the person is about to write. */
function focused(element: HTMLElement | null): void {
  element?.focus();
}

/** The day it is where the person is, YYYY-MM-DD. */
function today(): string {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

interface Entered {
  readonly criterion: string;
  readonly text: string;
  readonly evidence: Evidence;
  readonly date: string;
  readonly note: string;
}

function ValueFields({ evaluation, row, onChange }: FieldsProps & Pick<FormProps, 'evaluation' | 'row'>) {
  const { t, format } = useWords();
  const { profile, measures, measured } = evaluation;
  const offered = profile.criteria.filter(({ id }) => measures.values.has(id));
  const first: Entered = { criterion: offered[0]?.id ?? '', text: '', evidence: 'measured', date: today(), note: '' };
  const [entered, setEntered] = useState(first);
  const criterion = offered.find(({ id }) => id === entered.criterion);
  const result = criterion && measures.values.get(criterion.id);
  if (criterion === undefined || result === undefined) return null;
  const unit = inputUnit(result.unit, format.language);
  const was = measured.values.get(criterion.id);
  const value = was ? valueOfRow(was, row) : null;
  const isText = result.kind === 'codes';
  const wrong = !isText && entered.text.trim() !== '' && numberWritten(entered.text, format.language) === null;

  function change(part: Partial<Entered>): void {
    const next = { ...entered, ...part };
    setEntered(next);
    const chosen = offered.find(({ id }) => id === next.criterion);
    onChange(chosen ? findingOf(next, chosen) : null);
  }

  function findingOf({ text, evidence, date, note }: Entered, chosen: Criterion): Finding | null {
    const asked = measures.values.get(chosen.id);
    if (asked === undefined || !/^\d{4}-\d\d-\d\d$/.test(date) || text.trim() === '') return null;
    const about = { kind: 'value', criterion: chosen, evidence, date, note } as const;
    if (asked.kind === 'codes') return { ...about, value: text.trim() };
    const number = numberWritten(text, format.language);
    return number === null ? null : { ...about, value: number * inputUnit(asked.unit, format.language).factor };
  }

  const input = {
    size: 'xs',
    label: unit.label === '' ? t.field.valuePlain : t.field.value(unit.label),
    description: value === null ? t.field.notMeasured : t.field.measured(format.value(value, result.unit)),
    error: wrong ? t.field.valueWrong : null,
    maxLength: 200,
    value: entered.text,
  } as const;
  return (
    <>
      <NativeSelect
        size="xs"
        label={t.field.criterion}
        value={criterion.id}
        ref={focused}
        data={offered.map(({ id, name }) => ({ value: id, label: name[format.language] }))}
        onChange={({ currentTarget }) => change({ criterion: currentTarget.value, text: '' })}
      />
      {isText ? (
        <Autocomplete
          {...input}
          data={result.labels.filter((one, index) => one !== '' && result.labels.indexOf(one) === index).slice(0, 200)}
          onChange={(text) => change({ text })}
        />
      ) : (
        <TextInput
          {...input}
          inputMode="decimal"
          onChange={({ currentTarget }) => change({ text: currentTarget.value })}
        />
      )}
      <div className={classes.pair}>
        <NativeSelect
          size="xs"
          label={t.field.evidence}
          value={entered.evidence}
          data={evidences.map((one) => ({ value: one, label: describeEvidence(one, format.language) }))}
          onChange={({ currentTarget }) =>
            change({ evidence: evidences.find((one) => one === currentTarget.value) ?? 'measured' })
          }
        />
        <TextInput
          size="xs"
          type="date"
          label={t.field.date}
          value={entered.date}
          onChange={({ currentTarget }) => change({ date: currentTarget.value })}
        />
      </div>
      <TextInput
        size="xs"
        label={t.field.note}
        placeholder={t.field.noteHint}
        maxLength={10_000}
        onChange={({ currentTarget }) => change({ note: currentTarget.value })}
      />
    </>
  );
}

import { Modal, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { Keys } from '../../ui/Keys.tsx';
import { useAppState, useCommands, useReadState, useWords } from '../use-app.ts';
import classes from './CommandPalette.module.css';
import { matching, type PaletteEntry, paletteEntries } from './palette-entries.ts';

/** Every command by name: type a part of it, choose with the arrows, Enter does it. */
export function CommandPalette() {
  const { t } = useWords();
  const { showPalette } = useCommands();
  const opened = useAppState((state) => state.palette);
  return (
    <Modal
      opened={opened}
      onClose={() => showPalette(false)}
      withCloseButton={false}
      title={<span className={classes.quiet}>{t.palette.title}</span>}
      size={560}
      yOffset="12vh"
      padding={0}
      transitionProps={{ duration: 0 }}
      // The page never scrolls, and the library's lock writes a style without a nonce.
      lockScroll={false}
      classNames={{ header: classes.quiet }}
    >
      {opened && <Choices />}
    </Modal>
  );
}

function Choices() {
  const { t, format } = useWords();
  const commands = useCommands();
  // As things stood when it was opened: nothing moves under the finger.
  const state = useReadState();
  const [entries] = useState(() => paletteEntries(state(), commands, t, format));
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const found = matching(entries, typed);
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.children[at]?.scrollIntoView({ block: 'nearest' });
  }, [at]);

  function run(entry: PaletteEntry | undefined): void {
    if (!entry?.isEnabled) return;
    commands.showPalette(false);
    void entry.run();
  }

  function onKeyDown(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (step !== undefined) setAt(Math.max(0, Math.min(found.length - 1, at + step)));
    else if (event.key === 'Enter') run(found[at]);
    else return;
    event.preventDefault();
  }

  return (
    <div className={classes.palette}>
      <TextInput
        data-autofocus
        size="md"
        variant="unstyled"
        className={classes.input}
        leftSection={<IconSearch size={17} />}
        placeholder={t.palette.placeholder}
        aria-label={t.palette.placeholder}
        role="combobox"
        aria-expanded
        aria-controls="palette-list"
        aria-activedescendant={found[at] ? `palette-${found[at].id}` : undefined}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div ref={list} id="palette-list" role="listbox" aria-label={t.palette.title} className={classes.list}>
        {found.map((entry, index) => (
          <div
            key={entry.id}
            id={`palette-${entry.id}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            aria-disabled={!entry.isEnabled}
            className={classes.entry}
            onMouseMove={() => setAt(index)}
            onClick={() => run(entry)}
            onKeyDown={onKeyDown}
            // The field keeps the focus: it hears the keys.
            onMouseDown={(event) => event.preventDefault()}
          >
            <span>{entry.name}</span>
            {entry.keys !== null && <Keys>{entry.keys}</Keys>}
          </div>
        ))}
      </div>
      {found.length === 0 && <p className={classes.none}>{t.palette.none}</p>}
    </div>
  );
}

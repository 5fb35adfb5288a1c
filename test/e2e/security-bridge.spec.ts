import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './harness/desktop.ts';
import { repository } from './harness/runtime.ts';

test.describe('no address leaves what was opened', () => {
  const climbs = [
    '../../etc/passwd',
    '..%2f..%2f..%2fetc%2fpasswd',
    '%2e%2e/%2e%2e/package.json',
    '..\\..\\package.json',
    '..%5c..%5cpackage.json',
    '....//....//package.json',
    '%252e%252e%252fpackage.json',
    '/etc/passwd',
    '//etc/passwd',
    'index.html%00.png',
    'index.html/..',
    './/index.html',
    'assets/',
    'INDEX.HTML',
    'main/app.cjs',
    '../main/app.cjs',
    '..;/main/app.cjs',
    '%c0%ae%c0%ae/main/app.cjs',
    'C:/Windows/win.ini',
    'file:///etc/passwd',
  ];

  test('app:// serves the built window and nothing else', async ({ desktop }) => {
    desktop.expectComplaint(/404|405|ERR_|Content Security Policy|securitypolicyviolation/);
    const answers = await desktop.page.evaluate(async (paths) => {
      const ask = (path: string) =>
        fetch(`app://tomtevalg/${path}`).then(
          async (r) => `${r.status} ${r.ok ? (await r.text()).slice(0, 15).toLowerCase() : ''}`,
          () => 'refused',
        );
      return Promise.all(paths.map(ask));
    }, climbs);
    // 'index.html/..' is the page itself once the browser has resolved it; nothing else may answer.
    for (const [index, answer] of answers.entries())
      expect(answer, climbs[index]).toMatch(
        climbs[index] === 'index.html/..' ? /^200 <!doctype html>|^404 $/ : /^404 $|^refused$/,
      );
    const posted = await desktop.page.evaluate(
      async () => (await fetch('/index.html', { method: 'POST', body: 'x' })).status,
    );
    expect(posted).toBe(405);
  });

  test('file-handle:// answers only for handles that were given out', async ({ desktop }) => {
    desktop.expectComplaint(/404|405|416|ERR_|Content Security Policy|securitypolicyviolation|CORS/);
    const { page } = desktop;
    await desktop.answerDialogs({
      open: [join(repository, 'LICENSE'), join(repository, 'test/e2e/harness/points.csv')],
    });
    const opened = await page.evaluate(() => window.desktop.openLayers());
    if (!opened.ok || opened.value === null) throw new Error('nothing was opened');
    expect(
      opened.value.refused.map((problem) => problem.code),
      'a text is no layer',
    ).toEqual(['file-kind-unknown']);
    const [locator] = opened.value.groups[0] ?? [];
    const { address } = locator ?? { address: '' };
    expect(address).toMatch(/^file-handle:\/\/f[0-9a-f]{32}\/$/);
    expect(JSON.stringify(opened), 'no path reaches the window').not.toContain(repository);
    const foreign = [
      'file-handle:///etc/passwd',
      'file-handle://etc/passwd',
      `${address}../../etc/passwd`,
      `${address}x`,
      `${address}?x=1`,
      address.replace(/.\/$/, '/'),
      `file-handle://f${'0'.repeat(32)}/`,
      'file-handle://__proto__/',
      'file-handle://constructor/',
      `${address}%2e%2e%2f`,
    ];
    const answers = await page.evaluate(
      (addresses) =>
        Promise.all(
          addresses.map((a) =>
            fetch(a).then(
              (r) => r.status,
              () => 0,
            ),
          ),
        ),
      foreign,
    );
    expect(
      answers.every((status) => status === 404 || status === 0),
      JSON.stringify(answers),
    ).toBe(true);
  });

  test('ranges are answered as asked', async ({ desktop }) => {
    desktop.expectComplaint(/416|405|CORS|ERR_/);
    const { page } = desktop;
    const file = join(repository, 'test/e2e/harness/points.csv');
    const bytes = readFileSync(file, 'latin1');
    await desktop.drop([file]);
    await desktop.answerDialogs({ open: [file] });
    const opened = await page.evaluate(() => window.desktop.openLayers());
    const address = opened.ok ? (opened.value?.groups[0]?.[0]?.address ?? '') : '';
    const ask = (range: string | null, method = 'GET') =>
      page.evaluate(
        async ({ address, range, method }) => {
          const answer = await fetch(address, { method, headers: range === null ? {} : { Range: range } }).catch(
            () => null,
          );
          return (
            answer && { status: answer.status, text: await answer.text(), length: answer.headers.get('content-length') }
          );
        },
        { address, range, method },
      );
    expect(await ask(null)).toEqual({ status: 200, text: bytes, length: String(bytes.length) });
    expect(await ask('bytes=3-9')).toEqual({ status: 206, text: bytes.slice(3, 10), length: '7' });
    expect((await ask('bytes=5-'))?.text).toBe(bytes.slice(5));
    expect((await ask(`bytes=${bytes.length}-`))?.status).toBe(416);
    expect((await ask(null, 'PUT'))?.status ?? 405).toBe(405);
  });

  test('requests may be given up at any moment', async ({ desktop: { page } }) => {
    // A broken stream in the main process shows as a complaint at the end of the test.
    const counts = await page.evaluate(async () => {
      const opened = await window.desktop.openSample();
      const files = opened.ok ? (opened.value?.files ?? []).flatMap(([, locators]) => locators) : [];
      const large = files.filter(({ size }) => size > 50_000);
      const counts = { files: large.length, read: 0, given: 0 };
      for (let round = 0; round < 100; round++) {
        const controller = new AbortController();
        const asked = large.map(async ({ address }) => {
          const answer = await fetch(address, { signal: controller.signal });
          await answer.arrayBuffer();
        });
        await new Promise((resolve) => setTimeout(resolve, round % 30));
        controller.abort();
        for (const { status } of await Promise.allSettled(asked)) counts[status === 'fulfilled' ? 'read' : 'given']++;
      }
      return counts;
    });
    expect(counts.files).toBeGreaterThan(2);
    expect(counts.given, 'requests given up').toBeGreaterThan(50);
  });
});

test.describe('the bridge takes only what it names', () => {
  test('unknown members do not exist and wrong arguments are refused', async ({ desktop: { page } }) => {
    const members = await page.evaluate(() => Object.keys(window.desktop).sort());
    expect(members).toEqual([
      'abandonText',
      'answerClosing',
      'appendBytes',
      'appendText',
      'askToLose',
      'attachFile',
      'attachedPhoto',
      'beginLayer',
      'clearKept',
      'closeProject',
      'discardProject',
      'finishLayer',
      'finishLayers',
      'finishText',
      'keepDocument',
      'keptBytes',
      'newProject',
      'onClosing',
      'onMenuCommand',
      'openCopies',
      'openLayers',
      'openPhotos',
      'openProject',
      'openProjectAt',
      'openRecentProject',
      'openSample',
      'openStudy',
      'recentProjects',
      'resolveDropped',
      'restoreProject',
      'resume',
      'revertProject',
      'runtimeInfo',
      'saveFieldCopy',
      'saveProject',
      'saveText',
      'setEditNames',
      'setLanguage',
      'setTitle',
      'storedDatasets',
      'takeCopy',
      'unsavedProjects',
    ]);
    const outcomes = await page.evaluate(async () => {
      const refused = (attempt: () => Promise<unknown>): Promise<string> =>
        Promise.resolve()
          .then(attempt)
          .then(
            () => 'taken',
            (error: Error) => (/refused: \w+/.test(error.message) ? 'refused' : error.message),
          );
      const loose = window.desktop as unknown as Record<string, (...sent: unknown[]) => Promise<unknown>>;
      return {
        path: await refused(() => loose.openStudy?.('/etc/passwd') ?? Promise.resolve()),
        kind: await refused(() => loose.saveText?.('x', 'exe') ?? Promise.resolve()),
        object: await refused(() => loose.setTitle?.({}) ?? Promise.resolve()),
        id: await refused(() => loose.appendText?.('../x', 'text') ?? Promise.resolve()),
        language: await refused(() => loose.setLanguage?.('xx') ?? Promise.resolve()),
      };
    });
    expect(outcomes).toEqual({
      path: 'refused',
      kind: 'refused',
      object: 'refused',
      id: 'refused',
      language: 'refused',
    });
  });

  test('a page cannot smuggle a path in as a dropped file', async ({ desktop: { page } }) => {
    const answer = await page.evaluate(() =>
      window.desktop.resolveDropped([
        { name: 'passwd', size: 1, path: '/etc/passwd' } as { name: string; size: number },
        new File(['x'], '/etc/passwd'),
      ]),
    );
    expect(answer).toEqual({ ok: true, value: { studies: [], groups: [], photos: [], refused: [] } });
  });

  test('a message from another window is refused', async ({ desktop }) => {
    // The page in the other window is refused its first call too.
    desktop.expectComplaint(/refused: sender/);
    const { app } = desktop;
    const answer = await app.evaluate(
      async ({ BrowserWindow }, preload) => {
        const stranger = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } });
        await stranger.loadURL('app://tomtevalg/index.html');
        const told = await stranger.webContents.executeJavaScript(
          'window.desktop.openSample().then(() => "answered", (error) => error.message)',
        );
        stranger.destroy();
        return told as string;
      },
      join(repository, 'out/preload/preload.cjs'),
    );
    expect(answer).toContain('refused: sender');
  });

  test('a saved text is whole or not there', async ({ desktop }, testInfo) => {
    const target = testInfo.outputPath('ranking.csv');
    await desktop.answerDialogs({ save: target });
    const outcome = await desktop.page.evaluate(async () => {
      const begun = await window.desktop.saveText('rank/ing.csv', 'csv');
      if (!begun.ok || begun.value === null) return 'not begun';
      // A character of two units, cut between them.
      await window.desktop.appendText(begun.value.id, 'æøå \uD83D');
      await window.desktop.appendText(begun.value.id, '\uDE00\n');
      const finished = await window.desktop.finishText(begun.value.id);
      const after = await window.desktop.appendText(begun.value.id, 'more');
      return { finished: finished.ok, after: after.ok ? '' : after.reason.code };
    });
    expect(outcome).toEqual({ finished: true, after: 'save-not-begun' });
    expect(readFileSync(target, 'utf8')).toBe('æøå 😀\n');
  });
});

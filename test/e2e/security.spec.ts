import { readFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { expect, test } from './harness/desktop.ts';
import { offline, sandboxed } from './harness/runtime.ts';

/** Electron's security checklist and the promises of the file protocol, each tried from inside the page. */
test.describe('the window can do only what it must', () => {
  test('its process is sandboxed and isolated and has no Node', async ({ desktop: { app, page } }) => {
    test.skip(!sandboxed, 'run as root: the operating system sandbox is off and would prove nothing');
    const globals = await page.evaluate(() =>
      ['require', 'process', 'module', 'Buffer', 'global', 'electron', 'ipcRenderer', '__dirname'].filter(
        (name) => name in window,
      ),
    );
    expect(globals).toEqual([]);
    const preferences = await app.evaluate(({ BrowserWindow, session }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      const told = (
        contents as unknown as { getLastWebPreferences(): Record<string, unknown> }
      ).getLastWebPreferences();
      return {
        sandbox: told.sandbox,
        isolation: told.contextIsolation,
        node: told.nodeIntegration,
        webview: told.webviewTag ?? false,
        spell: session.defaultSession.isSpellCheckerEnabled(),
      };
    });
    expect(preferences).toEqual({ sandbox: true, isolation: true, node: false, webview: false, spell: false });
    const rendererId = await app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId(),
    );
    // Seccomp 2: system calls of the process are filtered by Chromium's sandbox.
    if (process.platform === 'linux')
      expect(readFileSync(`/proc/${rendererId}/status`, 'utf8')).toMatch(/^Seccomp:\s+2$/m);
  });

  test('the page is isolated, so that memory can be shared with workers', async ({ desktop: { page } }) => {
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    expect(await page.evaluate(() => new SharedArrayBuffer(8).byteLength)).toBe(8);
    expect(page.url()).toBe('app://tomtevalg/index.html');
  });

  test('the policy comes with the page and is as strict as promised', async ({ desktop: { page } }) => {
    const policy = await page.evaluate(
      async () => (await fetch('/index.html')).headers.get('content-security-policy') ?? '',
    );
    const directives = new Map(
      policy.split('; ').map((line) => [line.split(' ')[0], line.split(' ').slice(1).join(' ')]),
    );
    expect(directives.get('default-src')).toBe("'none'");
    expect(directives.get('script-src')).toBe("'self' 'wasm-unsafe-eval'");
    expect(directives.get('style-src')).toMatch(/^'self' 'nonce-[A-Za-z0-9+/=]{24}'$/);
    expect(directives.get('connect-src')).toBe("'self' file-handle:");
    expect(directives.get('worker-src')).toBe("'self'");
    expect(policy).not.toMatch(/unsafe-eval'(?<!wasm-unsafe-eval')|unsafe-inline|https?:|\*/);
    const again = await page.evaluate(async () => (await fetch('/index.html')).headers.get('content-security-policy'));
    expect(again, 'each load has its own nonce').not.toBe(policy);
  });

  test('text never becomes code', async ({ desktop }) => {
    desktop.expectComplaint(/Content Security Policy|securitypolicyviolation/);
    const outcomes = await desktop.page.evaluate(async () => {
      const refused = (attempt: () => unknown): string => {
        try {
          return `ran: ${String(attempt())}`;
        } catch (error) {
          return error instanceof Error ? error.name : 'refused';
        }
      };
      const inline = document.createElement('script');
      inline.textContent = 'window.inlineRan = true';
      document.head.append(inline);
      const remote = document.createElement('script');
      remote.src = 'data:text/javascript,window.dataRan = true';
      document.head.append(remote);
      document.body.insertAdjacentHTML('beforeend', '<img src="x:" onerror="window.handlerRan = true">');
      await new Promise((resolve) => setTimeout(resolve, 300));
      const style = document.createElement('style');
      style.textContent = 'body { --from-style: 1 }';
      document.head.append(style);
      return {
        // biome-ignore lint/security/noGlobalEval: that it is refused is what is tested
        evaluated: refused(() => (0, eval)('1 + 1')),
        made: refused(() => new Function('return 1')()),
        ran: ['inlineRan', 'dataRan', 'handlerRan'].filter((name) => name in window),
        styled: getComputedStyle(document.body).getPropertyValue('--from-style'),
        blobWorker: await new Promise((resolve) => {
          try {
            const worker = new Worker(URL.createObjectURL(new Blob(['postMessage(1)'], { type: 'text/javascript' })));
            worker.onmessage = () => resolve('ran');
            worker.onerror = () => resolve('refused');
          } catch {
            resolve('refused');
          }
        }),
      };
    });
    expect(outcomes).toEqual({ evaluated: 'EvalError', made: 'EvalError', ran: [], styled: '', blobWorker: 'refused' });
  });

  test('no new window, no navigation, no frame, no embedded page', async ({ desktop }) => {
    desktop.expectComplaint(/Content Security Policy|securitypolicyviolation|ERR_|Not allowed/);
    const { app, page } = desktop;
    expect(await page.evaluate(() => window.open('https://example.org/') === null)).toBe(true);
    expect(await page.evaluate(() => window.open('app://tomtevalg/index.html') === null)).toBe(true);
    for (const address of ['https://example.org/', 'file:///etc/passwd', 'data:text/html,x', 'app://other/index.html'])
      await page.evaluate(async (target) => {
        window.location.href = target;
        await new Promise((resolve) => setTimeout(resolve, 200));
      }, address);
    await page.evaluate(() => {
      const frame = document.createElement('iframe');
      frame.src = 'app://tomtevalg/index.html';
      const link = document.createElement('a');
      link.href = 'https://example.org/';
      link.target = '_blank';
      document.body.append(frame, document.createElement('webview'), link);
      link.click();
      const form = document.createElement('form');
      form.action = 'https://example.org/';
      document.body.append(form);
      form.submit();
    });
    await page.waitForTimeout(500);
    expect(page.url()).toBe('app://tomtevalg/index.html');
    const shown = await app.evaluate(({ webContents }) =>
      webContents.getAllWebContents().map((contents) => contents.getURL()),
    );
    expect(shown).toEqual(['app://tomtevalg/index.html']);
    // Chromium asks nobody before it shows an empty page; the window comes back by itself.
    const returned = page.waitForEvent('load', { predicate: (shown) => shown.url() === 'app://tomtevalg/index.html' });
    await page.evaluate(() => window.location.assign('about:blank'));
    await returned;
    await expect(page.locator('#root > *').first()).toBeAttached();
  });

  test('a window closed while it leaves an empty page ends without an error', async ({ desktop }) => {
    const { app, page } = desktop;
    const closed = page.waitForEvent('close');
    const thrown = await app.evaluate(({ app: application, BrowserWindow }) => {
      application.removeAllListeners('window-all-closed');
      application.on('window-all-closed', () => {});
      const window = BrowserWindow.getAllWindows()[0];
      const contents = window?.webContents;
      window?.destroy();
      try {
        // What Chromium tells when the page's process answers after the window is gone.
        return contents?.emit('did-navigate', {}, 'about:blank', 200, '') === true ? '' : 'nobody listened';
      } catch (error) {
        return String(error);
      }
    });
    expect(thrown).toBe('');
    await closed;
  });

  test('no permission is given', async ({ desktop }) => {
    desktop.expectComplaint(/permission|policy/i);
    const answers = await desktop.page.evaluate(async () => {
      const denied = (attempt: Promise<unknown>): Promise<string> =>
        attempt.then(
          () => 'given',
          () => 'denied',
        );
      return {
        notification: await Notification.requestPermission(),
        place: await denied(
          new Promise((resolve, reject) =>
            navigator.geolocation.getCurrentPosition(resolve, reject, { timeout: 2000 }),
          ),
        ),
        camera: await denied(navigator.mediaDevices.getUserMedia({ video: true })),
        screen: await denied(navigator.mediaDevices.getDisplayMedia({ video: true })),
        clipboard: await denied(navigator.clipboard.readText()),
      };
    });
    expect(answers).toEqual({
      notification: 'denied',
      place: 'denied',
      camera: 'denied',
      screen: 'denied',
      clipboard: 'denied',
    });
  });

  test('nothing outside the application can be requested', async ({ desktop }) => {
    desktop.expectComplaint(/Content Security Policy|securitypolicyviolation|ERR_/);
    const tries = await desktop.page.evaluate(async () => {
      const addresses = ['https://example.org/', 'http://127.0.0.1:9/', 'file:///etc/passwd', 'ws://127.0.0.1:9/'];
      return Promise.all(
        addresses.map((address) =>
          fetch(address).then(
            () => 'answered',
            () => 'refused',
          ),
        ),
      );
    });
    expect(tries).toEqual(['refused', 'refused', 'refused', 'refused']);
    const byMain = await desktop.app.evaluate(({ session }) =>
      session.defaultSession.fetch('https://example.org/').then(
        () => 'answered',
        () => 'refused',
      ),
    );
    expect(byMain, 'the second lock, below the policy').toBe('refused');
  });

  test('opens without any network but loopback', async ({ desktop: { page } }) => {
    test.skip(!offline, 'this system lets no network namespace be made');
    expect(Object.keys(networkInterfaces()).filter((name) => name !== 'lo')).toEqual([]);
    await expect(page).toHaveURL('app://tomtevalg/index.html');
    expect(await page.evaluate(() => document.body.innerText.length)).toBeGreaterThan(20);
  });
});

import { existsSync, readFileSync } from 'node:fs';

/**
 * Everything that the whole browser (not only the page) asked of a network, from Chromium's own network log: requests
 * to addresses outside the application, and host names that were looked up.
 * @param path the file given to `--log-net-log`; read as text, since a log of a stopped process has no end
 */
export function outsideRequests(path: string): readonly string[] {
  if (!existsSync(path)) throw new Error('Chromium wrote no network log');
  const log = readFileSync(path, 'utf8');
  if (!log.includes('"constants"')) throw new Error('Chromium wrote no readable network log');
  const addresses = [...log.matchAll(/"url":"((?:https?|wss?|ftp):[^"]*)"/g)].map((match) => match[1] ?? '');
  const lookups = [...log.matchAll(/"(?:dns_query_name|hostname|proxy_server_uri)":"([^"]+)"/g)].map(
    (match) => `lookup ${match[1]}`,
  );
  return [...new Set([...addresses, ...lookups])];
}

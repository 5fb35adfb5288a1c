import { protocol, type Session } from 'electron';
import type { FileHandles } from '../files/file-handles.ts';
import type { Uploads } from '../project/uploads.ts';
import { appProtocol } from './app-protocol.ts';
import { fileProtocol } from './file-protocol.ts';
import type { ServedFolders } from './served-files.ts';

/** Declares the two protocols; to be called before `app` is ready. */
export function declareSchemes(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, stream: true };
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { ...privileges, codeCache: true } },
    { scheme: 'file-handle', privileges: { ...privileges, corsEnabled: true } },
  ]);
}

/** Serves the two protocols in a session. */
export function serveSchemes(session: Session, folders: ServedFolders, handles: FileHandles, uploads: Uploads): void {
  session.protocol.handle('app', appProtocol(folders));
  session.protocol.handle('file-handle', fileProtocol(handles, uploads));
}

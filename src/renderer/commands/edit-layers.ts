import type { EditCode } from '../../shared/explain/edit-name.ts';
import type { LayerId } from '../../shared/lib/id.ts';
import type { ProjectDocument } from '../../shared/project/document-types.ts';
import { withLayer, withLayerBefore, withLayerName, withName, withoutLayer } from '../../shared/project/edits.ts';
import { currentDocument } from '../state/document.ts';
import type { CommandContext } from './context.ts';
import { edit } from './edit.ts';

/** Commands for the layers of the project and its name; every one can be undone. */
export function layerCommands(context: CommandContext) {
  const change = (code: EditCode, id: LayerId, how: (document: ProjectDocument) => ProjectDocument) => {
    const layer = currentDocument(context.store.getState())?.layers.find((one) => one.id === id);
    return edit(context, { code, about: layer?.name ?? id }, how);
  };
  return {
    setLayerVisible: (id: LayerId, visible: boolean) =>
      change(visible ? 'show-layer' : 'hide-layer', id, (document) => withLayer(document, id, { visible })),
    moveLayer: (id: LayerId, before: LayerId | null) =>
      change('move-layer', id, (document) => withLayerBefore(document, id, before)),
    renameLayer: (id: LayerId, name: string) =>
      change('rename-layer', id, (document) => withLayerName(document, id, name)),
    removeLayer: (id: LayerId) => change('remove-layer', id, (document) => withoutLayer(document, id)),
    renameProject: (name: string) =>
      edit(context, { code: 'rename-project', about: '' }, (document) => withName(document, name)),
  };
}

import { contextBridge, ipcRenderer, webUtils, type IpcRendererEvent } from 'electron'
import { EVENT_CHANNEL, INVOKE_CHANNEL } from '../shared/ipc-channels'
import type { Bridge, Reply } from '../shared/rpc'

const bridge: Bridge = {
  host: 'electron',
  invoke: (channel, input) => ipcRenderer.invoke(INVOKE_CHANNEL, channel, input) as Promise<Reply>,
  subscribe(listener) {
    const forward = (_event: IpcRendererEvent, channel: string, payload: unknown): void => listener(channel, payload)
    ipcRenderer.on(EVENT_CHANNEL, forward)
    return () => void ipcRenderer.removeListener(EVENT_CHANNEL, forward)
  },
  pathOf: (file) => webUtils.getPathForFile(file)
}

contextBridge.exposeInMainWorld('netloom', bridge)

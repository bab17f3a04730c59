const { contextBridge, ipcRenderer } = require('electron')

contextBridge.exposeInMainWorld('sample', {
  invoke: (channel, ...args) => ipcRenderer.invoke(channel, ...args),
  subscribe: (listener) => {
    const forward = (_event, ...args) => listener(...args)
    ipcRenderer.on('pushed', forward)
    return () => ipcRenderer.removeListener('pushed', forward)
  },
  refuse: () => {
    throw new RangeError('refused')
  },
  uncovered: () => ipcRenderer.sendSync('greet'),
  nested: { list: [1, { two: 2n }], date: new Date(0), map: new Map([['k', new Set([1])]]) }
})

const { contextBridge, ipcRenderer } = require("electron");
contextBridge.exposeInMainWorld("blank", { empty: () => ipcRenderer.invoke("empty") });

import { contextBridge, ipcRenderer } from "electron";
import { channelOf, verbs } from "./contract/channels.ts";

// Nothing of Electron itself is exposed: 20 of its security checklist.
contextBridge.exposeInMainWorld(
  "kiosk",
  Object.fromEntries(
    verbs.map((verb) => [verb, (request: unknown) => ipcRenderer.invoke(channelOf(verb), request)]),
  ),
);

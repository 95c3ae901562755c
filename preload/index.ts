import { contextBridge, ipcRenderer } from "electron";
import { channelOf, verbs } from "./contract/channels.ts";

contextBridge.exposeInMainWorld(
  "kiosk",
  Object.fromEntries(
    verbs.map((verb) => [verb, (request: unknown) => ipcRenderer.invoke(channelOf(verb), request)]),
  ),
);

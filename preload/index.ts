import { contextBridge, ipcRenderer } from "electron";
import { channelOf, verbs } from "./contract/channels.ts";
import type { Verb } from "./contract/channels.ts";

function invoke(verb: Verb, request: unknown): Promise<unknown> {
  return ipcRenderer.invoke(channelOf(verb), request);
}

// Every page asks this first, so that it is under way while the page's files are read.
let early: Promise<unknown> | null = invoke("readKiosk", {});
// A page that never asks, such as one that navigates away, leaves nobody to catch it.
early.catch(() => undefined);

function ask(verb: Verb, request: unknown): Promise<unknown> {
  if (verb !== "readKiosk" || early === null) return invoke(verb, request);
  const answer = early;
  early = null;
  return answer;
}

// Nothing of Electron itself is exposed: 20 of its security checklist.
contextBridge.exposeInMainWorld(
  "kiosk",
  Object.fromEntries(verbs.map((verb) => [verb, (request: unknown) => ask(verb, request)])),
);

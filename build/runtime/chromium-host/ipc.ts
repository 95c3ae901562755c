import type { IpcMain, IpcMainInvokeEvent, WebContents, WebFrameMain } from "electron";
import { codec } from "./codec.ts";
import { implemented } from "./implemented.ts";

type Handler = Parameters<IpcMain["handle"]>[1];

const { encode, decode } = codec();
const handlers = new Map<string, Handler>();

export const ipcMain = implemented<IpcMain>("ipcMain", {
  handle(channel, listener) {
    if (handlers.has(channel)) {
      throw new Error(`Attempted to register a second handler for '${channel}'`);
    }
    handlers.set(channel, listener);
  },
  removeHandler(channel) {
    handlers.delete(channel);
  },
});

/** One message of a preload: `args` is encoded by the codec. */
export interface IpcMessage {
  readonly kind: string;
  readonly name: string;
  readonly id: number;
  readonly args: string;
}

/**
 * Runs the app's handler for a message from `frame`, null when that frame is no more.
 * `answer` gets an encoded value, or the error's text in Electron's words.
 */
export async function receive(
  message: IpcMessage,
  sender: WebContents,
  frame: WebFrameMain | null,
  answer: (kind: "resolve" | "reject", encoded: string) => void,
): Promise<void> {
  const { name } = message;
  const args = decode(message.args) as unknown[];
  try {
    const handler = handlers.get(name);
    if (!handler) throw new Error(`No handler registered for '${name}'`);
    const event = implemented<IpcMainInvokeEvent>("IpcMainInvokeEvent", {
      sender,
      senderFrame: frame,
      processId: sender.id,
      frameId: 1,
      type: "frame",
    });
    answer("resolve", encode(await handler(event, ...args)));
  } catch (error) {
    console.error(`Error occurred in handler for '${name}':`, error);
    answer("reject", encode(`Error invoking remote method '${name}': ${String(error)}`));
  }
}

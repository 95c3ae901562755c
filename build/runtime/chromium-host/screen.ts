import { execFile } from "node:child_process";
import type { Display, Rectangle, Screen } from "electron";
import { implemented } from "./implemented.ts";

let bounds: Rectangle | undefined;

/** Asks the X server for its size; to be done before the app is ready. xdpyinfo comes with Chromium. */
export async function measureScreen(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<string>();
  execFile("xdpyinfo", (error, stdout) => {
    if (error) console.error(`No display: ${error.message}`);
    resolve(stdout);
  });
  const [, width, height] = /dimensions:\s+(\d+)x(\d+) pixels/.exec(await promise) ?? [];
  bounds = { x: 0, y: 0, width: Number(width ?? 1280), height: Number(height ?? 1024) };
}

/** The whole screen, in pixels. */
export function primaryBounds(): Rectangle {
  if (!bounds) throw new Error("The 'screen' module can't be used before the app 'ready' event");
  return { ...bounds };
}

export const screen = implemented<Screen>("screen", {
  getPrimaryDisplay() {
    const whole = primaryBounds();
    const size = { width: whole.width, height: whole.height };
    return implemented<Display>("Display", {
      id: 1,
      bounds: whole,
      size,
      workArea: whole,
      workAreaSize: size,
      scaleFactor: 1,
      rotation: 0,
    });
  },
});

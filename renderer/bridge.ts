import type { KioskBridge } from "../preload/contract/operations.ts";

declare global {
  interface Window {
    /** The preload sets it before the page's first script. */
    readonly kiosk: KioskBridge;
  }
}

/** The business verbs of the main process; only this file reads `window`. */
export const kiosk: KioskBridge = window.kiosk;

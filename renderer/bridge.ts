import type { KioskBridge } from "../preload/contract/operations.ts";

declare global {
  interface Window {
    /** Put there by the preload, before the page's first script. */
    readonly kiosk: KioskBridge;
  }
}

/** The business verbs of the main process; this file alone touches `window`. */
export const kiosk: KioskBridge = window.kiosk;

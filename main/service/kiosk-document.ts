import type { DocumentSeal } from "../adapters/keychain-vault/document-seal.ts";
import type { KioskState } from "../core/kiosk-core.ts";
import type { PrintEvent } from "../core/ports/machine.ts";

/** All that the service remembers of a kiosk between two of its requests. */
export interface KioskDocument {
  readonly state: KioskState | null;
  /** Slips that the kiosk has been sent and hasn't told the end of, by the request that asked; the newest last. */
  readonly printing: readonly (readonly [string, PrintEvent])[];
}

/** More than a kiosk ever prints at once. */
const mostPrinting = 8;

const emptyDocument: KioskDocument = { state: null, printing: [] };

/** `document` with a slip that is under way. */
export function withPrinting(
  document: KioskDocument,
  requestId: string,
  event: PrintEvent,
): KioskDocument {
  const printing = [...document.printing, [requestId, event] as const].slice(-mostPrinting);
  return { ...document, printing };
}

/** The event of the slip that the request `of` asked for, and the document without it; null: there is none. */
export function endedPrinting(
  document: KioskDocument,
  of: string,
): { readonly event: PrintEvent; readonly document: KioskDocument } | null {
  const [found] = document.printing.filter(([id]) => id === of);
  if (found === undefined) return null;
  const printing = document.printing.filter(([id]) => id !== of);
  return { event: found[1], document: { ...document, printing } };
}

/** The document as a text for the database, sealed for the kiosk with this certificate. */
export function sealedDocument(
  seal: DocumentSeal,
  fingerprint: string,
  document: KioskDocument,
): string {
  return seal.seal(`session ${fingerprint}`, JSON.stringify(document));
}

/** One that doesn't open, as of another ring, is as good as none: nobody is signed in. */
export function openedDocument(
  seal: DocumentSeal,
  fingerprint: string,
  sealed: string | null,
): KioskDocument {
  const text = sealed === null ? null : seal.open(`session ${fingerprint}`, sealed);
  return text === null ? emptyDocument : (JSON.parse(text) as KioskDocument);
}

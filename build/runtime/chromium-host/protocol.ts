import type { CustomScheme, Protocol } from "electron";
import { implemented, missing } from "./implemented.ts";

// Chromium can't be given a scheme from outside. A page of app://kiosk/ therefore lives at
// https://kiosk.app.invalid/ (RFC 6761: never a real host), which is what it sees as its location and
// origin; every URL that the app sees is translated, so that the app knows app:// alone.

type Handler = Parameters<Protocol["handle"]>[1];

const schemes = new Set<string>();
const handlers = new Map<string, Handler>();
let sealed = false;

/** Called when the app is ready: from then on no scheme can be registered. */
export function sealSchemes(): void {
  sealed = true;
}

/** An address as Chromium knows it, from the app's: `app://kiosk/a` → `https://kiosk.app.invalid/a`. */
export function toPage(url: string): string {
  const [, scheme = "", host = "", rest = ""] =
    /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)(.*)$/is.exec(url) ?? [];
  return schemes.has(scheme.toLowerCase())
    ? `https://${host}.${scheme.toLowerCase()}.invalid${rest}`
    : url;
}

/** An address as the app knows it, from Chromium's. */
export function toApp(url: string): string {
  const [, prefix = "", host = "", scheme = "", rest = ""] =
    /^((?:blob:)?)https:\/\/([^/?#]*)\.([a-z0-9+-]+)\.invalid(.*)$/is.exec(url) ?? [];
  return schemes.has(scheme) ? `${prefix}${scheme}://${host}${rest}` : url;
}

/** The origin of an address of the app's, "null" where it has none. */
export function originOf(url: string): string {
  const [origin = "", scheme = ""] = /^([a-z][a-z0-9+.-]*):\/\/[^/?#]*/i.exec(url) ?? [];
  return schemes.has(scheme) ? origin : URL.canParse(url) ? new URL(url).origin : "null";
}

/** Who answers requests for this address of the app's; undefined for the network's. */
export function handlerOf(url: string): { readonly handler: Handler | undefined } | undefined {
  const scheme = url.slice(0, url.indexOf(":"));
  return schemes.has(scheme) ? { handler: handlers.get(scheme) } : undefined;
}

/** Header values that name our schemes, as Chromium has to read them. */
export function headerToPage(value: string): string {
  let translated = value;
  for (const scheme of schemes) {
    translated = translated
      .replaceAll(new RegExp(`\\b${scheme}://([^\\s/;,]+)`, "g"), `https://$1.${scheme}.invalid`)
      .replaceAll(
        new RegExp(`(?<=^|\\s)${scheme}:(?=$|[\\s;,])`, "g"),
        `https://*.${scheme}.invalid`,
      );
  }
  return translated;
}

export const protocol = implemented<Protocol>("protocol", {
  registerSchemesAsPrivileged(customSchemes: CustomScheme[]) {
    if (sealed) {
      throw new Error("protocol.registerSchemesAsPrivileged should be called before app is ready");
    }
    for (const { scheme, privileges } of customSchemes) {
      if (!privileges?.standard || !privileges.secure) {
        throw missing(
          "protocol.registerSchemesAsPrivileged of a scheme that isn't standard and secure",
        );
      }
      schemes.add(scheme);
    }
  },
  handle(scheme, handler) {
    if (!schemes.has(scheme))
      throw missing(`protocol.handle('${scheme}') of an unregistered scheme`);
    if (handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`);
    handlers.set(scheme, handler);
  },
  unhandle(scheme) {
    if (!handlers.delete(scheme)) throw new Error(`Failed to unhandle protocol: ${scheme}`);
  },
  isProtocolHandled: (scheme) => handlers.has(scheme),
});

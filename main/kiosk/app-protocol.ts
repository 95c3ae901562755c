import { readFile } from "node:fs/promises";
import path from "node:path";
import type { CustomScheme, Protocol } from "electron";
import type { Logo } from "../config/config.ts";

/** The origin of the screens; no other address is ever loaded (security checklist 1 and 18). */
export const appOrigin = "app://kiosk";

/** It must be registered before Electron is ready. `standard` gives the scheme origins, `secure` a secure context. */
export const appScheme: CustomScheme = {
  scheme: "app",
  privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
};

const contentTypes: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".ttf": "font/ttf",
  ".woff2": "font/woff2",
  ".svg": "image/svg+xml",
  ".png": "image/png",
};

/**
 * Checklist 7. Only the kiosk's own files are loaded, and no connection is allowed, as the bridge is the only way out.
 * Scripts get no string as code; `vue` is the only policy under which Vue's renderer sets its compiled static markup.
 */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self'",
  "connect-src 'none'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types vue",
  // Dialogs, printing, downloads, forms and windows stay forbidden: none of their permissions is listed.
  "sandbox allow-scripts allow-same-origin",
].join("; ");

/** Checklist 5, from the page's side too: the page can't even request these permissions. */
const withheld = [
  "bluetooth camera clipboard-read clipboard-write display-capture geolocation hid microphone midi payment serial usb",
  // A page in full screen could lock the keyboard too, and couldn't be distinguished from the kiosk's.
  "fullscreen picture-in-picture screen-wake-lock window-management idle-detection local-fonts",
  "accelerometer ambient-light-sensor gyroscope magnetometer compute-pressure gamepad xr-spatial-tracking",
  "encrypted-media publickey-credentials-create publickey-credentials-get storage-access",
].join(" ");

/** For a page that is only drawn: no script of its own may run, while the main process may ask whether it is ready. */
const paperPolicy = [
  "default-src 'none'",
  "script-src 'none'",
  "style-src 'self'",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
  "sandbox allow-scripts allow-same-origin",
].join("; ");

const securityHeaders = {
  "Content-Security-Policy": contentSecurityPolicy,
  "Cross-Origin-Resource-Policy": "same-origin",
  "Permissions-Policy": withheld.replaceAll(/[a-z-]+/g, "$&=()").replaceAll(" ", ", "),
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
};

/**
 * Answers `app://kiosk/…` from `papers`, pages for printing by their address, from `logo` at `app://kiosk/logo`, and
 * from the files in `folder`.
 */
export function serveApp(
  protocol: Protocol,
  served: {
    readonly folder: string;
    readonly papers: ReadonlyMap<string, string>;
    readonly logo: Logo | null;
  },
): void {
  protocol.handle(appScheme.scheme, (request) => {
    const paper = served.papers.get(request.url);
    if (paper !== undefined) return answerWithPaper(paper);
    if (served.logo !== null && request.url === `${appOrigin}/logo`) {
      return answerWithLogo(served.logo);
    }
    return answerFromFolder(request, served.folder);
  });
}

/** The bank's picture: opened as a page of its own, which no screen does, it couldn't run or load anything either. */
function answerWithLogo({ type, content }: Logo): Response {
  const headers = { ...securityHeaders, "Content-Security-Policy": "default-src 'none'; sandbox" };
  return new Response(content, { headers: { ...headers, "Content-Type": type } });
}

/** A page that runs no script. */
export function answerWithPaper(html: string): Response {
  const headers = { ...securityHeaders, "Content-Security-Policy": paperPolicy };
  return new Response(html, {
    headers: { ...headers, "Content-Type": "text/html; charset=utf-8" },
  });
}

/** A file of `folder` for a GET of `app://kiosk/PATH`; 405 for another method, 404 for any other path. */
export async function answerFromFolder(
  request: Pick<Request, "method" | "url">,
  folder: string,
): Promise<Response> {
  if (request.method !== "GET") return emptyAnswer(405);
  const file = fileFor(request.url, folder);
  const type = contentTypes[path.extname(file ?? "")];
  if (file === null || type === undefined) return emptyAnswer(404);
  const content = await readFile(file).catch(() => null);
  if (content === null) return emptyAnswer(404);
  return new Response(content, { headers: { ...securityHeaders, "Content-Type": type } });
}

/** The path that `url` names inside `folder`; null when it names none, or one outside. */
function fileFor(url: string, folder: string): string | null {
  const [address = ""] = url.split(/[?#]/, 1);
  if (!address.startsWith(`${appOrigin}/`)) return null;
  const named = decode(address.slice(appOrigin.length));
  if (named === null || named.includes("\0")) return null;
  const file = path.join(folder, named);
  return file.startsWith(path.join(folder, path.sep)) ? file : null;
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

function emptyAnswer(status: number): Response {
  return new Response(null, { status, headers: securityHeaders });
}

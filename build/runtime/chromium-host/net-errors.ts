/** Numbers of Chromium's net_error_list.h for the errors that a load of the kiosk can meet. */
const NUMBERS: Readonly<Record<string, number>> = {
  ERR_FAILED: -2,
  ERR_ABORTED: -3,
  ERR_FILE_NOT_FOUND: -6,
  ERR_BLOCKED_BY_CLIENT: -20,
  ERR_CONNECTION_REFUSED: -102,
  ERR_NAME_NOT_RESOLVED: -105,
  ERR_INVALID_URL: -300,
  ERR_UNKNOWN_URL_SCHEME: -302,
  ERR_HTTP_RESPONSE_CODE_FAILURE: -379,
};

/** The error with which Electron's loadURL rejects; `text` is Chromium's, `net::ERR_…`. */
export function loadError(text: string, url: string): Error & { readonly errno: number } {
  const code = /ERR_[A-Z_]+/.exec(text)?.[0] ?? "ERR_FAILED";
  const errno = NUMBERS[code] ?? -2;
  return Object.assign(new Error(`${code} (${errno}) loading '${url}'`), { code, errno, url });
}

import { isIPv6 } from "node:net";
import * as v from "valibot";

/** A host's name, or an IPv4 address. */
export const hostName = /^(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)*[A-Za-z0-9-]{1,63}$/;

const ntpHost = new RegExp(`${hostName.source.slice(0, -1)}(?=:|$)`);

/** `HOST`, `HOST:PORT`, an IPv6 address in brackets. */
function isNtpServer(server: string): boolean {
  const address = /^\[([^\]%]+)\]/.exec(server);
  const host = address?.[0] ?? ntpHost.exec(server)?.[0];
  if (host === undefined || (address !== null && !isIPv6(address[1] ?? ""))) return false;
  return /^(?::[0-9]{1,5})?$/.test(server.slice(host.length));
}

/** `HOST:PORT`, an IPv6 address in brackets: those of an NTP server, with a port. */
const serviceHost = v.pipe(
  v.string(),
  v.maxLength(259),
  v.check((host) => {
    const port = Number(/:([0-9]+)$/.exec(host)?.[1] ?? 0);
    return isNtpServer(host) && port >= 1 && port <= 65_535;
  }, "must be HOST:PORT, an IPv6 address in brackets"),
);

/** As a person writes it: in groups, with spaces or colons. */
const fingerprint = v.pipe(
  v.string(),
  v.transform((typed) => typed.replaceAll(/[\s:]/g, "").toLowerCase()),
  v.regex(/^[0-9a-f]{64}$/, "must be a fingerprint of 64 digits, 0 to 9 and a to f"),
);

/** The NTP server; null: none. */
export const ntpServerSchema = v.nullable(
  v.pipe(
    v.string(),
    v.maxLength(259),
    v.check(isNtpServer, "must be HOST or HOST:PORT, an IPv6 address in brackets"),
    v.check((server) => {
      const port = Number(/:([0-9]+)$/.exec(server)?.[1] ?? 1);
      return port >= 1 && port <= 65_535;
    }, "must have a port of 1 to 65535"),
  ),
);

/** The bank's service; null: the kiosk is alone. */
export const serviceSchema = v.nullable(
  v.strictObject({
    hosts: v.pipe(
      v.array(serviceHost),
      v.minLength(1, "must name a host"),
      v.maxLength(10, "may name 10 hosts at most"),
    ),
    fingerprint: v.optional(v.nullable(fingerprint), null),
  }),
);

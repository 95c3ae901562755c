/**
 * Why a delivery failed. `address`: the server's verdict on the address, or on the mail itself; it is final. `put-off`:
 * the server doesn't accept this mail now. The other causes keep every mail from being sent: `away`, there is no
 * server, or none that accepts mail now; `tls`, it offers no encryption, or its certificate isn't trusted;
 * `authentication`, it rejects the kiosk's credentials or wants some; `denied`, it refuses the kiosk, as by a
 * blocklist, or refuses to relay its mails; `disk`, the spool can't be written.
 */
export type MailCause =
  "address" | "put-off" | "away" | "tls" | "authentication" | "denied" | "disk";

/** `reply`: the codes of the server's reply, such as `550 5.7.1`; null: there was none. */
export interface MailFailure {
  readonly cause: MailCause;
  readonly reply: string | null;
}

/** Whether the failure would stop every other mail too. */
export function isOfServer({ cause }: MailFailure): boolean {
  return cause !== "address" && cause !== "put-off";
}

/**
 * Addresses that never existed (RFC 3463 §3.2, RFC 7505 for 5.1.10), and mails that the server can't process (§3.7).
 */
const finalStatus = /^5\.(?:1\.(?:1|2|3|6|10)|6\.\d+)$/;
/** RFC 4954 §6 and RFC 3463's x.7.8, x.7.9, x.7.11. */
const authenticationCode = /^(?:530|534|535|538)$/;
const authenticationStatus = /\.7\.(?:8|9|11)$/;
/**
 * The words by which servers without enhanced codes refuse the sender; by its code alone, such a refusal looks like a
 * full mailbox. They decide only who is informed; the mail waits in either case.
 */
const refusesSender =
  /\brelay|\bblock(?:ed|list)|\bblacklist|rcpthosts|spamhaus|spamcop|reputation|access denied/i;

/**
 * Classifies a reply of class 4 or 5 (RFC 5321 §4.2.1). Only an enhanced code (RFC 3463, RFC 2034) can be a verdict on
 * the address: a 5xx may equally mean a server that no longer knows the kiosk, a blocklist, or a full mailbox.
 * `aboutMail`: it replies to RCPT TO or to the mail's text, rather than to an earlier command.
 */
export function failureOf(reply: string, aboutMail: boolean): MailFailure {
  const code = /^[2-5]\d\d/.exec(reply)?.[0] ?? "";
  const status = enhancedStatus(reply, code);
  const codes = [code, status ?? ""].filter((part) => part !== "").join(" ");
  return { cause: causeOf({ code, status, reply, aboutMail }), reply: codes === "" ? null : codes };
}

function causeOf(answer: {
  readonly code: string;
  readonly status: string | null;
  readonly reply: string;
  readonly aboutMail: boolean;
}): MailFailure["cause"] {
  const { code, status, reply, aboutMail } = answer;
  if (aboutMail && finalStatus.test(status ?? "")) return "address";
  if (code === "530" && /\bTLS\b|STARTTLS/i.test(reply)) return "tls";
  if (status === "5.7.10") return "tls";
  if (authenticationCode.test(code) || authenticationStatus.test(status ?? "")) {
    return "authentication";
  }
  if (!code.startsWith("5")) return aboutMail && code !== "421" ? "put-off" : "away";
  if (!aboutMail || status?.startsWith("5.7.") === true) return "denied";
  return status === null && refusesSender.test(reply) ? "denied" : "put-off";
}

/**
 * The enhanced code that all lines with one have in common, right behind the reply's code and of its class; null: none,
 * or several.
 */
function enhancedStatus(reply: string, code: string): string | null {
  const found = new Set<string>();
  for (const line of reply.split(/\r?\n/)) {
    const [, status] = /^\d{3}[ -]([245](?:\.(?:0|[1-9]\d{0,2})){2})(?=\s|$)/.exec(line) ?? [];
    if (status !== undefined) found.add(status);
  }
  const [only] = found;
  return found.size === 1 && only?.[0] === code[0] ? (only ?? null) : null;
}

import { openJoining } from "../compose/join-service.ts";
import type { Joining } from "../compose/join-service.ts";
import type { KioskPlace } from "../compose/command-place.ts";
import { writtenTime } from "../core/domain/tokyo-day.ts";
import { ok, refused } from "../../preload/contract/result.ts";
import type { Result } from "../../preload/contract/result.ts";
import { openAsker } from "./ask.ts";
import { ended } from "./command.ts";
import type { Command, Ending, Given } from "./command.ts";
import { fingerprintInWords } from "./refusal-words.ts";
import type { CommandRefusal } from "./refusal-words.ts";

export const joinCommands: readonly Command[] = [
  {
    name: "join",
    operands: ["URL"],
    options: { renew: { does: "makes the identity that follows, as before the present one ends" } },
    does: "has the bank's service approve this kiosk, which then keeps no registry of its own",
    help: `URL is the service's address, such as https://otp.bank.example:8443.

A kiosk has one identity: a P-256 key, which its keychain keeps and nothing shows, with a certificate for 3 years. The
first join makes it. Two fingerprints of 64 digits are told, of this kiosk's key and of the service's. Read both to the
staff at the service, by telephone: they see the same two. Answer yes if they are; from then on the kiosk speaks to
that key alone. Without a question: https://HOST:PORT#FINGERPRINT, with the service's fingerprint from a letter.

保守 and 役席 approve the kiosk at the service by its fingerprint: npm run service -- approve FINGERPRINT. The kiosk, whose
configuration names the service (service.hosts), then serves by itself. join again tells how far that is.
--renew: the present identity serves until the service has approved the new one, which then takes its place. It is also
the way back after the present one was revoked, or is over. Each makes another one; join alone asks for it again.
`,
    run: runJoin,
  },
];

async function runJoin(
  place: KioskPlace,
  { operands: [url = ""], options }: Given,
): Promise<Ending> {
  return ended(await join(place, url, options["renew"] === true), (words) => words);
}

async function join(
  place: KioskPlace,
  text: string,
  renew: boolean,
): Promise<Result<string, CommandRefusal>> {
  const address = addressFrom(text);
  if (address === null) return refused("join-url");
  const { host } = address;
  const opened = await openJoining(place, { host, renew });
  if (!opened.ok) return opened;
  const joining = opened.value;
  const found = await joining.serviceFingerprint();
  if (!found.ok) return found;
  const pin = found.value;
  process.stdout.write(`This kiosk's key (valid until ${writtenTime(joining.notAfter)} in Japan):
  ${fingerprintInWords(joining.fingerprint)}
The service's key:
  ${fingerprintInWords(pin)}
`);
  const expected = [address.fingerprint, place.config.service?.fingerprint ?? null].filter(
    (each) => each !== null,
  );
  if (expected.some((each) => each !== pin)) return refused("service-key-different");
  const isKnown = expected.length > 0 || joining.pin === pin;
  if (!isKnown && !(await agreed(joining))) return refused("join-declined");
  const joined = await joining.join(pin);
  if (!joined.ok) return joined;
  const names = place.config.service?.hosts.includes(host) === true;
  return ok([words[joined.value.state], ...(names ? [] : [configure(host)])].join("\n"));
}

/** `HOST:PORT` and the fingerprint of `https://HOST:PORT#FINGERPRINT`; null: the text is none of these. */
function addressFrom(
  text: string,
): { readonly host: string; readonly fingerprint: string | null } | null {
  if (!URL.canParse(text)) return null;
  const { protocol, hostname, port, pathname, search, hash, username } = new URL(text);
  const fingerprint = decodeURIComponent(hash.slice(1)).replaceAll(/[\s:]/g, "").toLowerCase();
  if (protocol !== "https:" || pathname !== "/" || search !== "" || username !== "") return null;
  if (hash !== "" && !/^[0-9a-f]{64}$/.test(fingerprint)) return null;
  return { host: `${hostname}:${port || "443"}`, fingerprint: hash === "" ? null : fingerprint };
}

/** Has the person confirm the service's key; without an answer it isn't confirmed. */
async function agreed({ pin }: Joining): Promise<boolean> {
  if (pin !== null) {
    process.stdout.write(
      "The service had another key before. Go on only if its staff say that it was exchanged.\n",
    );
  }
  using asker = openAsker();
  const question = "Do the staff at the service read out the same two (yes or no)";
  return /^y(?:es)?$/i.test((await asker.ask(question))?.trim() ?? "");
}

const words = {
  pending: `The service has been asked. 保守 and 役席 approve this kiosk there, by its key; then it serves by itself.`,
  approved: "The service has approved this kiosk: it serves.",
} as const;

function configure(host: string): string {
  return `Its configuration doesn't name the service yet: service: { hosts: ["${host}"] }`;
}

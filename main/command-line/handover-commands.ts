import { refused } from "../../preload/contract/result.ts";
import type { KioskPlace } from "../compose/command-place.ts";
import { commandAdapters } from "../compose/command-adapters.ts";
import { handOver } from "../core/operations/upkeep/hand-over.ts";
import type { HandOverFormat } from "../core/ports/hand-over.ts";
import type { OpenedRegistry } from "../core/ports/registry.ts";
import { callersPath } from "./callers-path.ts";
import type { Command, Ending, Given } from "./command.ts";
import {
  profileGiven,
  protectionGiven,
  pskcOptions,
  sinceGiven,
  sinceOption,
} from "./handover-options.ts";
import { handedOverEnding } from "./handover-words.ts";
import { kiosksRing } from "./keys-commands.ts";
import type { KeyStores, RingHome } from "./keys-commands.ts";

const { handOver: formats, writeNewFiles, random } = commandAdapters;

const commonHelp = `FILE is written newly, for its owner alone (mode 600), in the order of user IDs, and has the tokens that are 利用中.
利用停止 and customers whose account is stopped are left out and named: no format has such a state, so that the other
verifier would accept codes that the bank refuses. A token whose record was changed from outside, or whose secret
doesn't open, is left out and named, and the exit code is 1 then; the file holds all others. So is a token with a code
of the future that a diagnosis has revealed, with the seconds to wait: the other verifier would accept it.
Rows of the journal, before the first byte and at the end: hand-over.
`;

const releasesHelp = `Releases go into FILE.released.csv: user ID, login ID and time in Japan. The verifier must forget those tokens.
`;

const pskcHelp = `${commonHelp}${releasesHelp}
PSKC (RFC 6030), as privacyIDEA, LinOTP, multiOTP and FreeIPA read it: TOTP, 60 s, 6 digits, SHA-1; Key Id and SerialNo
are the user ID, UserId is the login ID. Secrets are encrypted by AES-CBC, each with a MAC. Without a counter the last
used code can't go with a token: whose last code is less than 180 s old is left out then, as for Keycloak.
The key is one that the verifier has already (--key-file and --key-name), of 32 hex digits, or 64 with --aes 256:
openssl rand -hex 16. Else a passphrase of 15 characters or more is asked for at a terminal, or read from standard
input, a line; never given as an argument. Bring key or passphrase to the verifier by another way than the file.
`;

const oathHelp = `${commonHelp}
The users file of liboath, for pam_oath with digits=6 window=1. It replaces the verifier's file as a whole, so that
released tokens are gone from it. The last used code goes with each token, and is refused there.
Secrets stand in it unencrypted: bring it over an encrypted way, and delete it here.
`;

const keycloakHelp = `${commonHelp}${releasesHelp}
A realm with a user for each login ID, for kc.sh import, or for a partial import with "skip" into a realm that is there:
"overwrite" would take users' other credentials away. The last used code can't go with a token: whose last code is less
than 180 s old is left out and named with the seconds to wait, and the exit code is 1 then.
Secrets stand in it unencrypted: bring it over an encrypted way, and delete it here.
`;

interface HandOverStores extends KeyStores {
  readonly registry: OpenedRegistry;
}

/** Where the tokens are that are handed over. */
export interface HandOverHome<Place> extends Pick<
  RingHome<Place, HandOverStores>,
  "of" | "open" | "ended"
> {
  /** The bank's name in ASCII, as in its customers' apps. */
  issuer(place: Place): string;
}

/** The commands for a verifier that the bank has already, wherever the tokens are. */
export function handoverCommandsAt<Place>(home: HandOverHome<Place>): readonly Command<Place>[] {
  const alsoWhile = `also while the ${home.of} runs`;
  return [
    {
      name: "handover pskc",
      operands: ["FILE"],
      options: pskcOptions,
      does: `writes the tokens in use, encrypted, for verifiers that import PSKC; ${alsoWhile}`,
      help: pskcHelp,
      run: (place, given) => runPskc(home, place, given),
    },
    {
      name: "handover users-oath",
      operands: ["FILE"],
      does: `writes the tokens in use for pam_oath; ${alsoWhile}`,
      help: oathHelp,
      run: (place, given) => run(home, place, given, formats.usersOath),
    },
    {
      name: "handover keycloak",
      operands: ["FILE"],
      options: { realm: { value: "NAME", does: "the realm's name; needed" }, ...sinceOption },
      does: `writes the tokens in use as a realm that Keycloak imports; ${alsoWhile}`,
      help: keycloakHelp,
      run: async (place, given) => {
        const { realm } = given.options;
        if (typeof realm !== "string" || realm === "") {
          return home.ended(refused("handover-realm"), String);
        }
        return run(home, place, given, formats.keycloak(realm));
      },
    },
  ];
}

export const handoverCommands = handoverCommandsAt<KioskPlace>({
  ...kiosksRing,
  issuer: ({ config }) => config.token.issuer,
});

async function runPskc<Place>(
  home: HandOverHome<Place>,
  place: Place,
  given: Given,
): Promise<Ending> {
  const profile = profileGiven(given);
  if (!profile.ok) return home.ended(profile, String);
  const since = sinceGiven(given);
  if (!since.ok) return home.ended(since, String);
  const protection = await protectionGiven(given, profile.value.aes);
  if (!protection.ok) return home.ended(protection, String);
  const format = await formats.pskc({
    ...profile.value,
    ...{ protection: protection.value, manufacturer: home.issuer(place), random },
  });
  return run(home, place, given, format);
}

async function run<Place>(
  home: HandOverHome<Place>,
  place: Place,
  given: Given,
  format: HandOverFormat,
): Promise<Ending> {
  const { operands } = given;
  const since = sinceGiven(given);
  if (!since.ok) return home.ended(since, String);
  const opened = await home.open(place, "writing");
  if ("exitCode" in opened) return opened;
  await using stores = opened;
  const file = callersPath(operands[0] ?? "");
  // A users file replaces the former one, so that what is released is gone.
  const releases =
    format.kind === "users-oath"
      ? null
      : { file: `${file}.released.csv`, format: formats.releases };
  const handed = await handOver(
    { ...stores, writeNewFiles },
    { ...{ file, format, releases }, since: since.value.since, sinceWords: since.value.words },
  );
  return handed.ok
    ? handedOverEnding(handed.value, file, releases?.file ?? null)
    : home.ended(handed, String);
}

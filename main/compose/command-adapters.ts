import { argon2PasswordHasher } from "../adapters/argon2-password-hasher.ts";
import { customersCsv } from "../adapters/customers-file/customers-csv.ts";
import { fingerprintOf, isSignedBy } from "../adapters/ed25519.ts";
import { keycloakRealm } from "../adapters/hand-over/keycloak-realm.ts";
import { pskcFormat } from "../adapters/hand-over/pskc-format.ts";
import { releasesCsv } from "../adapters/hand-over/releases-csv.ts";
import { usersOath } from "../adapters/hand-over/users-oath.ts";
import { journalCsv } from "../adapters/journal-csv.ts";
import { longestEscrow } from "../adapters/keychain-vault/escrow.ts";
import { sha256 } from "../adapters/hashes.ts";
import { otplibOneTimePasswords } from "../adapters/otplib-one-time-passwords.ts";
import { systemRandom } from "../adapters/system-random.ts";
import { newFileWriter, writeNewFile, writeNewFiles } from "../adapters/write-new-file.ts";
import type { HandOverFormat } from "../core/ports/hand-over.ts";
import type { RegistryFiles } from "../core/ports/registry-files.ts";
import { backUp } from "../registry/sqlite/backup.ts";
import { checkWhole, inspect } from "../registry/sqlite/inspect.ts";
import { holdRegistry } from "../registry/sqlite/replace.ts";
import { takeSealOff } from "../registry/sqlite/seal.ts";

const registryFiles: RegistryFiles = {
  ...{ backUp, takeSealOff, hold: holdRegistry },
  look(file) {
    try {
      const found = inspect(file);
      if (found === "registry-newer") return "newer";
      return found === "ours" && checkWhole(file).ok ? "ours" : "damaged";
    } catch {
      return "damaged";
    }
  },
};

/** The adapters of the commands, the same for every kiosk. */
export const commandAdapters = {
  passwordHasher: argon2PasswordHasher,
  random: systemRandom,
  hash: sha256,
  /** Ed25519, by public keys as the vault gives them. */
  signatures: { isSignedBy, fingerprintOf },
  customersFile: customersCsv,
  journalFile: journalCsv,
  registryFiles,
  writeNewFile,
  writeNewFiles,
  newFileWriter,
  /** The formats of a hand-over to another verifier. */
  handOver: {
    pskc: pskcFormat,
    usersOath: usersOath(otplibOneTimePasswords),
    keycloak: (realm: string): HandOverFormat => keycloakRealm(realm, otplibOneTimePasswords),
    releases: releasesCsv,
  },
  /** In bytes; a longer file is no escrow. */
  longestEscrow,
};

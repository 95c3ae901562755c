import { existsSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { otplibOneTimePasswords } from "../../main/adapters/otplib-one-time-passwords.ts";
import type { Vault } from "../../main/core/ports/vault.ts";
import { vaultOfItem } from "../fakes/memory-vault.ts";
import { miscounted } from "./journal.ts";
import type { State } from "./model.ts";
import type { Phone } from "./protocol.ts";

type Row = Readonly<Record<string, string | number | null>>;

/** What a data folder holds, read by another process than the kiosk's. */
export interface Found {
  readonly state: State;
  /** What holds of no kiosk; empty, as it should be. */
  readonly broken: readonly string[];
  /** Mails that are still to be sent. */
  readonly unsent: number;
}

/** Reads registry and spool of `dataDir`, and opens every secret under the ring of keys that is the keychain's item `masterKey`. */
export async function lookInto(
  dataDir: string,
  masterKey: string,
  phones: Readonly<Record<string, Phone>>,
): Promise<Found> {
  const database = new DatabaseSync(path.join(dataDir, "registry.sqlite"), { timeout: 5_000 });
  try {
    database.exec("pragma query_only = on; begin");
    const rows = (text: string) => database.prepare(text).all() as unknown as readonly Row[];
    const customers = rows("select id, login_id, transfer_limit_yen from customers");
    const loginIds = new Map(customers.map((row) => [row["id"], String(row["login_id"])]));
    const tokens = rows("select * from tokens order by user_id");
    const outbox = rows("select * from outbox order by user_id, kind");
    const tries = rows(`select * from (
      select login_id as subject, 'loginPassword' as kind, login_failures as count from customers
      union all select login_id, 'confirmationPassword', confirmation_failures from customers
      union all select login_id, 'startPassword', start_failures from customers
        join tokens on customer_id = id
      union all select login_id, 'oneTimePassword', code_failures from customers
        join tokens on customer_id = id) where count > 0`);
    const integrity = rows("pragma integrity_check");
    const state: State = {
      tokens: tokens.map((row) => ({
        userId: String(row["user_id"]),
        loginId: loginIds.get(row["customer_id"] ?? "") ?? "nobody",
        state: String(row["state"]),
        lastStep: row["last_step"] as number | null,
        showings: Number(row["setup_showings"]),
        mails: outbox
          .filter((mail) => mail["user_id"] === row["user_id"])
          .map((mail) => String(mail["kind"])),
      })),
      tries: Object.fromEntries(
        tries.map((row) => [
          `${String(row["subject"])} ${String(row["kind"])}`,
          Number(row["count"]),
        ]),
      ),
      limits: Object.fromEntries(
        customers.map((row) => [String(row["login_id"]), Number(row["transfer_limit_yen"])]),
      ),
    };
    const [named] = rows("select value from kiosk where key = 'registry-id'");
    const vault = vaultOfItem(masterKey, String(named?.["value"]));
    const secrets = tokens.map((row) => brokenSecret(row, vault, Object.values(phones)));
    const broken = [
      ...(integrity[0]?.["integrity_check"] === "ok" ? [] : ["the registry is damaged"]),
      ...(await Promise.all(secrets)).flat(),
      ...brokenMails(outbox, tokens, path.join(dataDir, "mail")),
      ...miscounted(database),
    ];
    const unsent = outbox.filter((mail) => mail["closed_at"] === null).length;
    return { state, broken, unsent };
  } finally {
    database.close();
  }
}

/** A token has a secret exactly while it lives; it opens, and is the one that the phone got. */
async function brokenSecret(
  row: Row,
  vault: Vault,
  phones: readonly Phone[],
): Promise<readonly string[]> {
  const userId = String(row["user_id"]);
  const lives = !/released|replaced/.test(String(row["state"]));
  const sealed = row["sealed_secret"];
  if (!lives) return sealed === null ? [] : [`${userId} has kept its secret`];
  if (typeof sealed !== "string") return [`${userId} has lost its secret`];
  try {
    const owner = { userId, customerId: String(row["customer_id"]) };
    const secret = await vault.open(owner, Buffer.from(sealed, "base64"));
    const phone = phones.find((each) => each.userId === userId);
    const isSame = phone === undefined || otplibOneTimePasswords.base32(secret) === phone.key;
    return secret.length === 20 && isSame ? [] : [`${userId} has another secret than its phone`];
  } catch {
    return [`the secret of ${userId} does not open`];
  }
}

/** Each sent mail is one whole file of the spool; each file there belongs to a row, each row to a token. */
function brokenMails(
  outbox: readonly Row[],
  tokens: readonly Row[],
  spool: string,
): readonly string[] {
  const files = existsSync(spool) ? readdirSync(spool).filter((name) => !name.startsWith(".")) : [];
  const broken: string[] = [];
  const ids = new Set(outbox.map((mail) => `${String(mail["id"])}.eml`));
  for (const file of files) if (!ids.has(file)) broken.push(`${file} belongs to no mail`);
  for (const mail of outbox) {
    const id = String(mail["id"]);
    const token = tokens.find((row) => row["user_id"] === mail["user_id"]);
    if (token === undefined || token["mail_address"] !== mail["recipient"]) {
      broken.push(`${id} belongs to no token`);
    }
    if (mail["closed_at"] === null) continue;
    const file = path.join(spool, `${id}.eml`);
    const text = existsSync(file) ? readFileSync(file, "utf8") : "";
    const isWhole = text.includes(`Message-ID: <${id}@`) && text.endsWith("\r\n");
    if (mail["outcome"] !== "sent" || !isWhole) broken.push(`${id} is lost`);
  }
  return broken;
}

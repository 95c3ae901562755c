import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test, vi } from "vitest";
import { busyKiosk, dataFolder } from "./kiosk-session.ts";

// Each command is a session with a keyring of its own, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 300_000 });

/** Every file below `folder` with its bytes. */
function filesBelow(folder: string): (readonly [path: string, bytes: Buffer])[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => statSync(join(folder, path)).isFile())
    .map((path) => [path, readFileSync(join(folder, path))]);
}

/** Every text of every row of the registry at `file`; what is no text within it. */
function textsIn(file: string): readonly string[] {
  const registry = new DatabaseSync(file, { readOnly: true });
  const tables = registry.prepare("select name from sqlite_schema where type = 'table'").all();
  const rows = tables.flatMap(({ name }) =>
    registry.prepare(`select * from "${String(name)}"`).all(),
  );
  registry.close();
  return rows.flatMap((row) => Object.values(row).filter((value) => typeof value === "string"));
}

test("nothing that a full run writes carries a secret, and the address is in registry and mail alone", async () => {
  const data = dataFolder();
  const busy = await busyKiosk(data);
  const during = filesBelow(data);
  await busy.stop();
  const after = filesBelow(data);
  const written = [...during, ...after, ["standard output", Buffer.from(busy.said())] as const];
  const names = new Set(written.map(([path]) => path));
  expect([...names]).toEqual(
    expect.arrayContaining(["registry.sqlite", "registry.sqlite-wal", "logs/kiosk.log"]),
  );
  expect(existsSync(join(data, "mail"))).toBe(true);

  const { passwords, codes, tokenSecret, keys, mailAddress } = busy.secrets;
  expect([tokenSecret.length, keys.length]).toEqual([32, 4]);
  const bytesOf = (base32: string) => {
    const bits = [...base32].map((sign) =>
      "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(sign).toString(2).padStart(5, "0"),
    );
    return Buffer.from((bits.join("").match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
  };
  const forms = (bytes: Buffer) => [
    bytes,
    ...[bytes.toString("hex"), bytes.toString("hex").toUpperCase(), bytes.toString("base64")].map(
      (form) => Buffer.from(form),
    ),
  ];
  const secrets = [
    ...[
      ...passwords,
      tokenSecret,
      tokenSecret.toLowerCase(),
      tokenSecret.replaceAll(/.{4}(?=.)/g, "$& "),
    ].map((secret) => Buffer.from(secret)),
    ...forms(bytesOf(tokenSecret)),
    ...keys.flatMap((key) => forms(Buffer.from(key, "base64"))),
  ];
  const leaks = written.flatMap(([path, bytes]) =>
    secrets.filter((secret) => bytes.includes(secret)).map(() => path),
  );
  expect(leaks).toEqual([]);
  // Six digits also turn up by chance, as in a time or within a sealed secret: codes are looked for as words of text.
  const words = new RegExp(`(?<![0-9a-zA-Z+/.])(?:${codes.join("|")})(?![0-9a-zA-Z+/.])`);
  const isText = (path: string) =>
    !path.startsWith("registry.sqlite") && !path.startsWith("session/");
  expect(
    written
      .filter(([path, bytes]) => isText(path) && words.test(bytes.toString()))
      .map(([path]) => path),
  ).toEqual([]);

  expect(textsIn(join(data, "registry.sqlite")).filter((text) => words.test(text))).toEqual([]);

  const holders = written.filter(([, bytes]) => bytes.includes(mailAddress)).map(([path]) => path);
  expect(holders.filter((path) => !/^(?:registry\.sqlite|mail\/)/.test(path))).toEqual([]);
  expect(holders).toContain("registry.sqlite");
});

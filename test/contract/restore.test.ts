import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test, vi } from "vitest";
import { busyKiosk, canOpenTerminal, dataFolder, kiosk, kioskAsked } from "./kiosk-session.ts";

// Each command is a session with a keyring of its own, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 300_000 });

/** One value of the registry at `data`. */
function one(data: string, query: string): unknown {
  using database = new DatabaseSync(join(data, "registry.sqlite"), { readOnly: true });
  return Object.values(database.prepare(query).get() ?? {})[0];
}

function change(data: string, statements: string): void {
  using database = new DatabaseSync(join(data, "registry.sqlite"));
  database.exec(statements);
}

test("a restore tells what it means, keeps what was decided since, and asks at a terminal", async () => {
  const data = dataFolder();
  const busy = await busyKiosk(data);
  await busy.stop();
  expect(await kiosk(data, "backup", "kept.backup")).toMatchObject({ code: 0 });
  const live = String(one(data, "select user_id from tokens where state = 'issued'"));
  const greatest = Number(one(data, "select max(user_id) from tokens"));
  change(
    data,
    `update tokens set state = 'released', released_at = 7, last_step = 5, sealed_secret = null
       where user_id = '${live}';
     update customers set transfer_limit_yen = 200000, limit_ceiling_yen = 200000
       where login_id = 'taro0001';
     update customers set status = 'closed' where login_id = 'taro0001';
     delete from staff where id = '300001';
     update customers set login_failures = 5 where login_id = 'taro0001';
     insert into tokens (user_id, customer_id, state, mail_address, start_password_hash, issued_at,
         burnt_steps, setup_showings)
       select '${String(greatest + 5)}', customer_id, 'replaced', mail_address, '', 1, '', 0
       from tokens limit 1;
     update kiosk set value = '${String(greatest + 5)}' where key = 'greatest-user-id';`,
  );

  const file = join(data, "../kept.backup");
  if (canOpenTerminal) {
    const declined = await kioskAsked(data, [[/yes or no/, "no"]], "restore", file);
    expect(declined.code).toBe(1);
    expect(declined.said).toContain("Not restored.");
    expect(one(data, "select count(*) from staff where id = '300001'")).toBe(0);
  }

  const restored = await kiosk(data, "restore", file);
  expect(restored.code).toBe(0);
  for (const words of [
    "1 token issued since is lost.",
    "1 token that ended since stays ended.",
    "1 limit lowered since stays so.",
    "1 account stopped since stays so.",
    "1 count of wrong tries stays.",
    "Staff removed or changed since are as they were, with their PINs of then: 300001.",
  ]) {
    expect(restored.said).toContain(`${words}\n`);
  }
  expect(one(data, `select state from tokens where user_id = '${live}'`)).toBe("released");
  expect(one(data, `select sealed_secret from tokens where user_id = '${live}'`)).toBeNull();
  expect(one(data, `select last_step from tokens where user_id = '${live}'`)).toBe(5);
  const taro = "from customers where login_id = 'taro0001'";
  expect(one(data, `select transfer_limit_yen ${taro}`)).toBe(200_000);
  expect(one(data, `select limit_ceiling_yen ${taro}`)).toBe(200_000);
  expect(one(data, `select status ${taro}`)).toBe("closed");
  expect(one(data, "select login_failures from customers where login_id = 'taro0001'")).toBe(5);
  expect(one(data, "select count(*) from staff where id = '300001'")).toBe(1);
  expect(one(data, "select value from kiosk where key = 'greatest-user-id'")).toBe(
    String(greatest + 5),
  );
  expect(await kiosk(data, "journal", "verify")).toMatchObject({ code: 0 });

  // The user IDs of then stay given, over a second restore of a backup that never knew them too.
  expect((await kiosk(data, "restore", file)).said).not.toContain("issued");
  expect(one(data, "select value from kiosk where key = 'greatest-user-id'")).toBe(
    String(greatest + 5),
  );
});

test("where the registry that was there can't be read, it says that nothing is kept", async () => {
  const data = dataFolder();
  const busy = await busyKiosk(data);
  await busy.stop();
  const file = join(data, "../kept.backup");
  expect(await kiosk(data, "backup", file)).toMatchObject({ code: 0 });
  change(data, "pragma user_version = 3");
  const restored = await kiosk(data, "restore", file);
  expect(restored.said).toContain("nothing that was decided since the backup is kept");
  expect(restored.code).toBe(0);
});

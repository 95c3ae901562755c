/** The service's configuration: what a file may state, and by which key it is refused. */
import { writeFileSync } from "node:fs";
import { userInfo } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { stringify } from "yaml";
import { readServiceEnvironment } from "../../main/config/service-environment.ts";
import { loadServiceConfig } from "../../main/config/service-config.ts";
import { dataFolder } from "./data-folder.ts";

function loaded(stated: object) {
  const file = join(dataFolder(), "service.yaml");
  writeFileSync(file, stringify({ demo: true, ...stated }));
  return loadServiceConfig(file);
}

test("without a file: the demo profile with a private cluster, on loopback", () => {
  const config = loadServiceConfig(undefined);
  expect(config).toMatchObject({
    value: {
      core: { demo: true, lockout: { wrongTries: 5 } },
      service: { name: "service", listen: { host: "127.0.0.1", port: 8443 }, metricsPort: 9464 },
      database: null,
    },
  });
  expect(config.ok && Object.isFrozen(config.value.service.listen)).toBe(true);
});

test("a file states what it listens to, its database, and the core's rules", () => {
  const database = {
    hosts: ["db1.bank.example:5432", "db2.bank.example"],
    ...{ name: "otp", user: "otp_service", passwordFile: "password" },
  };
  const config = loaded({
    service: { listen: { port: 443 } },
    database,
    lockout: { wrongTries: 3 },
  });
  expect(config).toMatchObject({
    value: {
      core: { lockout: { wrongTries: 3 } },
      service: { listen: { host: "127.0.0.1", port: 443 } },
      database: {
        hosts: database.hosts,
        ca: null,
        passwordFile: expect.stringMatching(/^\/.*\/password$/) as string,
      },
    },
  });
});

test.each([
  [{ service: { port: 1 } }, "service.port", "is no known key"],
  [{ service: { listen: { port: 70_000 } } }, "service.listen.port", "must be from 0 to 65535"],
  [
    { service: { keys: { pkcs11: { module: "m.so", tokenLabel: "", pinFile: "pin" } } } },
    "service.keys.pkcs11.tokenLabel",
    "must have 1 to 32 characters of ASCII",
  ],
  [{ service: { name: "a/b" } }, "service.name", "must be 1 to 24 of A-Z a-z 0-9 -"],
  [{ service: 1 }, "service", "must be Object, not 1"],
  [{ database: { hosts: [], name: "a", user: "b" } }, "database.hosts.0", "must be"],
  [{ database: { hosts: ["a"], name: "a" } }, "database.user", "is missing"],
  [{ database: { hosts: ["a:b"], name: "a", user: "b" } }, "database.hosts.0", "must be HOST"],
  [
    { database: { hosts: ["a"], name: "a", user: "b", ca: "none.pem" } },
    "database.ca",
    "can't be read",
  ],
  [{ kiosk: { branch: "本店" } }, "kiosk", "belongs into the configuration of a kiosk"],
  [{ keychain: {} }, "keychain", "belongs into the configuration of a kiosk"],
  [{ lockout: { wrongTrys: 1 } }, "lockout.wrongTrys", "is no known key"],
])("%j is refused by its key", (stated, key, problem) => {
  const config = loaded(stated);
  expect(config).toMatchObject({ ok: false, refusal: { path: key } });
  expect(!config.ok && config.refusal.problem).toContain(problem);
});

test("the data folder is the variable's, systemd's, or one that PostgreSQL's user can get to", () => {
  const of = (env: Record<string, string>) => readServiceEnvironment(env).dataDir;
  expect(of({ SERVICE_DATA_DIR: "/srv/otp", STATE_DIRECTORY: "/var/lib/private/x" })).toBe(
    "/srv/otp",
  );
  expect(of({ STATE_DIRECTORY: "/var/lib/private/x" })).toBe("/var/lib/private/x");
  const usual = userInfo().uid === 0 ? "/var/lib" : "/home/x/data";
  expect(of({ XDG_DATA_HOME: "/home/x/data", SERVICE_DATA_DIR: "" })).toBe(
    `${usual}/otp-enrolment-service`,
  );
});

/**
 * Set-up in a small checkout of its own, with programs before it in PATH that play an old Node, npm 9 and a
 * machine that has every system package. The registry is not asked.
 */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";

const PACKAGE = `node-linux-${process.arch}`;
const OWN_NODE = `node_modules/${PACKAGE}/bin/node`;
const NODE_24 = `#!/bin/sh\n[ "$1" = --version ] && echo v24.21.0 || exec '${process.execPath}' "$@"\n`;
const NODE_18 = NODE_24.replace("v24.21.0", "v18.20.4");

let checkout: string;
const at = (name: string): string => join(checkout, name);

function program(name: string, script: string): void {
  mkdirSync(dirname(at(name)), { recursive: true });
  writeFileSync(at(name), script);
  chmodSync(at(name), 0o755);
}

/** Npm 9: no link in `.bin`. Its `ci` notes which Node runs it, and waits while there is a file `hold`. */
function npm(): void {
  program(
    "programs/npm",
    `#!/bin/bash
case $1 in
  pack) cp registry/node.tgz "$4/${PACKAGE}-24.21.0.tgz" ;;
  ci)
    node --version >>ran; rm -rf node_modules; node --version >>ran
    mkdir -p ${dirname(OWN_NODE)} node_modules/.bin
    cp registry/package/bin/node ${OWN_NODE}
    while [[ -e hold ]]; do sleep 0.05; done
    cp package-lock.json node_modules/.package-lock.json ;;
esac
`,
  );
}

beforeEach(() => {
  checkout = mkdtempSync(join(tmpdir(), "setup-test-"));
  mkdirSync(at("build"));
  mkdirSync(at("temporary"));
  copyFileSync("build/setup.sh", at("build/setup.sh"));
  for (const part of ["build/setup-progress.sh", "build/setup-optional.sh"]) {
    copyFileSync(part, at(part));
  }
  program("registry/package/bin/node", NODE_24);
  execFileSync("tar", ["-czf", "node.tgz", "package"], { cwd: at("registry") });
  const digest = createHash("sha512").update(readFileSync(at("registry/node.tgz")));
  const lock = {
    version: "24.21.0",
    integrity: `sha512-${digest.digest("base64")}`,
    ...{ optional: true, os: "linux", cpu: process.arch },
  };
  const packages = { "": {}, [`node_modules/${PACKAGE}`]: lock };
  writeFileSync(at("package-lock.json"), JSON.stringify({ packages }));
  program("programs/node", NODE_18);
  program(
    "programs/dpkg-query",
    `#!/bin/bash
for name in "\${@:4}"; do [[ $3 == *Package* ]] && echo "installed $name" || printf installed; done
`,
  );
  npm();
});
afterEach(() => {
  rmSync(checkout, { recursive: true, force: true });
});

function start(): ChildProcess {
  const programs = `${at("programs")}:${process.env["PATH"] ?? ""}`;
  const env = { ...process.env, PATH: programs, TMPDIR: at("temporary") };
  return spawn("bash", [at("build/setup.sh")], { env, stdio: ["ignore", "pipe", "pipe"] });
}

async function finish(child: ChildProcess): Promise<{ status: number | null; words: string }> {
  if (child.stdout === null || child.stderr === null) throw new Error("started without pipes");
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  return { status: child.exitCode, words: out + err };
}

const run = async (): Promise<{ status: number | null; words: string }> => finish(start());
const linked = (): string =>
  execFileSync(at("node_modules/.bin/node"), ["--version"], { encoding: "utf8" });

async function appears(name: string): Promise<void> {
  while (!existsSync(at(name))) await pause(20);
}

test("under Node 18 and npm 9, Node 24 runs npm from first to last, and is linked afterwards", async () => {
  expect(await run()).toMatchObject({ status: 0 });
  expect(readFileSync(at("ran"), "utf8")).toBe("v24.21.0\nv24.21.0\n");
  expect(linked()).toBe("v24.21.0\n");
  expect(existsSync(at(".node"))).toBe(false);
});

test("says nothing and runs nothing when all is there", async () => {
  await run();
  rmSync(at("ran"));
  expect(await run()).toEqual({ status: 0, words: "" });
  expect(existsSync(at("ran"))).toBe(false);
});

test("a link that npm took away comes back", async () => {
  await run();
  rmSync(at("node_modules/.bin/node"));
  expect(await run()).toEqual({ status: 0, words: "" });
  expect(linked()).toBe("v24.21.0\n");
});

test("an optional package for this machine that an older Node left out is installed", async () => {
  await run();
  writeFileSync(at("node_modules/.package-lock.json"), JSON.stringify({ packages: {} }));
  rmSync(at("ran"));
  expect(await run()).toMatchObject({ status: 0 });
  expect(readFileSync(at("ran"), "utf8")).toBe("v24.21.0\nv24.21.0\n");
});

test("packages' own scripts have a standard output, beside apt-get's reports", async () => {
  program(
    "programs/dpkg-query",
    `#!/bin/bash
for name in "\${@:4}"; do
  [[ $name != zbar-tools || -e installed ]] || continue
  [[ $3 == *Package* ]] && echo "installed $name" || printf installed
done
`,
  );
  program("programs/dpkg", "#!/bin/sh\n");
  program("programs/sudo", `#!/bin/bash\n[[ $1 != -n ]] || shift\nexec "$@" 3>&-\n`);
  // As apt-get does, it closes its status descriptor for what it starts, once it has reported there.
  program(
    "programs/apt-get",
    `#!/bin/bash
[[ " $* " == *" install "* && $* != *--download-only* ]] || exit 0
for word; do [[ $word != APT::Status-Fd=* ]] || status=\${word#*=}; done
echo pmstatus:zbar-tools:50.0000:Installing >&"$status" || exit 100
eval "exec $status>&-"
bash -ec 'echo Setting up' || exit 100
touch '${at("installed")}'
`,
  );
  expect(await run()).toMatchObject({ status: 0 });
  expect(existsSync(at("installed"))).toBe(true);
});

test("takes no Node of another content than the lock names", async () => {
  writeFileSync(at("registry/package/LICENSE"), "another");
  execFileSync("tar", ["-czf", "node.tgz", "package"], { cwd: at("registry") });
  const { status, words } = await run();
  expect(status).toBe(1);
  expect(words).toContain(`another ${PACKAGE}@24.21.0 than package-lock.json names`);
  expect(existsSync(at("ran"))).toBe(false);
});

test.each(["SIGINT", "SIGTERM", "SIGKILL"] as const)(
  "leaves nothing at %s and goes on",
  async (signal) => {
    writeFileSync(at("hold"), "");
    const child = start();
    await appears(OWN_NODE);
    child.kill(signal);
    expect((await finish(child)).status).not.toBe(0);
    expect(readdirSync(at("temporary"))).toEqual([]);
    rmSync(at("hold"));
    expect(existsSync(at("node_modules/.package-lock.json"))).toBe(false);
    expect(await run()).toMatchObject({ status: 0 });
    expect(linked()).toBe("v24.21.0\n");
  },
);

test("of two at once, one installs and the other says that it waits", async () => {
  writeFileSync(at("hold"), "");
  const first = start();
  await appears(OWN_NODE);
  const second = start();
  const words = finish(second);
  await once(second.stderr ?? second, "readable");
  rmSync(at("hold"));
  expect(await finish(first)).toMatchObject({ status: 0 });
  expect(await words).toEqual({
    status: 0,
    words: "Set-up: waiting for another command, which sets up this checkout\n",
  });
  expect(readFileSync(at("ran"), "utf8")).toBe("v24.21.0\nv24.21.0\n");
});

test("a registry that does not answer is told in npm's words and its own", async () => {
  program("programs/npm", "#!/bin/sh\necho 'npm ERR! network request failed'; exit 1\n");
  const { status, words } = await run();
  expect(status).toBe(1);
  expect(words).toContain("network request failed");
  expect(words).toContain("It needs its registry");
});

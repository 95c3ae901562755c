import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "@playwright/test";
import { speechSocket } from "./profile.ts";
import type { Profile } from "./profile.ts";

/**
 * The beginning of the utterance that is long enough to be broken off. sd_generic misses the order to stop when that
 * comes just as it starts a command, so all others end soon by themselves.
 */
const lasting = "トップページ";

/** A speech-dispatcher of the test's own, which writes down what it is to say instead of saying it. */
export interface SpeechServer {
  /** Everything that was spoken, in order. */
  spoken(): readonly Utterance[];
  stop(): Promise<void>;
}

export interface Utterance {
  readonly text: string;
  /** Whether it is being said: it lasts for a moment, what begins with `lasting` for a minute, unless it is broken off. */
  isHeard(): boolean;
}

/** Whether this machine has the program. */
export function hasSpeechServer(): boolean {
  return spawnSync("speech-dispatcher", ["--version"]).status === 0;
}

/** Starts speech-dispatcher with one module, whose voices speak Japanese and English, for the profile's kiosks. */
export async function startSpeechServer(profile: Profile): Promise<SpeechServer> {
  const folder = path.join(profile.root, "speech");
  const file = path.join(folder, "spoken");
  await mkdir(path.join(folder, "modules"), { recursive: true });
  // No sound is made, but speech-dispatcher wants to know how.
  const server = [
    'AudioOutputMethod "libao"',
    'AddModule "file" "sd_generic" "file.conf"',
    "DefaultModule file",
    'DefaultLanguage "ja"',
  ];
  const command = `printf '%s\\\\t%s\\\\n' $$ '$DATA' >> ${file}; case '$DATA' in ${lasting}*) exec sleep 60;; esac; exec sleep 0.3`;
  const module = [
    `GenericExecuteSynth "${command}"`,
    // Bytes: an utterance stays whole.
    "GenericMaxChunkLength 20000",
    ...["ja", "en"].flatMap((language) => [
      `GenericLanguage "${language}" "${language}" "utf-8"`,
      `AddVoice "${language}" "MALE1" "reader-${language}"`,
    ]),
    'DefaultVoice "reader-ja"',
  ];
  await writeFile(path.join(folder, "speechd.conf"), server.join("\n") + "\n");
  await writeFile(path.join(folder, "modules/file.conf"), module.join("\n") + "\n");

  const socket = speechSocket(profile.root);
  const child = spawn(
    "speech-dispatcher",
    ["-s", "-t", "0", "-C", folder, "-S", socket, "-P", path.join(folder, "pid"), "-L", folder],
    { env: profile.env, stdio: "ignore" },
  );
  const ended = new Promise((done) => child.once("exit", done));
  await expect.poll(() => existsSync(socket)).toBe(true);
  return {
    spoken() {
      const lines = existsSync(file) ? readFileSync(file, "utf8").trimEnd().split("\n") : [];
      return lines.map((line) => {
        const [pid = "", text = ""] = line.split("\t");
        return { text, isHeard: () => isRunning(Number(pid)) };
      });
    },
    async stop() {
      child.kill();
      await ended;
    },
  };
}

function isRunning(pid: number): boolean {
  // Its program, not the mere number, which may be another's meanwhile.
  try {
    return readFileSync(`/proc/${String(pid)}/cmdline`, "utf8").startsWith("sleep");
  } catch {
    return false;
  }
}

import { spawnSync } from "node:child_process";
import path from "node:path";
import type { Guess } from "./die-guessing.ts";
import { inWorld } from "./world.ts";

/** What a series of guesses came to, each in a kiosk that was killed after it or within it. */
export interface LockFigures {
  readonly kills: number;
  readonly losses: readonly string[];
}

const wrongTriesLimit = 5;
/** Beyond what a sign-in passes; higher points kill it after its answer. */
const points = 14;
/** Kills before a try is counted tell nothing, and take no try. */
const guessesAtMost = 40;

/**
 * Guesses until the kiosk says that it has locked, in `rounds` new branches: it must do so by the fifth wrong answer,
 * and even the right password must find it locked.
 */
export async function lockOverKills(rounds: number): Promise<LockFigures> {
  return inWorld(({ folder, keyring, losses }) => {
    let kills = 0;
    const guess = (how: Guess): string => {
      const program = path.join(import.meta.dirname, "die-guessing.ts");
      const env = { ...process.env, DBUS_SESSION_BUS_ADDRESS: keyring.busAddress };
      const words = [program, JSON.stringify(how)];
      const ended = spawnSync(process.execPath, words, { env, encoding: "utf8", timeout: 60_000 });
      if (ended.signal !== "SIGKILL") losses.push(`a kiosk ended by itself: ${ended.stderr}`);
      kills += 1;
      return ended.stdout;
    };
    for (let round = 0; round < rounds; round += 1) {
      const dataDir = path.join(folder, `branch-${String(round)}`);
      const answers: string[] = [];
      while (answers.at(-1) !== "locked" && answers.length < guessesAtMost) {
        const point = Math.random() < 0.5 ? 0 : 1 + Math.floor(Math.random() * points);
        answers.push(guess({ dataDir, isRight: false, point }));
      }
      const evaluated = answers.filter((answer) => answer === "credentials").length;
      if (answers.at(-1) !== "locked") losses.push(`never locked: ${answers.join(" ")}`);
      if (evaluated >= wrongTriesLimit) losses.push(`${String(evaluated)} guesses were evaluated`);
      const right = guess({ dataDir, isRight: true, point: 0 });
      if (right !== "locked")
        losses.push(`the right password was answered ${right} after the lock`);
    }
    return Promise.resolve({ kills, losses });
  });
}

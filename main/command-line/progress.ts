/** Reports the progress of a command on standard error. */
export interface Progress {
  /** `done` of `all`; null: the total is unknown. */
  report(done: number, all: number | null): void;
  /** Ends the line of a bar. */
  end(): void;
}

const barWidth = 30;
const updateIntervalMs = 200;

/** A bar at a terminal; elsewhere a line for each tenth. `what` names the work. */
export function openProgress(what: string): Progress {
  const atTerminal = process.stderr.isTTY;
  let shown = "";
  let shownAt = 0;
  return {
    report(done, all) {
      const share = all === null || all === 0 ? null : Math.min(done / all, 1);
      const now = performance.now();
      const isDue = atTerminal ? share === 1 || now - shownAt >= updateIntervalMs : share !== null;
      const words = atTerminal ? bar(share) : tenths(share);
      if (!isDue || words === shown) return;
      [shown, shownAt] = [words, now];
      process.stderr.write(atTerminal ? `\r${what} ${words}` : `${what}: ${words}\n`);
    },
    end() {
      if (atTerminal && shown !== "") process.stderr.write("\n");
    },
  };
}

function bar(share: number | null): string {
  if (share === null) return "…";
  const full = Math.round(share * barWidth);
  const percent = String(Math.floor(share * 100)).padStart(3);
  return `[${"#".repeat(full)}${" ".repeat(barWidth - full)}] ${percent} %`;
}

function tenths(share: number | null): string {
  return `${String(Math.floor((share ?? 0) * 10) * 10)} %`;
}

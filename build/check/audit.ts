/**
 * Asks the registry for advisories on the locked packages, through `npm audit`. High and critical ones
 * fail. Where no service answers there is nothing to say of the packages: skipped, and told why.
 */
import { spawnSync } from "node:child_process";
import * as v from "valibot";

const patienceMs = 15_000;

const Report = v.object({
  auditReportVersion: v.number(),
  vulnerabilities: v.record(
    v.string(),
    v.object({
      severity: v.string(),
      /** Advisories on the package itself, and names of packages whose advisories reach it. */
      via: v.array(
        v.union([
          v.string(),
          v.object({ title: v.string(), url: v.string(), severity: v.string() }),
        ]),
      ),
    }),
  ),
});

/** The request to the service failed: with a status, or without one when nothing was reached. */
const Unanswered = v.object({ message: v.string(), statusCode: v.optional(v.number()) });

/** Npm itself gave up. Only this code is about the service; others are faults of the project. */
const NoData = v.object({
  error: v.object({ code: v.literal("ENOAUDITDATA"), summary: v.string() }),
});

export type AuditOutcome =
  { readonly is: "passed" } | { readonly is: "failed" | "skipped"; readonly why: string };

const serious = ({ severity }: { readonly severity: string }): boolean =>
  severity === "high" || severity === "critical";

/**
 * What `npm audit --json` (npm 10 and 11) has printed means. Npm's exit code is the same for an advisory
 * and for a service that refuses, so only the text counts.
 */
export function auditOutcome(output: string): AuditOutcome {
  if (output.trim() === "") return { is: "skipped", why: "no answer in time" };
  const answer = parsed(output);
  const report = v.safeParse(Report, answer);
  if (report.success) return judged(report.output);
  const unanswered = v.safeParse(Unanswered, answer);
  if (unanswered.success) {
    const { statusCode, message } = unanswered.output;
    const why = statusCode === undefined ? message : `the registry answers ${String(statusCode)}`;
    return { is: "skipped", why };
  }
  const noData = v.safeParse(NoData, answer);
  if (noData.success) return { is: "skipped", why: noData.output.error.summary };
  return { is: "failed", why: `npm audit can't be understood: ${output.trim()}` };
}

function judged({ vulnerabilities }: v.InferOutput<typeof Report>): AuditOutcome {
  const found = Object.entries(vulnerabilities).filter(([, vulnerability]) =>
    serious(vulnerability),
  );
  if (found.length === 0) return { is: "passed" };
  const lines = found.map(([name, { severity, via }]) => {
    const reasons = via
      .filter((reason) => typeof reason === "string" || serious(reason))
      .map((reason) =>
        typeof reason === "string" ? `through ${reason}` : `${reason.title}, ${reason.url}`,
      );
    return `${name} (${severity}): ${reasons.join("; ")}`;
  });
  return { is: "failed", why: lines.join("\n") };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

if (import.meta.main) {
  const { stdout, error } = spawnSync("npm", ["audit", "--json", "--fetch-retries=0"], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
    timeout: patienceMs,
  });
  const stopped = error !== undefined && !("code" in error && error.code === "ETIMEDOUT");
  if (stopped) throw error;
  const outcome = auditOutcome(stdout);
  console.log(outcome.is === "passed" ? outcome.is : `${outcome.is}: ${outcome.why}`);
  process.exitCode = outcome.is === "failed" ? 1 : 0;
}

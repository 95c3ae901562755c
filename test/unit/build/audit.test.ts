import { expect, test } from "vitest";
import { auditOutcome } from "../../../build/check/audit.ts";

/** What npm prints once the service has told of advisories, cut to what matters. */
function found(vulnerabilities: object): string {
  return JSON.stringify({ auditReportVersion: 2, vulnerabilities, metadata: {} });
}

const advisory = (severity: string) => ({
  source: 1_097_346,
  name: "made-up",
  dependency: "made-up",
  title: "Path traversal in made-up",
  url: "https://advisories.example/GHSA-aaaa-bbbb-cccc",
  severity,
  cwe: ["CWE-22"],
  cvss: { score: 7.5, vectorString: null },
  range: "<2.0.1",
});
const vulnerable = (name: string, severity: string, via: readonly unknown[]) => ({
  [name]: { name, severity, isDirect: false, via, effects: [], range: "*", nodes: [] },
});

/** Npm's own words for an endpoint that refuses or is out of reach. */
const unanswered = (message: string, more: object = {}) => ({
  message,
  method: "POST",
  uri: "https://registry.example/-/npm/v1/security/advisories/bulk",
  ...more,
});

test("no advisory, or none that is high or critical, passes", () => {
  expect(auditOutcome(found({}))).toEqual({ is: "passed" });
  const mild = vulnerable("made-up", "moderate", [advisory("moderate")]);
  expect(auditOutcome(found(mild))).toEqual({ is: "passed" });
});

test.each(["high", "critical"])("a %s advisory fails by package and advisory", (severity) => {
  const output = found({
    ...vulnerable("made-up", severity, [advisory(severity), advisory("low")]),
    ...vulnerable("its-user", severity, ["made-up"]),
  });
  expect(auditOutcome(output)).toEqual({
    is: "failed",
    why: [
      `made-up (${severity}): Path traversal in made-up, https://advisories.example/GHSA-aaaa-bbbb-cccc`,
      `its-user (${severity}): through made-up`,
    ].join("\n"),
  });
});

test.each([
  [
    "npm 11, a registry without the service",
    unanswered("405 Method Not Allowed - POST https://registry.example/-/npm/v1/security", {
      headers: { allow: ["GET,HEAD"] },
      statusCode: 405,
      body: "",
      error: { summary: "", detail: "" },
    }),
    "the registry answers 405",
  ],
  [
    "npm 10, the same",
    unanswered("404 Not Found - POST https://registry.example/-/npm/v1/security", {
      headers: {},
      statusCode: 404,
      body: { error: "not found" },
    }),
    "the registry answers 404",
  ],
  [
    "no network",
    unanswered("request to https://registry.example/ failed, reason: getaddrinfo ENOTFOUND"),
    "request to https://registry.example/ failed, reason: getaddrinfo ENOTFOUND",
  ],
  [
    "npm asked to stay offline",
    { error: { code: "ENOAUDITDATA", summary: "missing audit data", detail: "" } },
    "missing audit data",
  ],
])("%s: skipped, with the reason", (_what, answer, why) => {
  expect(auditOutcome(JSON.stringify(answer, null, 2))).toEqual({ is: "skipped", why });
});

test("npm stopped at the limit, before it said anything, is skipped", () => {
  expect(auditOutcome("")).toEqual({ is: "skipped", why: "no answer in time" });
});

test.each([
  ["a fault of the project's own", { error: { code: "ENOLOCK", summary: "needs a lockfile" } }],
  ["an answer of no known shape", { advisories: {} }],
])("%s fails", (_what, answer) => {
  expect(auditOutcome(JSON.stringify(answer)).is).toBe("failed");
});

test("what is no JSON fails", () => {
  expect(auditOutcome("npm: command of another kind").is).toBe("failed");
});

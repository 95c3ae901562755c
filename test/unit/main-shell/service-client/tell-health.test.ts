import { expect, test } from "vitest";
import { makeTellHealth } from "../../../../main/kiosk/service-client/tell-health.ts";
import { ok, refused } from "../../../../preload/contract/result.ts";
import type { Fault } from "../../../../preload/contract/answers.ts";
import { profile } from "../../../fakes/profile.ts";
import { wellMeasured } from "../../../fakes/well-machine.ts";

const minute = 60_000;

function telling() {
  const state = { now: 0, fault: null as Fault | null, answers: true, measured: 0 };
  const told: unknown[] = [];
  const tell = makeTellHealth({
    client: () => ({
      verb: async (verb, request, { measured }) => {
        told.push([verb, request, measured]);
        return state.answers
          ? ok({ answer: ok(profile) as never })
          : refused({ is: "unreachable" } as const);
      },
    }),
    fault: () => state.fault,
    measure: async () => {
      state.measured += 1;
      return wellMeasured(0);
    },
    newId: () => "id",
    now: () => state.now,
  });
  return { state, told, tell };
}

test("the service is told every ten minutes, with a request that touches no session", async () => {
  const { state, told, tell } = telling();
  await tell();
  expect(told).toEqual([["readKiosk", {}, wellMeasured(0)]]);
  state.now = 9 * minute;
  await tell();
  expect(state.measured).toBe(1);
  state.now = 10 * minute;
  await tell();
  expect(told).toHaveLength(2);
});

test("nothing is measured for a service that doesn't serve, and what wasn't told is told next time", async () => {
  const { state, told, tell } = telling();
  state.fault = "service-unreachable";
  await tell();
  expect(state.measured).toBe(0);
  state.fault = null;
  state.answers = false;
  await tell();
  state.answers = true;
  await tell();
  expect(told).toHaveLength(2);
  await tell();
  expect(told).toHaveLength(2);
});

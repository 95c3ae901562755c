import { calls, deny, grant, issuedStatus, profile, resetKiosk } from "../fake-kiosk.ts";
import { createPinia, setActivePinia } from "pinia";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { useIssueStore } from "../../../../renderer/stores/issue.ts";
import { useKioskStore } from "../../../../renderer/stores/kiosk.ts";
import { useReleaseStore } from "../../../../renderer/stores/release.ts";
import { useSessionStore } from "../../../../renderer/stores/session.ts";
import { useStatusStore } from "../../../../renderer/stores/status.ts";

let pinia: ReturnType<typeof createPinia>;

beforeEach(() => {
  resetKiosk();
  pinia = createPinia();
  setActivePinia(pinia);
});

describe("kiosk", () => {
  it("keeps the profile and how far the kiosk's clock is from this page's", async () => {
    vi.useFakeTimers({ now: 1_000_000 });
    grant("readKiosk", { ...profile, nowMs: 1_090_000 });
    const store = useKioskStore();
    await store.load();
    vi.useRealTimers();
    expect(store.profile?.bankName).toBe(profile.bankName);
    expect(store.clockOffsetMs).toBe(90_000);
    expect(store.fault).toBeNull();
    expect(calls).toEqual([{ verb: "readKiosk", request: {} }]);
  });

  it("forgets a fault once the kiosk serves again", async () => {
    const store = useKioskStore();
    store.noteFault("keychain-locked");
    grant("readKiosk", profile);
    await store.load();
    expect(store.fault).toBeNull();
  });

  it("keeps why the profile can't be read", async () => {
    deny("readKiosk", { code: "unexpected", reference: "A1" });
    const store = useKioskStore();
    await store.load();
    expect(store.profile).toBeNull();
    expect(store.refusal).toEqual({ code: "unexpected", reference: "A1" });
  });
});

describe("session", () => {
  const entry = { loginId: "taro0001", loginPassword: "secret" };

  it("is signed in at once when no code is awaited", async () => {
    grant("signIn", { awaits: "nothing", customerName: "福島 太郎" });
    const store = useSessionStore();
    await store.signIn(entry);
    expect(store.signedIn).toBe(true);
    expect(store.customerName).toBe("福島 太郎");
    expect(calls).toEqual([{ verb: "signIn", request: entry }]);
    expect(JSON.stringify(pinia.state.value)).not.toContain("secret");
  });

  it("is signed in after the code when one is awaited", async () => {
    grant("signIn", { awaits: "code", customerName: "福島 太郎" });
    grant("proveCode", null);
    const store = useSessionStore();
    await store.signIn(entry);
    expect(store.signedIn).toBe(false);
    await store.proveCode({ oneTimePassword: "123456" });
    expect(store.signedIn).toBe(true);
  });

  it("forgets the customer at once on signing out, before any answer", () => {
    grant("signOut", null);
    const store = useSessionStore();
    store.$patch({ stage: "signed-in", customerName: "福島 太郎" });
    void store.signOut();
    expect(store.stage).toBe("nobody");
    expect(store.customerName).toBe("");
    expect(calls).toEqual([{ verb: "signOut", request: {} }]);
  });

  it("keeps nothing of a refused sign-in", async () => {
    deny("signIn", { code: "credentials" });
    const store = useSessionStore();
    await store.signIn(entry);
    expect(store.stage).toBe("nobody");
  });
});

describe("the stores of the applications", () => {
  it("status: keeps what BOP001 shows, until wiped", async () => {
    grant("readStatus", issuedStatus);
    const store = useStatusStore();
    await store.load();
    expect(store.status).toEqual(issuedStatus);
    store.$reset();
    expect(store.status).toBeNull();
  });

  it("issue: keeps the draft's address, then what was issued, and no password", async () => {
    const token = { mailAddress: "a@b.jp", serviceId: "10112231", userId: "999800000001" };
    grant("draftIssue", { mailAddress: "a@b.jp" });
    grant("confirmIssue", token);
    const store = useIssueStore();
    await store.makeDraft({
      mailAddress: "a@b.jp",
      mailAddressAgain: "a@b.jp",
      startPassword: "482915",
      startPasswordAgain: "482915",
    });
    expect(store.draft).toEqual({ mailAddress: "a@b.jp" });
    await store.confirm({ confirmationPassword: "kakunin1" });
    expect(store.draft).toBeNull();
    expect(store.issued).toEqual(token);
    expect(JSON.stringify(pinia.state.value)).not.toMatch(/482915|kakunin1/);
    expect(calls.map(({ verb }) => verb)).toEqual(["draftIssue", "confirmIssue"]);
  });

  it("issue: forgets the draft when the application is given up", async () => {
    grant("draftIssue", { mailAddress: "a@b.jp" });
    grant("cancelDraft", null);
    const store = useIssueStore();
    store.$patch({ draft: { mailAddress: "a@b.jp" } });
    await store.cancelDraft();
    expect(store.draft).toBeNull();
  });

  it("release: keeps the new limit and the day of the next issue", async () => {
    const released = {
      limitBeforeYen: 1_000_000,
      limitAfterYen: 200_000,
      reissueFrom: "2026-11-23",
    };
    grant("releaseToken", released);
    const store = useReleaseStore();
    await store.release({ confirmationPassword: "kakunin1", oneTimePassword: "123456" });
    expect(store.released).toEqual(released);
    expect(JSON.stringify(pinia.state.value)).not.toMatch(/kakunin1|123456/);
    store.$reset();
    expect(store.released).toBeNull();
  });
});

/** A try that a kiosk was asked for, with what of it is right. */
export interface Try {
  readonly verb:
    "signIn" | "proveCode" | "confirmIssue" | "showSetupCode" | "startToken" | "releaseToken";
  readonly loginId: string;
  /** Whether the password is right; verbs without one: true. */
  readonly password: boolean;
  /** The step of a right code; null: a wrong code, or a verb without one. */
  readonly step: number | null;
}

export interface ModelToken {
  readonly userId: string;
  readonly loginId: string;
  readonly state: string;
  readonly lastStep: number | null;
  readonly showings: number;
  /** Kinds of mail in the outbox, in the order of the alphabet. */
  readonly mails: readonly string[];
}

/** What a registry must hold: exactly this. */
export interface State {
  readonly tokens: readonly ModelToken[];
  /** By `login ID kind`; those that are 0 are left out. */
  readonly tries: Readonly<Record<string, number>>;
  /** 振込・振替限度額 by login ID. */
  readonly limits: Readonly<Record<string, number>>;
}

const wrongTriesLimit = 5;
const releaseLimitYen = 200_000;
const firstUserId = 999_800_000_001;

/** The states that may be found after `tried`, in the order in which they are made durable; the last one is the end of it. */
export function statesAfter(state: State, tried: Try): readonly State[] {
  const { verb, loginId } = tried;
  const token = liveToken(state, loginId);
  if (verb === "proveCode" || verb === "startToken") return [codeJudged(state, tried, token)];
  const kind = passwordKinds[verb];
  const counted = (state.tries[`${loginId} ${kind}`] ?? 0) + 1;
  if (counted > wrongTriesLimit) return [state];
  const reserved = withTries(state, loginId, kind, counted);
  if (!tried.password) return [reserved];
  const cleared = withTries(state, loginId, kind, 0);
  switch (verb) {
    case "signIn":
      return [reserved, cleared];
    case "releaseToken":
      return [reserved, codeJudged(cleared, tried, token)];
    case "showSetupCode":
      return [reserved, changed(cleared, token, { showings: (token?.showings ?? 0) + 1 })];
    case "confirmIssue":
      return [reserved, issued(changed(cleared, token, { state: "replaced" }), loginId)];
  }
}

/** Whether a kiosk has to say yes to `tried`. */
export function isRight({ verb, password, step }: Try): boolean {
  const hasCode = verb === "proveCode" || verb === "startToken" || verb === "releaseToken";
  return password && (!hasCode || step !== null);
}

const passwordKinds = {
  signIn: "loginPassword",
  confirmIssue: "confirmationPassword",
  releaseToken: "confirmationPassword",
  showSetupCode: "startPassword",
} as const;

const codeKind = "oneTimePassword";

function liveToken(state: State, loginId: string): ModelToken | undefined {
  return state.tokens.find(
    (token) => token.loginId === loginId && !/released|replaced/.test(token.state),
  );
}

function withTries(state: State, loginId: string, kind: string, count: number): State {
  const tries = Object.entries({ ...state.tries, [`${loginId} ${kind}`]: count });
  return { ...state, tries: Object.fromEntries(tries.filter(([, each]) => each > 0)) };
}

function changed(state: State, token: ModelToken | undefined, changes: Partial<ModelToken>): State {
  const tokens = state.tokens.map((each) =>
    each.userId === token?.userId ? { ...each, ...changes } : each,
  );
  return { ...state, tokens };
}

function issued(state: State, loginId: string): State {
  const userId = String(firstUserId + state.tokens.length);
  const token = {
    userId,
    loginId,
    state: "issued",
    lastStep: null,
    showings: 0,
    mails: ["issued"],
  };
  // They were those of the token before.
  const fresh = withTries(withTries(state, loginId, "startPassword", 0), loginId, codeKind, 0);
  return { ...fresh, tokens: [...state.tokens, token] };
}

function codeJudged(
  state: State,
  { verb, loginId, step }: Try,
  token: ModelToken | undefined,
): State {
  if (step === null) {
    const count = (state.tries[`${loginId} ${codeKind}`] ?? 0) + 1;
    const counted = withTries(state, loginId, codeKind, count);
    return count < wrongTriesLimit ? counted : changed(counted, token, { state: "suspended" });
  }
  const cleared = withTries(state, loginId, codeKind, 0);
  const mails = token?.mails ?? [];
  if (verb === "proveCode") return changed(cleared, token, { lastStep: step });
  if (verb === "startToken") {
    const started = { state: "in-use", lastStep: step, mails: [...mails, "started"] };
    return changed(cleared, token, started);
  }
  const released = {
    state: "released",
    lastStep: step,
    mails: [...mails, "released"].toSorted(),
  };
  const limits = {
    ...state.limits,
    [loginId]: Math.min(state.limits[loginId] ?? 0, releaseLimitYen),
  };
  return { ...changed(cleared, token, released), limits };
}

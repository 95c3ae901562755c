import { onScopeDispose, ref, shallowRef, watch } from "vue";
import type { ComputedRef, Ref, ShallowRef } from "vue";
import type { SetupCode, SetupCodeState } from "../../../preload/contract/answers.ts";
import type { Refusal } from "../../../preload/contract/operations.ts";
import { useCountdown } from "../../composables/countdown.ts";
import type { ScreenId } from "../../flow.ts";
import { useRequest } from "../../stores/request.ts";
import { useForm } from "../../composables/form.ts";
import type { Form } from "../../composables/form.ts";

export interface SetupCodeOptions {
  readonly screen: ScreenId;
  moveOn(refusal: Refusal): void;
  reading(busy: boolean): void;
}

export interface SetupCodeUse {
  /** `asking`: for the 利用開始パスワード; `shown`: the QR and the key are on the screen. */
  readonly stage: Ref<"closed" | "asking" | "shown">;
  /** Whether it may be shown again; null until the screen knows. */
  readonly state: ShallowRef<SetupCodeState | null>;
  /** Why it was refused just now although it had been offered. */
  readonly withheld: Readonly<ShallowRef<Refusal | null>>;
  /** A request is under way. */
  readonly busy: ComputedRef<boolean>;
  /** The secret, only while it is on the screen. */
  readonly code: Readonly<ShallowRef<SetupCode | null>>;
  readonly secondsLeft: Readonly<Ref<number>>;
  readonly secondsTotal: Readonly<Ref<number>>;
  /** True once a showing has ended by itself. */
  readonly ended: Readonly<Ref<boolean>>;
  readonly form: Form<"startPassword">;
  ask(): void;
  cancel(): void;
  show(): Promise<void>;
  hide(): void;
}

/**
 * アプリ設定用QRコード on one screen: requested with the 利用開始パスワード, shown for its time. The answer is stored here alone and is
 * dropped at its end, on 隠す and when the screen is left.
 */
export function useSetupCode(options: SetupCodeOptions): SetupCodeUse {
  const { busy, send } = useRequest("showSetupCode");
  const form = useForm({
    screen: options.screen,
    fields: { startPassword: "cleared" },
    arrival: null,
    moveOn: options.moveOn,
  });
  const stage = ref<"closed" | "asking" | "shown">("closed");
  const state = shallowRef<SetupCodeState | null>(null);
  const withheld = shallowRef<Refusal | null>(null);
  const code = shallowRef<SetupCode | null>(null);
  const secondsTotal = ref(0);
  const ended = ref(false);
  const { secondsLeft, start, stop } = useCountdown(() => {
    hide();
    ended.value = true;
  });

  function close(): void {
    form.clear();
    stage.value = "closed";
  }

  function hide(): void {
    code.value = null;
    stop();
    close();
  }

  async function show(): Promise<void> {
    const answer = await send({ ...form.values });
    // The stage that sent the request has ended.
    if (answer === null || stage.value !== "asking") return;
    if (!answer.ok) {
      if (answer.refusal.code !== "setup-code-withheld") return form.refuse(answer.refusal);
      state.value = { available: false, reason: answer.refusal.reason };
      withheld.value = answer.refusal;
      close();
      return;
    }
    const { showingsLeft } = answer.value;
    state.value =
      showingsLeft > 0 ? { available: true, showingsLeft } : { available: false, reason: "spent" };
    form.clear();
    code.value = answer.value;
    secondsTotal.value = answer.value.secondsLeft;
    start(answer.value.secondsLeft);
    stage.value = "shown";
  }

  watch(
    stage,
    (now) => {
      options.reading(now === "shown");
      // The element that had the focus is gone, so a screen reader begins at the title again.
      if (now !== "asking") document.querySelector<HTMLElement>("main h1")?.focus();
    },
    { flush: "post" },
  );
  onScopeDispose(hide);

  return {
    stage,
    state,
    withheld,
    busy,
    code,
    secondsLeft,
    secondsTotal,
    ended,
    form,
    ask() {
      ended.value = false;
      stage.value = "asking";
    },
    cancel: close,
    show,
    hide,
  };
}

import { createHmac } from "node:crypto";

/** What is signed and sent, as Standard Webhooks 1.0 has it. */
export interface SignedWebhook {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** `at`: of this attempt, epoch milliseconds. `secrets`: while one is exchanged for another, both. */
export function signedWebhook(
  { id, body }: { readonly id: string; readonly body: string },
  at: number,
  secrets: readonly Uint8Array[],
): SignedWebhook {
  const timestamp = String(Math.floor(at / 1_000));
  const signatures = secrets.map((secret) => {
    const mac = createHmac("sha256", secret).update(`${id}.${timestamp}.${body}`, "utf8");
    return `v1,${mac.digest("base64")}`;
  });
  return {
    headers: {
      "content-type": "application/json; charset=utf-8",
      "webhook-id": id,
      "webhook-timestamp": timestamp,
      "webhook-signature": signatures.join(" "),
    },
    body,
  };
}

/**
 * The secrets of a file: one or two lines `whsec_` with 24 to 64 bytes in base64 each, as Standard Webhooks writes them;
 * null: it has others.
 */
export function webhookSecrets(text: string): readonly Uint8Array[] | null {
  const lines = text.split("\n").map((line) => line.trim());
  const secrets = lines
    .filter((line) => line !== "")
    .map((line) => /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(line)?.[1] ?? "")
    .map((written) => Buffer.from(written, "base64"));
  const isFit = secrets.every(({ length }) => length >= 24 && length <= 64);
  return isFit && secrets.length >= 1 && secrets.length <= 2 ? secrets : null;
}
